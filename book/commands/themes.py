"""`themes`: the looks that a book can have, in words and as pictures."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from pikepdf import Page, Pdf

from book.commands.shared import book_folder, opened, output_file, shown, working
from book.commands.spoken import Command, option
from book.languages import Language
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
    from book.manuscript.looks import theme_for
    from book.output import check_target, replacing
    from book.paged.pdf.contact_sheet import ContactSheets
    from book.themes.registry import names

    with opened(folder, jobs, no_cache) as project:
        speak = project.language
        known = [theme_for(folder, name) for name in names(folder)]
        for theme in known:
            called, about = _told(theme.settings.title, speak), _told(theme.settings.about, speak)
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
            with _specimen(project, theme.name, _told(theme.settings.title, speak)) as pages:
                sheets.add(theme.name, pages)
        with replacing(path) as stream:
            sheets.save(stream)
        click.echo(speak.say("Pictures: {path}", path=shown(path)))
    if show:
        click.launch(str(path))


def _told(by_language: dict[str, str], speak: Language) -> str:
    """The words in the user's language, or in English."""
    return by_language.get(speak.locale.language) or by_language.get("en", "")


@contextmanager
def _specimen(project: Project, theme: str, called: str) -> Iterator[list[Page]]:
    """Pages of the small book in a theme, told by its cover."""
    from book.themes.registry import FOLDER, own_folder
    from book.themes.specimen import of_language
    from book.themes.specimen import shown as shown_of

    with tempfile.TemporaryDirectory() as passing:
        folder = Path(passing) / "book"
        shutil.copytree(of_language(project.language.locale.language), folder)
        if own := own_folder(theme, project.folder):
            shutil.copytree(own, folder / FOLDER / theme)
        config = folder / "book.yaml"
        named = f"theme: {theme}\nsubtitle: {json.dumps(called or theme, ensure_ascii=False)}\n"
        plain = re.sub(r"(?m)^subtitle:.*\n", "", config.read_text(encoding="utf-8"))
        config.write_text(plain + named, encoding="utf-8")
        book = Project(folder, session=project.session)
        made = book.edition("screen").make()
        with Pdf.open(made.path) as pdf:
            yield [pdf.pages[index] for index in shown_of(book.pages.book_map)]
