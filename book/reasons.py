"""Why something failed, in words of the catalogs, for errors that speak English alone."""

from __future__ import annotations

import errno

from book.errors import Said

_OF_SYSTEM = {
    errno.ENOSPC: Said("the disk is full"),
    errno.EDQUOT: Said("the disk is full"),
    errno.EFBIG: Said("the file would be larger than is allowed"),
    errno.EROFS: Said("this disk can only be read"),
    errno.EACCES: Said("that is not allowed to you"),
    errno.EPERM: Said("that is not allowed to you"),
    errno.EISDIR: Said("it is a folder"),
    errno.ENOTDIR: Said("a part of its path is no folder"),
    errno.EEXIST: Said("there is a file of this name"),
    errno.ENOENT: Said("there is no such file"),
    errno.ELOOP: Said("it is a link that leads to itself"),
    errno.ENAMETOOLONG: Said("its name is too long"),
    errno.ETXTBSY: Said("another program has it open"),
    errno.EBUSY: Said("another program has it open"),
}
#: What the parser of YAML says (or its C library), in the order in which they are looked for.
_OF_YAML = (
    ("',' or ']'", Said("a list in square brackets is not closed, or lacks a comma")),
    ("',' or '}'", Said("keys in braces are not closed, or lack a comma")),
    ("mapping values", Said("a colon stands where no key can be")),
    ("could not find expected ':'", Said("a line has neither a colon nor a hyphen")),
    ("expected key", Said("a key stands further left or right than those beside it")),
    ("block end", Said("a line stands further left or right than those beside it")),
    ("'-' indicator", Said("a line stands further left or right than those beside it")),
    ("sequence entries", Said("a hyphen stands where no item can be")),
    ("end of stream", Said("a quotation mark is opened and not closed")),
    ("document separator", Said("a quotation mark is opened and not closed")),
    ("tab", Said("a tab stands at the beginning of a line")),
    ("escape", Said("a backslash in double quotes is followed by what it can't be")),
    ("start any token", Said("a value begins with a sign that means something else in YAML")),
    ("node content", Said("a value is missing")),
    ("another document", Said("a line “---” begins a second document")),
    ("document start", Said("something stands behind the end of the text")),
    ("anchor", Said("“&” begins a mark here; put the value into quotes")),
    ("alias", Said("“*” begins a reference here; put the value into quotes")),
    ("alphabetic or numeric", Said("“&” or “*” begins a mark here; put the value into quotes")),
    ("tag", Said("“!” begins a tag here; put the value into quotes")),
    ("directive", Said("“%” begins a directive here; put the value into quotes")),
    ("nesting", Said("values lie too deep in one another")),
    ("indicator", Said("“|” or “>” is followed by what it can't be")),
    ("character", Said("a character stands here that no text can hold")),
)


def of_system(error: OSError) -> Said:
    """Why the system refused."""
    number = error.errno or 0
    return _OF_SYSTEM.get(number) or Said("error {number} of the system", {"number": number})


def of_yaml(problem: str) -> Said:
    """What is wrong with a text, of the problem that a parser of YAML told."""
    for part, said in _OF_YAML:
        if part in problem:
            return said
    return Said("it does not follow the rules of YAML")
