"""The studio: the book in a browser on this machine, for people who never see a terminal.

It stands on `Project` and decides nothing about books itself. Starlette serves pages of our own:
NiceGUI was tried and runs on one application for the whole process, evaluates scripts in the page,
and checks neither Host nor Origin; only the editor of its wheel, CodeMirror, is taken from it.

    security.py     who may ask at all: Host, Origin, the cookie; what a page may load
    server.py       the application: the page itself, its modules, events, and all panels' routes
    desk.py         one book at work: made again after each change, and who is told of it
    files.py        texts of the folder read and saved, never over what somebody else has written
    answers.py      how panels answer: words in the reader's language, mistakes with their cure
    viewer.py       pages as pictures, and from a point of a page to its source and back
    record_files    lists of records changed in their place; record_shapes: what is asked for
    picture_uses    where chapters show pictures, and what is said of them there
    history.py      each state that was saved, and the way back
    panels/         a module a panel

**How a panel is added.** A module `panels/NAME.py` with `PANEL = Panel(…)`, its title and its
routes; its line in `panels/registry.py`; its sign `static/panels/NAME.svg`; and its screen
`static/panels/NAME.js`, which exports `open(host, studio, spot)`. `open` fills the element `host`
when the panel is shown, and may give back a function that is called when it is left, or `{leave,
at}` where `at(spot)` goes to another spot while it is shown; `spot` says where in the book it shall
open (`{file, line, cell}`). A module that exports `knows({file, line, cell})` says which sources
are opened by it. What `studio` offers is told in `static/studio.js`. A style sheet of a panel's own
may lie beside its module as `NAME.css`. Words go through `say("…")`, in Python and in JavaScript
alike, and into the catalogs by `make catalogs`.

A route is an `async` function of a request and an `Asked`, marked with `@answer("/api/…")`; it
gives back what shall be told as JSON, or a response. What takes longer than a moment is done by
`await asked.desk.work(function, …)`, one piece at a time beside the server. A file is changed by
`files.save`, and the desk told by `changed()`: the book is then made again, and every open page
hears `made` and, when the proofreader has read it, `read`.
"""
