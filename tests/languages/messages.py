"""Finds the words that the builder says, in its code and templates, for the catalogs' test."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "book"
_IN_TEMPLATES = re.compile(r"""say\(\s*(?:"([^"]+)"|'([^']+)')""")


def messages() -> set[str]:
    """Every message that code or templates hand to a catalog."""
    found: set[str] = set()
    for template in PACKAGE.rglob("*.html"):
        for double, single in _IN_TEMPLATES.findall(template.read_text(encoding="utf-8")):
            found.add(double or single)
    for module in PACKAGE.rglob("*.py"):
        found.update(_in_code(ast.parse(module.read_text(encoding="utf-8"))))
    return found


def _in_code(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in ("say", "Said", "UnfitError", "RequestError"):
            yield from _strings(node.args[:1])
        elif name == "Mistake" or (name == "add" and len(node.args) >= 2):
            yield from _strings(node.args[1:3])


def _strings(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and inner.value:
                yield inner.value
