"""`report`: what a book holds, in tables for its editors."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from book.commands.shared import book_folder, opened, output_file, shown, working
from book.commands.spoken import Command, option
from book.errors import worded

#: The reports by the option that asks for them: the module whose `report` makes it of a project,
#: and what it tells. The first is made where none is asked for.
REPORTS = {
    "coverage": (
        "book.commands.report_coverage",
        worded("How much the book tells of each person, term and unit, and of which years."),
    ),
    "pages": (
        "book.commands.report_pages",
        worded("The pages of each section, who answers for it, how far it is, what is open."),
    ),
}


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
    from book.commands.report_forms import ReportPage, as_html, as_text
    from book.output import check_page_target, replacing

    wanted = [name for name in REPORTS if asked[name]] or [next(iter(REPORTS))]
    with opened(folder, jobs, no_cache) as project:
        stem = f"{project.manuscript.config.file_name}-{'-'.join(wanted)}"
        path = output or folder / "dist" / f"{stem}.html"
        if html or output:
            check_page_target(path, folder)
        pages = [import_module(REPORTS[name][0]).report(project) for name in wanted]
        if not (html or output):
            click.echo("\n\n".join("\n".join(as_text(page)) for page in pages))
            return
        tables = tuple(table for page in pages for table in page.tables)
        with replacing(path) as stream:
            made = ReportPage(pages[0].title, tables)
            stream.write(as_html(made, project.language.tag).encode())
        click.echo(shown(path))
