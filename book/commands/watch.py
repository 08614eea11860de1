"""`watch`: the book made again whenever a file of its folder is saved."""

from __future__ import annotations

import time
from pathlib import Path

import click

from book.commands.shared import book_folder, failure, opened, output_file, shown, working
from book.commands.spoken import Command
from book.editions.made import PAGES
from book.errors import BookError, RequestError
from book.project import Project
from book.sources import SOURCES

#: So long (in ms) nothing may be saved before a build begins: an editor writes in several steps.
_QUIET = 20


@click.command(cls=Command)
@book_folder
@output_file()
@working
def watch(folder: Path, output: Path | None, jobs: int | None, no_cache: bool) -> None:
    """Make the book, and again at each change, until Ctrl+C. Mistakes are told, and waited out."""
    from watchfiles import watch as changes

    root = folder.resolve()

    def is_source(_change: object, name: str) -> bool:
        try:
            parts = Path(name).resolve().relative_to(root).parts
        except ValueError:
            return False
        return bool(parts) and parts[0] in SOURCES and not parts[-1].startswith((".", "~"))

    with opened(folder, jobs, no_cache) as project:
        project.session.pool.warm()
        _build(project, output)
        for _ in changes(
            root, watch_filter=is_source, debounce=100, step=_QUIET, raise_interrupt=True
        ):
            _build(project, output)


def _build(project: Project, output: Path | None) -> None:
    """Make the book, and say what of it was typeset. Whatever fails is told, and waited out."""
    say = project.language.say
    start = time.perf_counter()
    project.session.typeset.clear()
    try:
        made = project.edition("screen").make(output)
    except BookError as error:
        project.report.rest()
        for mistake in error.mistakes:
            click.echo(mistake.told(say), err=True)
        click.echo(say("The PDF is as it was. Waiting for a change …"), err=True)
        return
    except RequestError:
        raise
    except Exception as error:
        project.report.rest()
        click.echo(failure(error, say), err=True)
        click.echo(say("The PDF is as it was. Waiting for a change …"), err=True)
        return
    project.report.rest()
    took = project.language.number(round(time.perf_counter() - start, 2))
    again = ", ".join(dict.fromkeys(project.session.typeset)) or say("nothing")
    click.echo(say(PAGES, path=shown(made.path), count=made.pages))
    click.echo(say("    typeset: {sections}; {seconds} s", sections=again, seconds=took))
    click.echo(say("Waiting for a change … (Ctrl+C ends)"))
