"""`export`: the manuscript as a file that others read and correct."""

from __future__ import annotations

from pathlib import Path

import click

from book.commands.shared import book_folder, opened, output_file, shown
from book.commands.spoken import Command, OneOf, option
from book.errors import worded
from book.output import check_word_target, replacing
from book.sources import MADE


@click.command(cls=Command)
@book_folder
@output_file(worded("The file to write."))
@option("--to", "form", type=OneOf(("docx",)), default="docx", help="What it becomes: docx, Word.")
def export(folder: Path, output: Path | None, form: str) -> None:
    """Write the whole manuscript as a Word file, to be read and corrected there.

    Bring it back with “import”: it knows where each paragraph came from, and lists what was
    corrected and remarked.
    """
    with opened(folder, None, no_cache=False) as project:
        manuscript = project.manuscript
        path = output or folder / MADE / f"{manuscript.config.file_name}.{form}"
        check_word_target(path, folder)
        from book.exporters.word import word_file

        data = word_file(manuscript)
        with replacing(path) as stream:
            stream.write(data)
        click.echo(shown(path))
