"""`report`: what a book holds, in tables for its editors."""

from __future__ import annotations

from pathlib import Path

import click

from book.commands.shared import book_folder, opened, output_file, shown, working
from book.commands.spoken import Command, option
from book.editions.reports.registry import REPORTS, report_file, report_page, report_path
from book.errors import worded


def _each_report(command: click.decorators.FC) -> click.decorators.FC:
    for name, (_, about) in reversed(REPORTS.items()):
        command = option(f"--{name}", name, is_flag=True, help=about)(command)
    return command


@click.command(cls=Command)
@book_folder
@_each_report
@option("--html", is_flag=True, help="Write a page for the browser instead of the terminal.")
@output_file(worded("The HTML file to write."))
@working
def report(
    folder: Path,
    html: bool,
    output: Path | None,
    jobs: int | None,
    no_cache: bool,
    **asked: bool,
) -> None:
    """Tell what the book holds: whom and which years it tells of, and how much."""
    from book.editions.reports.forms import as_text
    from book.output import check_page_target, replacing

    wanted = [name for name in REPORTS if asked[name]] or [next(iter(REPORTS))]
    with opened(folder, jobs, no_cache) as project:
        path = output or report_path(project, wanted)
        if html or output:
            check_page_target(path, folder)
        pages = [report_page(project, name) for name in wanted]
        if not (html or output):
            click.echo("\n\n".join("\n".join(as_text(page)) for page in pages))
            return
        with replacing(path) as stream:
            stream.write(report_file(pages, project.language.tag))
        click.echo(shown(path))
