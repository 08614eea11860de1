"""`changes`: what changed in a book since a proof was handed out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from book.commands.shared import book_folder, opened, output_file, shown
from book.commands.spoken import Command, OneOf, option
from book.errors import Said, worded
from book.languages import Language

if TYPE_CHECKING:
    from book.editions.comparing import PagedChange


@click.command(cls=Command)
@book_folder
@option("--since", default="", metavar="NAME", help="The proof; the last one when not given.")
@option("--to", "form", type=OneOf(("pdf", "html")), help="Write the list as such a file.")
@output_file(worded("The file to write."))
def changes(
    folder: Path, since: str, form: Literal["pdf", "html"] | None, output: Path | None
) -> None:
    """Tell what changed since a proof, sentence by sentence and record by record.

    Each has its place in the files and its page, now and then. Text that only moved is not told.
    """
    with opened(folder, None, no_cache=False) as project:
        from book.editions.comparing import compared

        found = compared(project, since)
        if form:
            from book.editions.change_list import list_of, list_path
            from book.output import check_page_target, check_target, replacing

            path = output or list_path(project, found, form)
            (check_target if form == "pdf" else check_page_target)(path, folder)
            content = list_of(project, found, form)
            with replacing(path) as stream:
                stream.write(content)
            click.echo(shown(path))
            return
        say = project.language.say
        day = found.since.said_day(project.language)
        click.echo(say("Since “{name}” ({day}):", name=found.since.name, day=day))
        for paged in found.changes:
            click.echo(_told(paged, project.language))
        if not found.changes:
            click.echo(say("Nothing has changed."))


def _told(paged: PagedChange, speak: Language) -> str:
    from book.rounds.words import differing, short

    change, say = paged.change, speak.say
    if change.kind == "changed":
        old, new = differing(change.old, change.new)
        words = Said("“{old}” → “{new}”", {"old": old, "new": new})
    elif change.kind == "picture":
        words = Said("another picture: {file}", {"file": change.new})
    elif change.kind == "added":
        words = Said("new: “{new}”", {"new": short(change.new)})
    else:
        words = Said("taken out: “{old}”", {"old": short(change.old)})
    record = ", ".join(word for word in (change.called, change.field) if word)
    where = f"{change.place.file}:{change.place.line}"
    if change.place.cell:
        where = str(change.place)
    pages = _pages(paged, speak)
    return f"{where}{pages}: {f'{record}: ' if record else ''}{words.told(say)}"


def _pages(paged: PagedChange, speak: Language) -> str:
    then, now = paged.then, paged.now
    if then and now and then != now:
        return speak.say(" (page {now}, then {then})", now=now, then=then)
    if now:
        return speak.say(" (page {now})", now=now)
    return speak.say(" (then page {then})", then=then) if then else ""
