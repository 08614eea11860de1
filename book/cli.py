"""The command line: the group of all commands."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import click

from book import __version__
from book.commands.shared import failure
from book.commands.spoken import Group, option
from book.errors import RequestError, Translate, in_english
from book.languages.users import user_of

#: The commands in the order in which they are listed, and where each is found.
_COMMANDS = {
    "build": "book.commands.build",
    "check": "book.commands.check",
    "facts": "book.commands.facts",
    "report": "book.commands.report",
    "watch": "book.commands.watch",
    "studio": "book.commands.studio",
    "booklet": "book.commands.booklet",
    "handouts": "book.commands.handouts",
    "new": "book.commands.new",
    "themes": "book.commands.themes",
    "import": "book.commands.import_",
    "export": "book.commands.export",
    "changes": "book.commands.changes",
    "comments": "book.commands.comments",
    "slips": "book.commands.slips",
    "sign": "book.commands.sign",
    "clean": "book.commands.build",
}


class _Commands(Group):
    """Runs `build` where no command is named; a command is imported when it is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(
            import_module(_COMMANDS[cmd_name]), cmd_name + "_" * iskeyword(cmd_name)
        )
        return command


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(__version__)
        ctx.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Tell the program's version.",
)
def commands() -> None:
    """Make printable books from a folder of Markdown and YAML; “build” when nothing is said."""


def main() -> None:
    """Run a command. No traceback reaches a user, unless BOOK_DEBUG is set."""
    say: Translate = in_english
    try:
        user, arguments = user_of(sys.argv[1:])
        say = user.language.say
        status = commands.main(arguments, _program(), standalone_mode=False, obj=user)
    except RequestError as error:
        click.echo(error.said.told(say), err=True)
        raise SystemExit(2) from None
    except click.Abort:
        click.echo(say("Stopped."), err=True)
        raise SystemExit(130) from None
    except Exception as error:
        if os.environ.get("BOOK_DEBUG"):
            raise
        click.echo(failure(error, say), err=True)
        raise SystemExit(1) from None
    raise SystemExit(status or 0)


def _program() -> str:
    """How the command was called: `kyyeu`, `make_book.py` or `python -m book`."""
    name = Path(sys.argv[0]).name
    return "python -m book" if name == "__main__.py" else name.removesuffix(".exe")
