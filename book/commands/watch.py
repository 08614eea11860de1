"""`watch`: the book made again whenever a file of its folder is saved."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import click

from book.commands.shared import MADE, a_bench, book_folder, language_of, shown, working
from book.errors import BookError

#: So long (in ms) nothing may be saved before a build begins: an editor writes in several steps.
_QUIET = 20


@click.command()
@book_folder
@click.option("-o", "output", type=click.Path(path_type=Path), help="The PDF file to write.")
@working
def watch(folder: Path, output: Path | None, jobs: int | None, no_cache: bool) -> None:
    """Make the book, and again at each change, until Ctrl+C. Mistakes are told, and waited out."""
    from watchfiles import watch as changes

    from book.editions.screen import build_book
    from book.paged.last_build import SOURCES
    from book.paged.session import Session

    def build(session: Session) -> None:
        speak = language_of(folder)
        start = time.perf_counter()
        session.typeset.clear()
        try:
            path, pages = build_book(folder, output, session)
        except BookError as error:
            for mistake in error.mistakes:
                click.echo(mistake.told(speak.say), err=True)
            click.echo(speak.say("The PDF is as it was. Waiting for a change …"), err=True)
            return
        took = speak.number(round(time.perf_counter() - start, 2))
        again = ", ".join(dict.fromkeys(session.typeset)) or speak.say("nothing")
        click.echo(speak.say(MADE, path=shown(path), count=pages))
        click.echo(speak.say("    typeset: {sections}; {seconds} s", sections=again, seconds=took))

    root = folder.resolve()

    def is_source(_change: object, name: str) -> bool:
        try:
            parts = Path(name).resolve().relative_to(root).parts
        except ValueError:
            return False
        return bool(parts) and parts[0] in SOURCES and not parts[-1].startswith((".", "~"))

    if not folder.is_dir():
        raise click.UsageError(f"There is no folder “{folder}”.")
    # Ctrl+C is the way to end, whatever is going on.
    with suppress(KeyboardInterrupt), a_bench(jobs, no_cache, language_of(folder)) as session:
        session.pool.warm()
        build(session)
        for _ in changes(root, watch_filter=is_source, debounce=100, step=_QUIET):
            build(session)
