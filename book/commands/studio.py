"""`studio`: the book in a browser on this machine."""

from __future__ import annotations

import threading
import webbrowser
from importlib.util import find_spec
from pathlib import Path

import click

from book.commands.shared import told, users_language
from book.commands.spoken import Command, Number, option
from book.errors import RequestError
from book.languages import language

#: What the studio needs beside the builder.
_NEEDED = ("starlette", "uvicorn", "pypdfium2", "nicegui", "ruamel", "dulwich")


@click.command(cls=Command)
@click.argument("folder", type=click.Path(path_type=Path), default=Path(), metavar="[FOLDER]")
@option(
    "-C",
    "named",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The book folder; this folder when not given.",
)
@option("--port", type=Number(1, 65535), metavar="N", help="The port to listen on.")
@option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
def studio(folder: Path, named: Path | None, port: int | None, no_browser: bool) -> None:
    """Write, see and make the book in a browser on this machine, until Ctrl+C.

    A folder in which there is no book yet is where one can be begun.
    """
    speak = users_language(asked=False) or language("en")
    folder = named or folder
    with told(speak):
        if folder.exists() and not folder.is_dir():
            raise RequestError("“{path}” is a file; name the folder that holds it", path=folder)
        if not folder.resolve().parent.is_dir():
            raise RequestError("there is no folder “{path}”", path=folder.resolve().parent)
        if any(find_spec(name) is None for name in _NEEDED):
            raise RequestError(
                "the studio is not set up yet; run “make studio-set-up”, or: "
                "pip install 'kyyeu[studio]'"
            )
        from book.paged.weasy.libraries import require_pango
        from book.studio.desk import Desk
        from book.studio.security import keys_for
        from book.studio.server import listening, serve

        require_pango()

        def ready(address: str) -> None:
            click.echo(speak.say("The studio is open. Keep this window; Ctrl+C ends it."))
            click.echo(address)
            if not no_browser:
                threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

        with listening(port) as at:
            serve(Desk(folder), speak, keys_for(folder), at, ready)
