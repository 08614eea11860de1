"""Making an edition: its options on the command line, and what is said of what was made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from book.commands.shared import opened, shown
from book.commands.spoken import Number, OneOf, Option
from book.editions.made import Made
from book.editions.registry import edition, names
from book.errors import RequestError


def options_of(*editions: str) -> list[click.Option]:
    """The click options of these editions; one that several have stands there once."""
    from book.editions.edition import Flag, flags_of

    found: dict[str, tuple[Any, Flag, list[str]]] = {}
    for name in editions:
        for field, flag in flags_of(edition(name).options):
            found.setdefault(flag.flag, (field, flag, []))[2].append(name)
    return [_option(field, flag, of, editions) for field, flag, of in found.values()]


def _option(field: Any, flag: Any, of: list[str], among: tuple[str, ...]) -> click.Option:
    about: dict[str, Any] = {"help": flag.help, "default": None}
    if len(among) > 1:
        about["of"] = ", ".join(of)
    if isinstance(field.default, bool):
        about.update(is_flag=True, default=False)
    elif flag.choices:
        about["type"] = OneOf(flag.choices)
    else:
        about["metavar"] = flag.metavar
        number = str(field.type).startswith("float")
        about["type"] = Number() if number else str
    return Option([flag.flag, field.name], **about)


def make(
    name: str,
    folder: Path,
    output: Path | None,
    given: Mapping[str, Any],
    *,
    jobs: int | None,
    no_cache: bool,
) -> Made:
    """Make an edition of a folder with the options that were given, and say what was written."""
    with opened(folder, jobs, no_cache) as project:
        nothing = (None, False, ())
        wanted = {k: v for k, v in given.items() if not any(v is none for none in nothing)}
        product = project.edition(name)
        made = product.make(output, **(_fitting(name, wanted) if wanted else {}))
        say = project.language.say
        for file in made.files:
            path = shown(file.path)
            click.echo(say(file.said.message, path=path, **file.said.values) if file.said else path)
        for note in made.notes:
            click.echo(note.told(say))
    return made


def _fitting(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The options as an edition takes them. Raises RequestError for those of another one."""
    from dataclasses import fields

    from book.editions.edition import flags_of

    options = edition(name).options
    known = {field.name for field in fields(options)}
    parse = {field.name: flag.parse for field, flag in flags_of(options)}
    for key in given:
        if key not in known:
            flag, of = _owners(key)
            raise RequestError("{option} is for --edition {edition} alone", option=flag, edition=of)
    return {k: p(v) if (p := parse.get(k)) else v for k, v in given.items()}


def _owners(key: str) -> tuple[str, str]:
    """The flag of an option, and the editions that have it."""
    from book.editions.edition import flags_of

    found = [
        (flag.flag, name)
        for name in names()
        for field, flag in flags_of(edition(name).options)
        if field.name == key
    ]
    return found[0][0], ", ".join(name for _, name in found)
