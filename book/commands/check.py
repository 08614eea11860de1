"""`check`: everything that is wrong or doubtful in a book folder, told in one run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from book.commands.shared import a_bench, book_folder, language_of, told, working
from book.errors import BookError, Mistake, Plural, RequestError
from book.languages import Language

if TYPE_CHECKING:
    from book.check.findings import Rule


@click.command()
@book_folder
@click.option("--format", "form", type=click.Choice(("text", "json", "github")), default="text")
@click.option("--strict", is_flag=True, help="Doubts count as errors for the exit status.")
@click.option("--pages/--no-pages", default=True, help="Typeset the book, and look at its pages.")
@click.option("--fix", is_flag=True, help="Mend tone marks and composed letters in the files.")
@click.option("--explain", metavar="RULE", help="Tell what a rule is about.")
@working
def check(
    folder: Path,
    form: str,
    strict: bool,
    fix: bool,
    pages: bool,
    explain: str | None,
    jobs: int | None,
    no_cache: bool,
) -> None:
    """Read a book folder as a proofreader; status 1 where there are errors."""
    from book.check.run import rules

    speak = language_of(folder)
    with told(speak):
        if explain is not None:
            known = rules()
            if explain not in known:
                raise RequestError(
                    "there is no rule “{rule}”; there are: {known}",
                    rule=explain,
                    known=", ".join(known),
                )
            rule = known[explain]
            told_of = click.wrap_text(speak.say(rule.explanation), preserve_paragraphs=True)
            click.echo(f"{explain} ({rule.severity})\n\n{told_of}")
            return
        if fix:
            _fix(folder, speak)
        with a_bench(jobs, no_cache, speak) as session:
            found = _found(folder, pages, session)
        rows: list[dict[str, Any]] = [
            {
                "file": f.place.file,
                "line": f.place.line,
                "column": f.place.column,
                "rule": r.name,
                "severity": r.severity,
                "problem": speak.say(f.problem, **f.told_values(speak.say)),
                "cure": speak.say(f.cure, **f.told_values(speak.say)),
            }
            for r, f in found
        ]
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


def _found(folder: Path, pages: bool, session: Any) -> list[tuple[Rule, Mistake]]:
    """What the rules find, and what keeps the folder from being read or typeset."""
    from book.check.run import found_in, rules
    from book.editions.screen import typeset_book
    from book.manuscript.reading import read_manuscript

    folder_rule = rules()["folder"]
    try:
        manuscript = read_manuscript(folder)
    except BookError as error:
        return [(folder_rule, mistake) for mistake in error.mistakes]
    book_map = None
    stopped: tuple[Mistake, ...] = ()
    if pages:
        try:
            book_map = typeset_book(folder, session).book_map
        except BookError as error:
            stopped = error.mistakes
    found = found_in(manuscript, book_map=book_map)
    told = {(m.place, m.problem) for _, m in found}
    found += [(folder_rule, m) for m in stopped if (m.place, m.problem) not in told]
    return sorted(found, key=lambda pair: (pair[1].place, pair[0].name))


def _fix(folder: Path, speak: Language) -> None:
    """Mend what can be mended safely, and tell in which files."""
    from book.check.fixes import mended
    from book.check.run import found_in
    from book.manuscript.reading import read_manuscript
    from book.output import replacing

    for file in mended(folder, found_in(read_manuscript(folder))):
        with replacing(folder / file.file) as stream:
            stream.write(file.content)
        click.echo(
            speak.say(
                Plural("{file}: {count} place mended", "{file}: {count} places mended"),
                file=file.file,
                count=file.places,
            ),
            err=True,
        )
