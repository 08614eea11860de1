"""`themes`: the looks that a book can have, in words and as pictures."""

from __future__ import annotations

import io
from pathlib import Path

import click
from pikepdf import Pdf

from book.commands.shared import book_folder, opened, output_file, shown, working
from book.commands.spoken import Command, option
from book.project import Project


@click.command(cls=Command)
@book_folder
@output_file()
@option("--words", is_flag=True, help="Only list the themes, without pictures.")
@option("--open", "show", is_flag=True, help="Show the PDF when it is made.")
@working
def themes(
    folder: Path, output: Path | None, words: bool, show: bool, jobs: int | None, no_cache: bool
) -> None:
    """List the themes that a book can have, and write a PDF with a picture of each.

    The pictures are pages of a small book; a theme in the folder's own “themes” is among them.
    """
    from book.editions.specimens import specimen, told_in
    from book.manuscript.looks import theme_for
    from book.output import check_target, replacing
    from book.paged.pdf.contact_sheet import ContactSheets
    from book.themes.registry import names

    with opened(folder, jobs, no_cache) as project:
        speak = project.language
        known = [theme_for(folder, name) for name in names(folder)]
        for theme in known:
            called = told_in(theme.settings.title, speak)
            about = told_in(theme.settings.about, speak)
            click.echo(f"{theme.name}{f' – {called}' if called else ''}")
            if about:
                click.echo(f"    {about}")
            if theme.palettes:
                also = speak.say("palettes: {names}", names=", ".join(theme.palettes))
                click.echo(f"    {also}")
        if words:
            return
        path = output or folder / "dist" / "themes.pdf"
        check_target(path, folder)
        sheets = ContactSheets(speak.say("Themes"), speak.tag)
        for theme in known:
            called = told_in(theme.settings.title, speak)
            made, shown_of = specimen(
                folder, theme.name, called, speak, lambda f: Project(f, session=project.session)
            )
            with Pdf.open(io.BytesIO(made)) as pdf:
                sheets.add(theme.name, [pdf.pages[index] for index in shown_of])
        with replacing(path) as stream:
            sheets.save(stream)
        click.echo(speak.say("Pictures: {path}", path=shown(path)))
    if show:
        click.launch(str(path))
