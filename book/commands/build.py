"""`build`: the book; `clean`: the store emptied."""

from __future__ import annotations

from pathlib import Path

import click

from book.commands.shared import a_bench, book_folder, language_of, shown, told, working
from book.locale import language


@click.command()
@book_folder
@click.option("-o", "output", type=click.Path(path_type=Path), help="The PDF file to write.")
@click.option(
    "--edition",
    type=click.Choice(("screen", "proof")),
    default="screen",
    help="The book, or a proof with numbered paragraphs and a margin for notes.",
)
@click.option("--revision", default="", help="What a proof calls this state of the text.")
@working
def build(
    folder: Path, output: Path | None, edition: str, revision: str, jobs: int | None,
    no_cache: bool,
) -> None:  # fmt: skip
    """Make the book's PDF."""
    from book.products.book import build_book
    from book.products.proof import build_proof

    speak = language_of(folder)
    with told(speak), a_bench(jobs, no_cache, speak) as bench:
        if edition == "proof":
            path, pages = build_proof(folder, output, revision, bench)
        else:
            path, pages = build_book(folder, output, bench)
        click.echo(speak.say("{path}: {pages} pages", path=shown(path), pages=pages))


@click.command()
def clean() -> None:
    """Remove all galleys that are kept to make the next build faster."""
    from book.typeset.store import GalleyStore, default_folder

    speak = language("en")
    with told(speak):
        removed = GalleyStore(default_folder()).clear()
        click.echo(speak.say("{count} galleys removed", count=removed))
