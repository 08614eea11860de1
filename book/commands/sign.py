"""`sign`: how far sections are, who answers for them, who signed them off."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from book.commands.shared import book_folder, opened
from book.commands.spoken import Command, OneOf, option
from book.errors import Mistakes, RequestError
from book.manuscript.folder import known_id


@click.command(cls=Command)
@click.argument("sections", nargs=-1, metavar="ID…")
@book_folder
@option("--by", default="", metavar="WHO", help="Who signs the sections off as they are now.")
@option("--day", default="", metavar="DAY", help="The day of the signature; today when not given.")
@option("--owner", default="", metavar="WHO", help="Who answers for the sections.")
@option(
    "--state",
    type=OneOf(("draft", "edited")),
    help="How far the sections are, where they are not signed off.",
)
def sign(
    sections: tuple[str, ...],
    folder: Path,
    by: str,
    day: str,
    owner: str,
    state: Literal["draft", "edited"] | None,
) -> None:
    """Note that chapters and appendices (by their ids) are signed off, or how far they are.

    It is kept in proofs/sections.yaml. “report --pages” shows it; “check” tells where the text
    changes after it was signed off.
    """
    with opened(folder, None, no_cache=False) as project:
        from book.rounds.signing import SECTIONS, read_signatures, with_signed, write_signatures

        manuscript, mistakes = project.manuscript, Mistakes()
        ids = [chapter.id for chapter in manuscript.chapters]
        ids += [str(appendix.id) for appendix in manuscript.appendices]
        if not sections:
            raise RequestError(
                "name the chapters and appendices by their ids; there are: {known}",
                known=", ".join(ids),
            )
        if not (by or owner or state):
            raise RequestError(
                "say who signs (--by), who answers (--owner), or the state (--state)"
            )
        known = read_signatures(folder, SECTIONS, mistakes)
        mistakes.raise_any()
        wanted = [known_id(ids, section) for section in sections]
        known = with_signed(known, manuscript, wanted, by=by, day=day, owner=owner, state=state)
        write_signatures(folder, SECTIONS, known)
        click.echo(SECTIONS)
