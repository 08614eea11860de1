"""`handouts`: chapters and appendices as PDFs of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from book.commands.editions import make, options_of
from book.commands.shared import book_folder, working
from book.commands.spoken import Command


@click.command(cls=Command, params=list(options_of("handouts")))
@click.argument("chapters", nargs=-1, metavar="[CHAPTER]…")
@book_folder
@working
def handouts(folder: Path, jobs: int | None, no_cache: bool, **given: Any) -> None:
    """Write a PDF for each chapter and appendix, or for those named by their ids."""
    make("handouts", folder, None, given, jobs=jobs, no_cache=no_cache)
