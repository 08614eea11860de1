"""Finds the builder's words for its catalogs: an extraction method of `pybabel`.

In code, words are what is handed to `say`, `Said`, `Plural` and the like, to functions whose
parameters are named as those of a mistake (`problem`, `cure`, `message`), and the docstrings of the
proofreader's rules and of commands. A name stands for all texts that its module gives it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import IO, Any

#: Which arguments of a call are words, counted from 0.
_WORDS = {
    "say": (0,),
    "Said": (0,),
    "UnfitError": (0,),
    "RequestError": (0,),
    "Mistake": (1, 2),
    "add": (1, 2),
    "worded": (0,),
    "option": (2,),
    "argument": (),
}
_PARAMETERS = ("problem", "cure", "message", "help", "metavar")
#: The decorators of functions whose docstrings are told.
_TOLD = ("rule", "command", "group")

Found = tuple[int, str | None, Any, list[str]]


def extract_code(
    fileobj: IO[bytes],
    keywords: object,  # noqa: ARG001 (Babel's names, by which it hands them over)
    comment_tags: object,  # noqa: ARG001
    options: object,  # noqa: ARG001
) -> Iterator[Found]:
    """The words of a module, each with its line, as Babel wants them."""
    yield from _Module(ast.parse(fileobj.read())).words()


class _Module:
    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._takes = dict(_WORDS)
        self._named: dict[str, list[ast.expr]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
                first = 1 if names[:1] in (["self"], ["cls"]) else 0
                places = tuple(n - first for n, a in enumerate(names) if a in _PARAMETERS)
                if places and not node.name.startswith("__"):
                    self._takes.setdefault(node.name, places)
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self._named.setdefault(node.targets[0].id, []).append(node.value)
            elif (
                isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value
            ):
                self._named.setdefault(node.target.id, []).append(node.value)

    def words(self) -> Iterator[Found]:
        for node in ast.walk(self._tree):
            if isinstance(node, ast.FunctionDef) and _is_told(node):
                yield node.lineno, None, _paragraphs(ast.get_docstring(node) or ""), []
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name == "Plural":
                yield node.lineno, "ngettext", tuple(ast.literal_eval(a) for a in node.args), []
            if name == "add" and len(node.args) < 2 and not node.keywords:
                continue  # a set's
            wanted = [a for n, a in enumerate(node.args) if n in self._takes.get(name, ())]
            if name in self._takes:
                wanted += [k.value for k in node.keywords if k.arg in _PARAMETERS]
            for text in {text for a in wanted for text in self._texts(a, set())}:
                yield node.lineno, None, text, []

    def _texts(self, node: ast.expr, seen: set[str]) -> Iterator[str]:
        """The texts that an expression may be."""
        match node:
            case ast.Constant(value=str(text)):
                if text:
                    yield text
            case ast.IfExp(body=one, orelse=other):
                yield from self._texts(one, seen)
                yield from self._texts(other, seen)
            case ast.BoolOp(values=values):
                for value in values:
                    yield from self._texts(value, seen)
            case ast.Subscript(value=ast.Dict(values=values)):
                for value in values:
                    yield from self._texts(value, seen)
            case ast.Name(id=name) if name not in seen:
                for value in self._named.get(name, ()):
                    yield from self._texts(value, {*seen, name})


def _is_told(function: ast.FunctionDef) -> bool:
    calls = [d.func for d in function.decorator_list if isinstance(d, ast.Call)]
    return any(getattr(f, "attr", getattr(f, "id", "")) in _TOLD for f in calls)


def _paragraphs(docstring: str) -> str:
    """A docstring as `check --explain` tells it: its paragraphs each on one line."""
    return "\n\n".join(" ".join(part.split()) for part in docstring.split("\n\n"))
