"""The language of who types a command: of the option `--language`, or of the system."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from book.errors import RequestError
from book.languages import Language, catalogs, language

#: The option that names the language of messages.
OPTION = "--language"


@dataclass(frozen=True)
class User:
    """Who types a command: a language, and whether it was asked for by `--language`."""

    language: Language
    asked: bool


def user_of(
    arguments: Sequence[str], environment: Mapping[str, str] | None = None
) -> tuple[User, list[str]]:
    """The user, and the arguments without `--language`.

    Where that is not given, the language is that of LC_ALL, LC_MESSAGES or LANG, or that in which
    Windows speaks; English where the builder has no catalog of it. Raises RequestError where what
    was asked for has none.
    """
    rest: list[str] = []
    wanted = ""
    given = iter(arguments)
    for argument in given:
        if argument == OPTION:
            wanted = next(given, "")
        elif argument.startswith(f"{OPTION}="):
            wanted = argument.partition("=")[2]
        else:
            rest.append(argument)
            continue
        if wanted not in catalogs():
            raise RequestError(
                "{option} takes one of {known}, not “{text}”",
                option=OPTION,
                known=", ".join(catalogs()),
                text=wanted,
            )
    tag = wanted or _code_of_system(os.environ if environment is None else environment)
    return User(language(tag if tag in catalogs() else "en"), bool(wanted)), rest


def _code_of_system(environment: Mapping[str, str]) -> str:
    """The language of the system as a code such as `vi`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return value.partition(".")[0].partition("_")[0]
    if sys.platform == "win32":
        import ctypes

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return locale.windows_locale.get(number, "en").partition("_")[0]
    return "en"
