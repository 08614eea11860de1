"""`slips`: what the book says of each living person and unit, to be signed, and who has signed."""

from __future__ import annotations

from pathlib import Path

import click

from book.commands.editions import make, options_of
from book.commands.shared import book_folder, opened, output_file, working
from book.commands.spoken import Command, option
from book.errors import Plural
from book.project import Project


@click.command(cls=Command)
@click.argument("who", nargs=-1, metavar="[ID]…")
@book_folder
@output_file()
@option("--list", "listed", is_flag=True, help="Tell who has signed and who has not.")
@option("--signed", multiple=True, metavar="ID", help="Note that somebody's slip came back signed.")
@option("--day", default="", metavar="DAY", help="The day of the signature; today when not given.")
@working
def slips(
    who: tuple[str, ...],
    folder: Path,
    output: Path | None,
    listed: bool,
    signed: tuple[str, ...],
    day: str,
    jobs: int | None,
    no_cache: bool,
    **given: str,
) -> None:
    """Write a slip for each living person and unit, or for those named by their ids: all that the
    book says of them with its pages, lines to correct, and a place to sign.

    Who has signed is kept in proofs/slips.yaml.
    """
    if not (listed or signed):
        options = {**given, "who": who}
        make("slips", folder, output, options, jobs=jobs, no_cache=no_cache)
        return
    with opened(folder, jobs, no_cache) as project:
        if signed:
            from book.editions.slips_signed import note_signed

            note_signed(project, signed, day)
        if listed:
            _list(project)


def _list(project: Project) -> None:
    from book.editions.slips_signed import slips_with_signatures

    say = project.language.say
    found = slips_with_signatures(project)
    for slip, signature in found:
        told = say("not signed yet")
        if signature.state == "signed":
            told = say("signed on {day}", day=signature.day or "?")
            if signature.mark != slip.mark:
                told = say("signed on {day}; changed since", day=signature.day or "?")
        click.echo(f"{slip.name} ({slip.id}): {told}")
    count = sum(signature.state == "signed" for _, signature in found)
    click.echo(
        say(
            Plural("{signed} of {count} has signed.", "{signed} of {count} have signed."),
            count=len(found),
            signed=count,
        ),
        err=True,
    )


slips.params += options_of("slips")
