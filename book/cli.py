"""The command line: the group of all commands."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from book import __version__

#: The commands in the order in which they are listed, and where each is found.
_COMMANDS = {
    "build": "book.commands.build",
    "check": "book.commands.check",
    "watch": "book.commands.watch",
    "booklet": "book.commands.booklet",
    "handouts": "book.commands.handouts",
    "clean": "book.commands.build",
}


class _Commands(click.Group):
    """Runs `build` where no command is named; a command is imported when it is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(_COMMANDS[cmd_name]), cmd_name)
        return command

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

        if args[0] not in _COMMANDS:
            near = get_close_matches(args[0], _COMMANDS, 1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            known = ", ".join(_COMMANDS)
            ctx.fail(f"There is no command “{args[0]}”.{hint} There are: {known}.")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
def commands() -> None:
    """Make printable books from a folder of Markdown and YAML; “build” when nothing is said."""


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
