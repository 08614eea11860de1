"""`handouts`: chapters and appendices as PDFs of their own."""

from __future__ import annotations

from pathlib import Path

import click

from book.commands.shared import MADE, a_bench, book_folder, language_of, shown, told, working


@click.command()
@click.argument("chapters", nargs=-1, metavar="[CHAPTER]…")
@book_folder
@click.option("--paper", help="Typeset in large print on this paper: A4.")
@click.option("--cover", is_flag=True, help="Begin with a cover page.")
@working
def handouts(
    chapters: tuple[str, ...],
    folder: Path,
    paper: str | None,
    cover: bool,
    jobs: int | None,
    no_cache: bool,
) -> None:
    """Write a PDF for each chapter and appendix, or for those named by their ids."""
    speak = language_of(folder)

    def say_written(path: Path, pages: int) -> None:
        click.echo(speak.say(MADE, path=shown(path), count=pages))

    with told(speak), a_bench(jobs, no_cache, speak) as session:
        session.pool.warm()  # before the imports that take longest
        from book.editions.booklet_input import section_of
        from book.editions.handouts import handout_ids, write_handouts
        from book.editions.screen import typeset_book

        book = typeset_book(folder, session)
        known = handout_ids(book)
        chosen = [section_of(known, chapter) for chapter in chapters] or known
        write_handouts(book, dict.fromkeys(chosen), paper, cover, session, say_written)
