"""`facts`: what the records say, what of the prose they hold, and how much of it that is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from book.commands.shared import book_folder, opened
from book.commands.spoken import Command, OneOf, option
from book.errors import Plural
from book.languages import Language
from book.project import Project


@click.command(cls=Command)
@book_folder
@option(
    "--format",
    "form",
    type=OneOf(("text", "json")),
    default="text",
    help="How facts and statements are written.",
)
@option("--summary", is_flag=True, help="Tell the numbers alone.")
def facts(folder: Path, form: str, summary: bool) -> None:
    """List what the records say, and which statements of the prose they hold."""
    with opened(folder, None, no_cache=True) as project:
        told = _told(project)
        if form == "json":
            click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            _tell(told, project.language, summary)


def _told(project: Project) -> dict[str, Any]:
    """The facts, the statements, and how many sentences may be wrong and are held."""
    from book.facts.summary import summary_of

    told = summary_of(project.manuscript, project.language)
    return {
        "sentences": told.sentences,
        "held": told.held,
        "facts": [{"place": str(place), "fact": words} for place, words in told.facts],
        "statements": [
            {
                "place": str(s.place),
                "words": s.words,
                "verdict": s.verdict,
                "rule": s.rule,
                "against": [str(place) for place in s.against],
            }
            for s in told.statements
        ],
    }


def _tell(told: dict[str, Any], speak: Language, summary: bool) -> None:
    held = [s for s in told["statements"] if s["verdict"] == "verified"]
    if not summary:
        for fact in told["facts"]:
            click.echo(f"{fact['place']}: {fact['fact']}")
        click.echo()
        for statement in held:
            click.echo(f"{statement['place']}: “{statement['words']}” = {statement['against'][0]}")
        click.echo()
    say = speak.say
    click.echo(
        say(
            Plural("{count} fact in the records.", "{count} facts in the records."),
            count=len(told["facts"]),
        )
    )
    click.echo(
        say(
            Plural(
                "{count} sentence tells a number, a date, an office or a document; records hold "
                "{held} of them ({share} %).",
                "{count} sentences tell a number, a date, an office or a document; records hold "
                "{held} of them ({share} %).",
            ),
            count=told["sentences"],
            held=told["held"],
            share=f"{100 * told['held'] / max(told['sentences'], 1):.0f}",
        )
    )
