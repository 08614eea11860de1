"""`slips`: what the book says of each living person and unit, to be signed, and who has signed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from book.commands.editions import make, options_of
from book.commands.shared import book_folder, opened, output_file, working
from book.commands.spoken import Command, option
from book.errors import Mistakes, Plural
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
            _sign(project, signed, day)
        if listed:
            _list(project)


def _sign(project: Project, signed: tuple[str, ...], day: str) -> None:
    from book.editions.slips import slip_named, slips_of
    from book.rounds.signing import SLIPS, Signature, day_of, read_signatures, write_signatures

    when = day_of(day)
    mistakes = Mistakes()
    known = read_signatures(project.folder, SLIPS, mistakes)
    mistakes.raise_any()
    found = slips_of(project)
    for name in signed:
        slip = slip_named(found, name)
        before = known.get(slip.id, Signature())
        known[slip.id] = replace(before, state="signed", by=slip.name, day=when, mark=slip.mark)
    write_signatures(project.folder, SLIPS, known)


def _list(project: Project) -> None:
    from book.editions.slips import slips_of
    from book.rounds.signing import SLIPS, Signature, read_signatures

    say, mistakes = project.language.say, Mistakes()
    known = read_signatures(project.folder, SLIPS, mistakes)
    mistakes.raise_any()
    found = slips_of(project)
    for slip in found:
        signature = known.get(slip.id, Signature())
        told = say("not signed yet")
        if signature.state == "signed":
            told = say("signed on {day}", day=signature.day or "?")
            if signature.mark != slip.mark:
                told = say("signed on {day}; changed since", day=signature.day or "?")
        click.echo(f"{slip.name} ({slip.id}): {told}")
    count = sum(known.get(slip.id, Signature()).state == "signed" for slip in found)
    click.echo(
        say(
            Plural("{signed} of {count} has signed.", "{signed} of {count} have signed."),
            count=len(found),
            signed=count,
        ),
        err=True,
    )


slips.params += options_of("slips")
