"""The command line: one small function a command, and how mistakes are told."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from book import __version__
from book.errors import BookError
from book.locale import Language, known, language


class _Commands(click.Group):
    """Runs `build` where no command is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "-h", "--version")):
            args = ["build", *args]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        from difflib import get_close_matches

        if args[0] not in self.commands:
            near = get_close_matches(args[0], self.commands, 1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            known = ", ".join(self.commands)
            ctx.fail(f"There is no command “{args[0]}”.{hint} There are: {known}.")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
def commands() -> None:
    """Make printable books from a folder of Markdown and YAML; “build” when nothing is said."""


def _book_folder(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "-C", "folder", type=click.Path(path_type=Path), default=Path(),
        help="The book folder; this folder when not given.",
    )(command)  # fmt: skip


def _working(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option(
        "--no-cache", is_flag=True, help="Typeset everything again, and keep nothing."
    )(command)
    return click.option(
        "--jobs", type=click.IntRange(1, 64), help="How many processes typeset; default: all cores."
    )(command)


@commands.command()
@_book_folder
@click.option("-o", "output", type=click.Path(path_type=Path), help="The PDF file to write.")
@_working
def build(folder: Path, output: Path | None, jobs: int | None, no_cache: bool) -> None:
    """Make the book's PDF."""
    from book.products.book import build_book

    speak = _language_of(folder)
    with _told(speak), _bench(jobs, no_cache, speak) as bench:
        path, pages = build_book(folder, output, bench)
        click.echo(speak.say("{path}: {pages} pages", path=_shown(path), pages=pages))


@commands.command()
def clean() -> None:
    """Remove all galleys that are kept to make the next build faster."""
    from book.typeset.store import GalleyStore, default_folder

    speak = language("en")
    with _told(speak):
        removed = GalleyStore(default_folder()).clear()
        click.echo(speak.say("{count} galleys removed", count=removed))


@contextmanager
def _bench(jobs: int | None, no_cache: bool, speak: Language) -> Iterator[Any]:
    """A bench to work on; its store is kept for the next build unless it shall not be."""
    import tempfile

    from book.products.book import Bench
    from book.typeset.pool import TypesetPool
    from book.typeset.store import GalleyStore, can_be_kept_in, default_folder

    with TypesetPool(jobs) as pool, tempfile.TemporaryDirectory() as passing, _bar(speak) as told:
        kept = default_folder()
        folder = kept if not no_cache and can_be_kept_in(kept) else Path(passing)
        yield Bench(GalleyStore(folder), pool, told)


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
def _told(speak: Language) -> Iterator[None]:
    """Tell what is wrong in words, and end with status 1."""
    try:
        yield
    except BookError as error:
        for mistake in error.mistakes:
            click.echo(mistake.told(speak.say), err=True)
        raise SystemExit(1) from None


def _language_of(folder: Path) -> Language:
    """The language to speak to the editors of a book folder in: the book's own, if it is known."""
    try:
        text = (folder / "book.yaml").read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    found = re.search(r"^language:\s*[\"']?([A-Za-z-]+)", text, re.MULTILINE)
    return language(found[1] if found and known(found[1]) else "en")


def _shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def main() -> None:
    """Run a command. No traceback reaches a user, unless BOOK_DEBUG is set."""
    try:
        commands(prog_name="make_book.py")
    except Exception as error:
        if os.environ.get("BOOK_DEBUG"):
            raise
        click.echo(
            f"The builder itself failed ({type(error).__name__}: {error}). Nothing was written. "
            "Set BOOK_DEBUG=1 to see where, and send that to its makers.",
            err=True,
        )
        raise SystemExit(1) from None
