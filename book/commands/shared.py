"""What the commands share: options, a project to work on, and how mistakes are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from book.commands.spoken import BookFolder, Number, option
from book.errors import BookError, RequestError, Translate, worded
from book.languages import Language
from book.languages.users import User
from book.project import Project
from book.report import Message, Quiet
from book.sources import CONFIG

if TYPE_CHECKING:
    from rich.progress import Progress


def book_folder(command: Callable[..., Any]) -> Callable[..., Any]:
    with_folder: Callable[..., Any] = option(
        "-C",
        "folder",
        type=BookFolder(),
        default=Path(),
        metavar="FOLDER",
        help="The book folder; this folder when not given.",
    )(command)
    return with_folder


def output_file(what: str = worded("The PDF file to write.")) -> Callable[..., Any]:
    return option("-o", "output", type=click.Path(path_type=Path), metavar="FILE", help=what)


def working(command: Callable[..., Any]) -> Callable[..., Any]:
    command = option(
        "--no-cache", is_flag=True, help="Typeset everything again, and keep nothing."
    )(command)
    with_jobs: Callable[..., Any] = option(
        "--jobs",
        type=Number(1, 64),
        metavar="N",
        help="How many processes typeset; default: all cores.",
    )(command)
    return with_jobs


def users_language(*, asked: bool) -> Language | None:
    """The language of who typed the command; None where there is nobody, or where `asked` wants
    only one that `--language` named."""
    context = click.get_current_context(silent=True)
    user = context.find_root().obj if context else None
    return user.language if isinstance(user, User) and (user.asked or not asked) else None


@contextmanager
def opened(folder: Path, jobs: int | None, no_cache: bool) -> Iterator[Project]:
    """The project of a folder; what is wrong is told in words, and ends the run with status 1, or
    2 where the request can't be met."""
    report = _Terminal()
    try:
        # Where there is no book, there is no language of one.
        speak = users_language(asked=(folder / CONFIG).is_file())
        with Project(
            folder, jobs=jobs, keep=not no_cache, report=report, language=speak
        ) as project:
            report.language = project.language
            with told(project.language):
                yield project
    finally:
        report.rest()


class _Terminal(Quiet):
    """Messages, and a progress bar on a terminal; none in a pipe."""

    language: Language

    def __init__(self) -> None:
        self._bar: Progress | None = None

    def message(self, message: Message) -> None:
        click.echo(message.told(self.language.say), err=True)

    def progress(self, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.add_task(self.language.say("Typesetting"), total=None)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=done, total=total)
        if done >= total:
            self.rest()

    def rest(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


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


def failure(error: Exception, say: Translate) -> str:
    """What is said of an error that the builder should not have raised."""
    return say(
        "The builder itself failed ({failure}). Nothing was written. Set BOOK_DEBUG=1 to "
        "see where, and send that to its makers.",
        failure=f"{type(error).__name__}: {error}",
    )


def shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
