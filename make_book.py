if __name__ == "__main__":
    # Not above: processes that typeset load this file too, and need no command line.
    from book.__main__ import main

    main()
