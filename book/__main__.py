"""`kyyeu` and `python -m book`: the door to all commands."""

import sys


def main() -> None:
    """Run a command. Ctrl+C ends it without a traceback from its first moment on."""
    try:
        from book.cli import main as run

        run()
    except KeyboardInterrupt:
        # In English: the catalogs may not be there yet.
        sys.stderr.write("Stopped.\n")
        sys.exit(130)


if __name__ == "__main__":
    # Processes that typeset load this file under another name, and run no command.
    main()
