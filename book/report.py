"""Whom a long piece of work reports to: how far it is, what it has to say, whether to go on."""

from __future__ import annotations

from typing import Protocol

from book.errors import Translate


class Message(Protocol):
    """Something that can be said in the editor's language: a mistake, or words with values."""

    def told(self, translate: Translate) -> str:
        """The words, in the language that `translate` puts them into."""
        ...


class Report(Protocol):
    """What work calls while it goes on, from the thread that it runs in."""

    def progress(self, done: int, total: int) -> None:
        """So many of so many pieces are done; `total` may grow."""
        ...

    def message(self, message: Message) -> None:
        """Something that an editor should know, and that does not end the work."""
        ...

    def rest(self) -> None:
        """Nothing goes on any more, until the next step is told."""
        ...

    def is_cancelled(self) -> bool:
        """Whether the work shall end: it then raises CancelledError at its next step."""
        ...


class Quiet:
    """A report that nobody reads; what a caller wants to hear is overridden."""

    def progress(self, done: int, total: int) -> None:
        """Nothing."""

    def message(self, message: Message) -> None:
        """Nothing."""

    def rest(self) -> None:
        """Nothing."""

    def is_cancelled(self) -> bool:
        return False


class CancelledError(Exception):
    """The work was cancelled by its report; nothing was written by what it broke off."""


def go_on(report: Report) -> None:
    """Raise CancelledError where the work shall end."""
    if report.is_cancelled():
        raise CancelledError
