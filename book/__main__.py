"""`python -m book`: the same commands as `kyyeu`."""

from book.cli import main

if __name__ == "__main__":
    # Processes that typeset load this file under another name, and run no command.
    main()
