"""What the commands share: options, a session to work on, and how mistakes are told."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from book.errors import BookError, Plural, RequestError
from book.languages import Language, known, language

#: What a command tells of a PDF that it made.
MADE = Plural("{path}: {count} page", "{path}: {count} pages")


def book_folder(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "-C",
        "folder",
        type=click.Path(path_type=Path),
        default=Path(),
        help="The book folder; this folder when not given.",
    )(command)


def working(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option(
        "--no-cache", is_flag=True, help="Typeset everything again, and keep nothing."
    )(command)
    return click.option(
        "--jobs", type=click.IntRange(1, 64), help="How many processes typeset; default: all cores."
    )(command)


@contextmanager
def a_bench(jobs: int | None, no_cache: bool, speak: Language) -> Iterator[Any]:
    """A session to work on; its store is kept for the next build unless it shall not be. Raises
    RequestError where Pango is missing."""
    import tempfile

    from book.paged.pool import TypesetPool
    from book.paged.session import Session
    from book.paged.store import GalleyStore, can_be_kept_in, default_folder
    from book.paged.weasy.libraries import require_pango

    require_pango()
    with TypesetPool(jobs) as pool, tempfile.TemporaryDirectory() as passing, _bar(speak) as told:
        kept = default_folder()
        folder = kept if not no_cache and can_be_kept_in(kept) else Path(passing)
        yield Session(GalleyStore(folder), pool, told)


@contextmanager
def _bar(speak: Language) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(speak.say("Typesetting"), total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


@contextmanager
def told(speak: Language) -> Iterator[None]:
    """Tell what is wrong in words; end with status 1, or 2 where the request can't be met."""
    try:
        yield
    except BookError as error:
        for mistake in error.mistakes:
            click.echo(mistake.told(speak.say), err=True)
        raise SystemExit(1) from None
    except RequestError as error:
        click.echo(error.said.told(speak.say), err=True)
        raise SystemExit(2) from None


def language_of(folder: Path) -> Language:
    """The language to speak to the editors of a book folder in: the book's own, if it is known."""
    try:
        text = (folder / "book.yaml").read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    found = re.search(r"^language:\s*[\"']?([A-Za-z-]+)", text, re.MULTILINE)
    return language(found[1] if found and known(found[1]) else "en")


def shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
