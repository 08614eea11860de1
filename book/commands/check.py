"""`check`: everything that is wrong or doubtful in a book folder, told in one run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click

from book.commands.shared import book_folder, opened, working
from book.commands.spoken import Command, OneOf, option
from book.errors import Place, Plural, RequestError
from book.languages import Language
from book.project import Project


@click.command(cls=Command)
@book_folder
@option(
    "--format",
    "form",
    type=OneOf(("text", "json", "github")),
    default="text",
    help="How findings are written.",
)
@option("--strict", is_flag=True, help="Doubts count as errors for the exit status.")
@option("--pages/--no-pages", default=True, help="Typeset the book, and look at its pages.")
@option("--fix", is_flag=True, help="Mend tone marks and composed letters in the files.")
@option(
    "--explain",
    metavar="RULE",
    help="Tell what a rule is about; or with FILE:LINE what was read there, and held against what.",
)
@option("--remarks", is_flag=True, help="Tell the remarks to the editors, and nothing else.")
@working
def check(
    folder: Path, form: str, explain: str | None, jobs: int | None, no_cache: bool, **how: bool
) -> None:
    """Read a book folder as a proofreader; status 1 where there are errors."""
    with opened(folder, jobs, no_cache) as project:
        if explain is not None:
            if spot := re.fullmatch(r"(?P<file>.+):(?P<line>\d+)", explain):
                _explain_line(project, spot["file"], int(spot["line"]))
            else:
                _explain(explain, project.language)
            return
        if how["remarks"]:
            _tell(_remarks(project), form, project.language)
            return
        if how["fix"]:
            _fix(project)
        rows = _rows(project, how["pages"])
        _tell(rows, form, project.language)
        _tell_of_fix(project, how["pages"])
        for unasked in project.not_looked_at(how["pages"]):
            say = project.language.say
            reason, rules = unasked.reason.told(say), ", ".join(unasked.rules)
            click.echo(
                say("Not looked at: {rules} ({reason}).", rules=rules, reason=reason), err=True
            )
    if any(how["strict"] or row["severity"] == "error" for row in rows):
        raise SystemExit(1)


def _rows(project: Project, on_pages: bool) -> list[dict[str, Any]]:
    """The findings as they are told, a row each."""
    say = project.language.say
    return [
        _row(
            mistake.place,
            rule.name,
            rule.severity,
            say(mistake.problem, **mistake.told_values(say)),
            say(mistake.cure, **mistake.told_values(say)),
        )
        for rule, mistake in project.found(on_pages)
    ]


def _remarks(project: Project) -> list[dict[str, Any]]:
    """The remarks to the editors, a row each."""
    from book.check.remarks import remarks_in

    return [_row(place, "", "remark", words) for place, words in remarks_in(project.manuscript)]


def _row(place: Place, rule: str, severity: str, problem: str, cure: str = "") -> dict[str, Any]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "cell": place.cell,
        "rule": rule,
        "severity": severity,
        "problem": problem,
        "cure": cure,
    }


def _tell(rows: list[dict[str, Any]], form: str, speak: Language) -> None:
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    for row in rows:
        spot = f" {row['cell']}" if row["cell"] else f"{row['line']}:{row['column']}"
        place = f"{row['file']}:{spot}"
        if form == "github":
            level = {"error": "error", "remark": "notice"}.get(row["severity"], "warning")
            where = f"file={row['file']},line={row['line']},col={row['column']}"
            title = row["rule"] or row["severity"]
            click.echo(f"::{level} {where},title={title}::{row['problem']} {row['cure']}".rstrip())
        elif form == "text":
            rule = f" [{row['rule']}]\n    {row['cure']}" if row["rule"] else ""
            click.echo(f"{place}: {row['problem']}{rule}")
    if form == "text" and not rows:
        click.echo(speak.say("Nothing found."))


def _tell_of_fix(project: Project, on_pages: bool) -> None:
    """Tell that some findings need not be mended by hand."""
    from book.check.fixes import can_mend

    if count := sum(can_mend(rule, mistake) for rule, mistake in project.found(on_pages)):
        said = Plural(
            "{count} of these can be mended by: kyyeu check --fix",
            "{count} of these can be mended by: kyyeu check --fix",
        )
        click.echo(project.language.say(said, count=count), err=True)


def _explain(name: str, speak: Language) -> None:
    from book.check.fixes import are_mended
    from book.check.run import rules

    known = rules()
    if name not in known:
        raise RequestError(
            "there is no rule “{rule}”; there are: {known}", rule=name, known=", ".join(known)
        )
    rule = known[name]
    told_of = speak.say(rule.explanation)
    if are_mended(rule):
        told_of += "\n\n" + speak.say("Mended by: kyyeu check --fix")
    told_of = click.wrap_text(told_of, preserve_paragraphs=True)
    click.echo(f"{name} ({rule.severity})\n\n{told_of}")


def _explain_line(project: Project, file: str, line: int) -> None:
    """Tell what was read in a line, and what each statement was held against."""
    from book.check.context import CheckContext
    from book.facts.wording import Wording

    context = CheckContext(project.manuscript)
    wording = Wording(context.told.facts, project.language)
    lines = [
        told
        for statement in context.told.statements
        if (statement.place.file, statement.place.line) == (file, line)
        for told in wording.read(statement)
    ]
    for oddity in context.told.oddities:
        place = oddity.reading.sentence.at(oddity.start)
        if (place.file, place.line) == (file, line):
            lines.append(wording.odd(oddity))
    if not lines:
        lines.append(project.language.say("Nothing was read there that records could hold."))
    click.echo("\n".join(lines))


def _fix(project: Project) -> None:
    """Mend what can be mended safely, and tell in which files."""
    from book.check.fixes import mended
    from book.check.run import found_in
    from book.output import replacing

    for file in mended(project.folder, found_in(project.manuscript)):
        with replacing(project.folder / file.file) as stream:
            stream.write(file.content)
        say = project.language.say
        click.echo(
            say(
                Plural("{file}: {count} place mended", "{file}: {count} places mended"),
                file=file.file,
                count=file.places,
            ),
            err=True,
        )
