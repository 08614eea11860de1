"""Commands and options that speak the user's language, in help and in what is wrong with a request.

Click words its help and errors through the process's gettext; here they go through the catalogs of
the builder. The user is the object of the outermost context.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from book.errors import RequestError, Translate, in_english, worded
from book.languages.users import OPTION, User


def say_in(ctx: click.Context) -> Translate:
    """How words are said in the language of a context; in English where it has none."""
    user = ctx.find_root().obj
    return user.language.say if isinstance(user, User) else in_english


class Option(click.Option):
    """An option whose help and metavar are messages of the catalogs; `of` names the editions that
    it belongs to, where others have it not."""

    def __init__(self, *args: Any, of: str = "", **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._of = of

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        say = say_in(ctx)
        names = ", ".join(self.opts) + "".join(f" / {name}" for name in self.secondary_opts)
        if not self.is_flag:
            names += f" {say(self.make_metavar(ctx))}"
        return names, (f"{self._of}: " if self._of else "") + say(self.help or "")


def option(*names: str, **settings: Any) -> Callable[..., Any]:
    """`click.option`, in the user's language."""
    return click.option(*names, cls=Option, **settings)


class OneOf(click.Choice[str]):
    """One of a few words."""

    def convert(self, value: Any, param: Any, _ctx: Any) -> str:
        if value not in self.choices:
            raise RequestError(
                "{option} takes one of {known}, not “{text}”",
                option=param.opts[-1],
                known=", ".join(self.choices),
                text=value,
            )
        return str(value)


class Number(click.ParamType[float]):
    """A number; a whole one where its bounds are given."""

    name = "number"

    def __init__(self, least: int | None = None, most: int | None = None) -> None:
        self.least, self.most = least, most

    def convert(self, value: Any, param: Any, _ctx: Any) -> float:
        try:
            number = float(value) if self.least is None else int(value)
        except ValueError:
            number = math.nan
        if math.isfinite(number) and (
            self.least is None or self.most is None or self.least <= number <= self.most
        ):
            return number
        raise RequestError(
            "{option} takes a number, not “{text}”"
            if self.least is None
            else "{option} takes a number from {least} to {most}, not “{text}”",
            option=param.opts[-1],
            least=self.least,
            most=self.most,
            text=value,
        )


class BookFolder(click.ParamType[Path]):
    """A folder that is there; whether it is a book's is told by who reads it."""

    name = "folder"

    def convert(self, value: Any, _param: Any, _ctx: Any) -> Path:
        folder = Path(value)
        if not folder.exists():
            raise RequestError("there is no folder “{path}”", path=folder)
        if not folder.is_dir():
            raise RequestError("“{path}” is a file; name the folder that holds it", path=folder)
        if value != Path() and not (folder / "book.yaml").exists():
            raise RequestError(
                "the folder “{path}” holds no book.yaml: it is no book's", path=folder
            )
        return folder


class Command(click.Command):
    """A command whose help is in the catalogs."""

    # What is left over is told in the user's language, not in click's words.
    allow_extra_args = True

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.options_metavar = worded("[OPTIONS]")

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [*self.params, _LANGUAGE, *([own] if (own := self.get_help_option(ctx)) else [])]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None and not isinstance(found, Option):
            found = self._help_option = Option(
                found.opts,
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=found.callback,
                help=worded("Tell this, and do nothing else."),
            )
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            rest = super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            known = [name for param in self.get_params(ctx) for name in param.opts]
            raise no_such("option", error.option_name, known) from None
        except click.BadOptionUsage as error:
            with_value = "requires" in error.message
            raise RequestError(
                "{option} needs a value" if with_value else "{option} takes no value",
                option=error.option_name,
            ) from None
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise RequestError(
                "“{command}” takes nothing named “{text}”", command=ctx.info_name, text=rest[0]
            )
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        say = say_in(ctx)
        pieces = [say(piece) for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), f"{say('Usage:')} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(said_help(self, ctx))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (p for p in self.get_params(ctx) if isinstance(p, click.Option))
        records = (option.get_help_record(ctx) for option in options)
        say = say_in(ctx)
        with formatter.section(say("Options")):
            formatter.write_dl([record for record in records if record])


class Group(Command, click.Group):
    """The group of all commands; what names none of them is for `build`."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.subcommand_metavar = worded("COMMAND …")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = ("--help", "-h", "--version")
        # A shell that asks for completions asks for those of the group.
        if not ctx.resilient_parsing and (
            not args or (args[0].startswith("-") and args[0] not in own)
        ):
            args = ["build", *args]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        known = self.list_commands(ctx)
        if args[0] not in known and not ctx.resilient_parsing:
            raise no_such("command", args[0], known)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        say = say_in(ctx)
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        with formatter.section(say("Commands")):
            # The first paragraph alone: what a command is for.
            told = ((name, said_help(c, ctx).partition("\n\n")[0]) for name, c in commands if c)
            formatter.write_dl(list(told))


#: The option as help and completion show it; `main` takes it out before a command is run.
_LANGUAGE = Option(
    [OPTION],
    metavar=worded("LANGUAGE"),
    help=worded("Speak this language, such as vi or en, not that of the book or of the system."),
    expose_value=False,
)


def no_such(kind: str, name: str, known: list[str]) -> RequestError:
    """What is told of a command or an option that there is not."""
    near = get_close_matches(name, known, 1)
    if kind == "command":
        message = "there is no command “{name}”; there are: {known}"
        guess = "there is no command “{name}”; did you mean “{near}”?"
    else:
        message = "there is no option “{name}”; there are: {known}"
        guess = "there is no option “{name}”; did you mean “{near}”?"
    return RequestError(
        guess if near else message, name=name, near=near[0] if near else "", known=", ".join(known)
    )


def said_help(command: click.Command, ctx: click.Context) -> str:
    """A command's docstring in the user's language, its paragraphs each on one line."""
    paragraphs = (command.help or "").split("\n\n")
    return say_in(ctx)("\n\n".join(" ".join(part.split()) for part in paragraphs))
