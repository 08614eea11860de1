"""`build`: the book; `clean`: the store emptied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from book.commands.shared import MADE, a_bench, book_folder, language_of, shown, told, working
from book.errors import Plural, RequestError
from book.languages import Language, language


@click.command()
@book_folder
@click.option("-o", "output", type=click.Path(path_type=Path), help="The PDF file to write.")
@click.option(
    "--edition",
    type=click.Choice(("screen", "proof", "press")),
    default="screen",
    help="The book, a proof with numbered paragraphs, or files for a printing house.",
)
@click.option("--revision", default="", help="What a proof calls this state of the text.")
@click.option(
    "--paper-thickness",
    "thickness",
    type=float,
    metavar="MM",
    help="Press: the thickness of a leaf, for the spine; book.yaml's paper when not given.",
)
@click.option("--low-pictures", is_flag=True, help="Press: let pictures under 200 dpi pass.")
@click.option("--open", "show", is_flag=True, help="Show the PDF when it is made.")
@working
def build(
    folder: Path,
    output: Path | None,
    edition: str,
    revision: str,
    thickness: float | None,
    low_pictures: bool,
    show: bool,
    jobs: int | None,
    no_cache: bool,
) -> None:
    """Make the book's PDF."""
    speak = language_of(folder)
    with told(speak):
        _fit(edition, revision, thickness, low_pictures)
        if edition == "screen" and not no_cache:
            from book.paged.last_build import recall
            from book.paged.store import GalleyStore, default_folder

            if last := recall(GalleyStore(default_folder()), folder, output):
                _made(Path(last.path), last.pages, show, speak)
                return
    with told(speak), a_bench(jobs, no_cache, speak) as session:
        session.pool.warm()  # before the imports that take longest
        from book.editions.proof import build_proof
        from book.editions.screen import build_book

        if edition == "press":
            _press(folder, output, thickness, low_pictures, show, session, speak)
            return
        if edition == "proof":
            path, pages = build_proof(folder, output, revision, session)
        else:
            path, pages = build_book(folder, output, session)
        _made(path, pages, show, speak)


def _made(path: Path, pages: int, show: bool, speak: Language) -> None:
    """Tell what was made, and show it where that was asked for."""
    click.echo(speak.say(MADE, path=shown(path), count=pages))
    if show:
        click.launch(str(path))


def _fit(edition: str, revision: str, thickness: float | None, low_pictures: bool) -> None:
    """Raise RequestError for an option that says nothing of the edition wanted."""
    for option, given, of in (
        ("--revision", revision, "proof"),
        ("--paper-thickness", thickness is not None, "press"),
        ("--low-pictures", low_pictures, "press"),
    ):
        if given and edition != of:
            raise RequestError(
                "{option} is for --edition {edition} alone", option=option, edition=of
            )
    if thickness is not None and not 0 < thickness <= 2:
        raise RequestError("the paper's thickness is one of a leaf in mm, such as 0.1")


def _press(
    folder: Path,
    output: Path | None,
    thickness: float | None,
    low_pictures: bool,
    show: bool,
    session: Any,
    speak: Language,
) -> None:
    from book.editions.press import build_press

    files = build_press(folder, output, thickness, low_pictures, session)
    for doubt in files.doubts:
        click.echo(doubt.told(speak.say), err=True)
    _made(files.inside, files.pages, show, speak)
    click.echo(
        speak.say("{path}: spine {spine} mm", path=shown(files.cover), spine=f"{files.spine:.1f}")
    )
    click.echo(shown(files.note))


@click.command()
def clean() -> None:
    """Remove all galleys that are kept to make the next build faster."""
    from book.paged.store import GalleyStore, default_folder

    speak = language("en")
    with told(speak):
        removed = GalleyStore(default_folder()).clear()
        click.echo(
            speak.say(Plural("{count} galley removed", "{count} galleys removed"), count=removed)
        )
