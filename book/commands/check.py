"""`check`: everything that is wrong or doubtful in a book folder, told in one run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from book.commands.shared import book_folder, language_of, told
from book.errors import RequestError


@click.command()
@book_folder
@click.option("--format", "form", type=click.Choice(("text", "json", "github")), default="text")
@click.option("--strict", is_flag=True, help="Doubts count as errors for the exit status.")
@click.option("--explain", metavar="RULE", help="Tell what a rule is about.")
def check(folder: Path, form: str, strict: bool, explain: str | None) -> None:
    """Read a book folder as a proofreader; status 1 where there are errors."""
    from book.check.findings import RULES
    from book.check.run import check_folder

    speak = language_of(folder)
    with told(speak):
        if explain is not None:
            if explain not in RULES:
                raise RequestError(
                    "there is no rule “{rule}”; there are: {known}", rule=explain,
                    known=", ".join(RULES),
                )  # fmt: skip
            click.echo(f"{explain} ({RULES[explain].severity})\n\n{RULES[explain].explanation}")
            return
        found = check_folder(folder)
        rows: list[dict[str, Any]] = [
            {
                "file": f.place.file, "line": f.place.line, "column": f.place.column,
                "rule": r.name, "severity": r.severity,
                "problem": speak.say(f.problem, **f.values), "cure": speak.say(f.cure, **f.values),
            }
            for r, f in found
        ]  # fmt: skip
        if form == "json":
            click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        for row in rows:
            place = f"{row['file']}:{row['line']}:{row['column']}"
            if form == "github":
                level = "error" if row["severity"] == "error" else "warning"
                where = f"file={row['file']},line={row['line']},col={row['column']}"
                click.echo(f"::{level} {where},title={row['rule']}::{row['problem']} {row['cure']}")
            elif form == "text":
                click.echo(f"{place}: {row['problem']} [{row['rule']}]\n    {row['cure']}")
        if form == "text" and not rows:
            click.echo(speak.say("Nothing found."))
    if any(strict or row["severity"] == "error" for row in rows):
        raise SystemExit(1)
