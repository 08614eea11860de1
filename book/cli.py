"""The command line: the group of all commands."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from book import __version__
from book.commands.booklet import booklet
from book.commands.build import build, clean
from book.commands.check import check
from book.commands.handouts import handouts
from book.commands.watch import watch


class _Commands(click.Group):
    """Runs `build` where no command is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = ("--help", "-h", "--version")
        # A shell that asks for completions asks for those of the group.
        if not ctx.resilient_parsing and (
            not args or (args[0].startswith("-") and args[0] not in own)
        ):
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


for _command in (build, check, watch, booklet, handouts, clean):
    commands.add_command(_command)


def main() -> None:
    """Run a command. No traceback reaches a user, unless BOOK_DEBUG is set."""
    try:
        commands(prog_name=_program())
    except Exception as error:
        if os.environ.get("BOOK_DEBUG"):
            raise
        click.echo(_failure(error), err=True)
        raise SystemExit(1) from None


def _program() -> str:
    """How the command was called: `kyyeu`, `make_book.py` or `python -m book`."""
    name = Path(sys.argv[0]).name
    return "python -m book" if name == "__main__.py" else name.removesuffix(".exe")


def _failure(error: Exception) -> str:
    """What is told when something fails that is no mistake of the user's."""
    try:
        import weasyprint  # noqa: F401
    except OSError as missing:
        return (
            f"The library Pango, which typesets, is not there or can't be loaded ({missing}). "
            "Install it as the guide says under “Installing”, then try again."
        )
    return (
        f"The builder itself failed ({type(error).__name__}: {error}). Nothing was written. "
        "Set BOOK_DEBUG=1 to see where, and send that to its makers."
    )
