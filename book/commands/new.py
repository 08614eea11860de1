"""`new`: a whole small book to begin with."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from book.commands.shared import shown, told, users_language
from book.commands.spoken import Command, Number, OneOf, option
from book.errors import RequestError
from book.languages import Language, language
from book.starters import CALLED, LANGUAGES, LIKE, Wishes, defaults, make_book

_ENDS = Number(1, 9999)


@click.command(cls=Command)
@click.argument("folder", type=click.Path(path_type=Path), required=False, metavar="FOLDER")
@option(
    "--like",
    type=OneOf(LIKE),
    metavar="SORT",
    help="What the book is about: office, school, company, family, parish, unit or club.",
)
@option("--title", metavar="TITLE", help="The title of the book.")
@option("--organisation", metavar="NAME", help="Whose book it is.")
@option("--from", "first", type=_ENDS, metavar="YEAR", help="The first year that it celebrates.")
@option("--to", "last", type=_ENDS, metavar="YEAR", help="The last year that it celebrates.")
def new(
    folder: Path | None,
    like: str | None,
    title: str | None,
    organisation: str | None,
    first: int | None,
    last: int | None,
) -> None:
    """Begin a book: a whole small one that builds at once, with advice in every file.

    On a terminal it asks for what no option says. Nothing that is there is written over.
    """
    speak = users_language(asked=False) or language("en")
    tag = speak.locale.language if speak.locale.language in LANGUAGES else "en"
    with told(speak):
        if folder is None:
            raise RequestError("name the folder for the new book")
        if folder.exists() and not folder.is_dir():
            raise RequestError("“{path}” is a file; name the folder that holds it", path=folder)
        asks = sys.stdin.isatty()
        if like is None and not asks:
            raise RequestError(
                "say what the book is about: --like with one of {known}", known=", ".join(LIKE)
            )
        like = like or _sort(speak)
        if asks:
            title, organisation, first, last = _asked(
                speak, defaults(like, tag), (title, organisation, first, last)
            )
        wishes = Wishes(
            like=like,
            language=tag,
            title=title or "",
            organisation=organisation or "",
            first=first,
            last=last,
        )
        for name in make_book(folder, wishes, dt.date.today().year):
            click.echo(shown(folder / name))
        click.echo(
            speak.say("Now make it: kyyeu build -C {folder} --open", folder=f'"{folder}"'), err=True
        )


def _sort(speak: Language) -> str:
    """Ask what the book is about."""
    click.echo(speak.say("What is the book about?"), err=True)
    for number, sort in enumerate(LIKE, 1):
        click.echo(f"  {number}  {speak.say(CALLED[sort])}", err=True)
    while True:
        answer = click.prompt(speak.say("Number of the line"), err=True).strip()
        if answer in LIKE:
            return str(answer)
        if answer.isdecimal() and 1 <= int(answer) <= len(LIKE):
            return LIKE[int(answer) - 1]


def _asked(
    speak: Language,
    usual: tuple[str, str],
    known: tuple[str | None, str | None, int | None, int | None],
) -> tuple[str, str, int, int]:
    """What no option says, asked for one by one."""
    title, organisation, first, last = known
    title = title or click.prompt(speak.say("Title of the book"), usual[0], err=True)
    organisation = organisation or click.prompt(speak.say("Whose book it is"), usual[1], err=True)
    year = dt.date.today().year
    last = last or _year(speak.say("The last year that it celebrates"), year)
    first = first or _year(speak.say("The first year that it celebrates"), last - 30)
    return str(title), str(organisation), first, last


def _year(question: str, usual: int) -> int:
    while True:
        answer = str(click.prompt(question, str(usual), err=True)).strip()
        if answer.isdecimal() and 1 <= int(answer) <= 9999:
            return int(answer)
