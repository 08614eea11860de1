"""`booklet`: a book or a part of it imposed for folding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from book.commands.editions import make, options_of
from book.commands.shared import book_folder, output_file, working
from book.commands.spoken import Command


@click.command(cls=Command, params=list(options_of("booklet")))
@output_file()
@book_folder
@working
def booklet(
    folder: Path, output: Path | None, jobs: int | None, no_cache: bool, **given: Any
) -> None:
    """Put two pages on a side, for folding into a booklet or signatures."""
    make("booklet", folder, output, given, jobs=jobs, no_cache=no_cache)
