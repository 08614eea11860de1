"""`comments`: readers' remarks on proofs, brought in, found again and ticked off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from book.commands.shared import book_folder, opened
from book.commands.spoken import Command, Number, option
from book.errors import Plural, RequestError
from book.languages import Language
from book.project import Project

if TYPE_CHECKING:
    from book.rounds.collecting import Collected
    from book.rounds.pages import Pages
    from book.rounds.remarks import Remark

_NUMBER = Number(1, 1_000_000)


@click.command(cls=Command)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]…")
@book_folder
@option("--all", "everything", is_flag=True, help="Tell those that are done or declined too.")
@option("--pages", is_flag=True, help="Typeset the book, and tell the pages of now as well.")
@option("--done", type=_NUMBER, multiple=True, metavar="N", help="Tick a remark off.")
@option("--decline", type=_NUMBER, multiple=True, metavar="N", help="Decline a remark.")
@option("--reason", default="", metavar="WORDS", help="Why it is declined.")
@option("--reopen", type=_NUMBER, multiple=True, metavar="N", help="Open a remark again.")
def comments(
    files: tuple[Path, ...],
    folder: Path,
    everything: bool,
    pages: bool,
    reason: str,
    **changed: tuple[float, ...],
) -> None:
    """Tell the remarks of readers, and bring in those of FILE: proofs in PDF with notes and
    highlights of any reader, Word files that “export” made.

    They are kept in proofs/remarks.yaml. Each stands at its place in the files, wherever that has
    moved to; what has been mended since is ticked off.
    """
    with opened(folder, None, no_cache=False) as project:
        from book.rounds.collecting import collected
        from book.rounds.units import units_of

        now = units_of(project.manuscript)
        numbers = {name: [int(n) for n in given] for name, given in changed.items()}
        if any(numbers.values()):
            _change(project, numbers, reason)
        elif reason:
            raise RequestError("say which remark is declined: --decline N")
        found = collected(folder, files, now)
        _tell(found, everything, project.language, _pages(project) if pages else None)


def _change(project: Project, numbers: dict[str, list[int]], reason: str) -> None:
    from book.rounds.following import reopened
    from book.rounds.remarks import read_remarks, with_state, write_remarks
    from book.rounds.units import units_of

    remarks = read_remarks(project.folder)
    remarks = with_state(remarks, numbers["done"], "done")
    remarks = with_state(remarks, numbers["decline"], "declined", reason)
    remarks = with_state(remarks, numbers["reopen"], "open")
    remarks = reopened(remarks, numbers["reopen"], units_of(project.manuscript))
    write_remarks(project.folder, remarks)


def _pages(project: Project) -> Pages:
    from book.paged.printed import pages_now

    return pages_now(project.pages, project.session)


def _tell(found: Collected, everything: bool, speak: Language, pages: Pages | None) -> None:
    say = speak.say
    mended = {remark.number for remark in found.mended}
    new = {remark.number for remark in found.new}
    for remark in found.all:
        if everything or remark.state == "open" or remark.number in mended | new:
            click.echo(_told(remark, found, speak, pages))
    counts = {state: sum(r.state == state for r in found.all) for state in ("open", "done")}
    if not found.all:
        click.echo(say("There are no remarks."))
        return
    click.echo(
        say(
            Plural(
                "{count} remark: {open} open ({new} new), {done} done ({mended} mended since).",
                "{count} remarks: {open} open ({new} new), {done} done ({mended} mended since).",
            ),
            count=len(found.all),
            new=len([r for r in found.new if r.state == "open"]),
            mended=len(mended),
            **counts,
        ),
        err=True,
    )


def _told(remark: Remark, found: Collected, speak: Language, pages: Pages | None) -> str:
    """`file:line: “words” — remark (who, page, paragraph) [number]` and what became of it."""
    from book.rounds.collecting import others_on
    from book.rounds.remarks import asked
    from book.rounds.words import short

    say = speak.say
    words = f"“{short(remark.words)}” — " if remark.words else ""
    who = [", ".join(remark.who)] if remark.who else []
    if remark.page:
        now = pages.label(remark.place, remark.passage) if pages else ""
        moved = now and now != remark.page
        message = "page {page}, now {now}" if moved else "page {page}"
        who.append(
            say(message, page=remark.page, now=now) if moved else say(message, page=remark.page)
        )
    if remark.paragraph:
        who.append(say("paragraph {number}", number=remark.paragraph))
    state = {"done": say("done"), "declined": say("declined")}.get(remark.state, "")
    where = f"{remark.file}:{remark.line}" if remark.line else remark.file or "?"
    lines = [
        f"{where}: {words}{asked(remark, speak.say)} ({', '.join(who) or '–'}) [{remark.number}]"
        + (f" {state}" if state else "")
    ]
    lines += [f"    {answer}" for answer in remark.answers]
    if remark.reason:
        lines.append(f"    {say('declined: {reason}', reason=remark.reason)}")
    if remark.how:
        lines.append(f"    {say('it reads now: “{words}”', words=short(remark.how))}")
    others = others_on(remark, found.all) if remark.state == "open" else []
    if others:
        numbers = ", ".join(map(str, others))
        lines.append(f"    {say('on the same words: {numbers}', numbers=numbers)}")
    return "\n".join(lines)
