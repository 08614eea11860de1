"""`kyyeu` and `python -m book`: the door to all commands."""

import gc
import sys

#: The collector looks for what can be let go when so many objects more are there than before, and
#: seldom at all of them: what a command reads stays to its end.
_COLLECTED = (50_000, 20, 50)


def main() -> None:
    """Run a command. Ctrl+C ends it without a traceback from its first moment on."""
    gc.set_threshold(*_COLLECTED)  # the process is the command's own
    try:
        from book.cli import main as run
        from book.frames import with_room

        with_room(run)()
    except KeyboardInterrupt:
        # In English: the catalogs may not be there yet.
        sys.stderr.write("Stopped.\n")
        sys.exit(130)


if __name__ == "__main__":
    # Processes that typeset load this file under another name, and run no command.
    main()
