"""`build`: an edition of the book; `clean`: the store emptied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from book.commands.editions import make, options_of
from book.commands.shared import book_folder, output_file, told, users_language, working
from book.commands.spoken import Command, OneOf, option
from book.editions.registry import names
from book.errors import Plural
from book.languages import language


class _Build(Command):
    """Takes the options of all editions; they are looked up where one may be meant, for that
    takes longer than to see that nothing has changed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {flag for param in self.params for flag in param.opts}
        flags = {arg.partition("=")[0] for arg in args if arg.startswith("-")}
        ctx.meta["book.plain"] = flags <= own
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        for param in self.params:
            if param.name == "edition":
                param.type = OneOf(names())
        more = [] if ctx.meta.get("book.plain") else options_of(*names())
        return [*self.params, *more, *super().get_params(ctx)[len(self.params) :]]


@click.command(cls=_Build)
@book_folder
@output_file()
@option("--edition", default="screen", help="What is made of the book.")
@option("--open", "show", is_flag=True, help="Show the PDF when it is made.")
@working
def build(
    folder: Path,
    output: Path | None,
    edition: str,
    show: bool,
    jobs: int | None,
    no_cache: bool,
    **given: Any,
) -> None:
    """Make the book's PDF, or another edition of it."""
    made = make(edition, folder, output, given, jobs=jobs, no_cache=no_cache)
    if show:
        click.launch(str(made.path))


@click.command(cls=Command)
def clean() -> None:
    """Remove all galleys that are kept to make the next build faster."""
    from book.paged.store import GalleyStore, default_folder

    speak = users_language(asked=False) or language("en")
    with told(speak):
        removed = GalleyStore(default_folder()).clear()
        click.echo(
            speak.say(Plural("{count} galley removed", "{count} galleys removed"), count=removed)
        )
