"""`import`: Word files, spreadsheets and pictures brought into a book folder."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from book.commands.shared import shown, told, users_language
from book.commands.spoken import Command, OneOf, option
from book.errors import RequestError
from book.languages import language


@click.command(name="import", cls=Command)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE…")
@option(
    "-C",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="FOLDER",
    help="The book folder; this folder when not given.",
)
@option("--dry-run", is_flag=True, help="Tell what would be made, and write nothing.")
@option(
    "--changes",
    type=OneOf(("accept", "remark")),
    default="accept",
    help="Tracked changes of Word: accept them, or keep each as a remark beside its place.",
)
@option(
    "--apply",
    is_flag=True,
    help="Put the corrections of a Word file that “export” made into the book's files.",
)
def import_(
    files: tuple[Path, ...],
    folder: Path,
    dry_run: bool,
    changes: Literal["accept", "remark"],
    apply: bool,
) -> None:
    """Bring Word files, spreadsheets and folders of pictures into a book folder.

    Nothing that is there is written over. A report tells what became what, what was changed and
    what should be looked at. A Word file that “export” made is known: what was corrected in it is
    listed, and put into the book's files with --apply.
    """
    from book.importers.files import add_report, as_text, bring_in
    from book.project import Project

    with Project(folder) as project:
        speak = users_language(asked=True) or (
            project.language if (folder / "book.yaml").is_file() else users_language(asked=False)
        )
    speak = speak or language("en")
    with told(speak):
        if not files:
            raise RequestError("name the files to bring in: Word files, spreadsheets, folders")
        if not folder.is_dir():
            raise RequestError("there is no folder {folder}", folder=str(folder))
        brought, report = bring_in(files, folder, changes, apply)
        if dry_run:
            click.echo(as_text(report, speak), nl=False)
            return
        name = add_report(brought, report, speak)
        brought.write()
        click.echo(as_text(report, speak), nl=False)
        click.echo(shown(folder / name))
