"""Pictures with which sections open."""

from __future__ import annotations

from book.manuscript.config import OpeningPicture
from book.manuscript.yamltext import Path, Tree
from book.photos.formats import is_photograph
from book.sections.context import BuildContext
from book.text.photographs import fit_attributes, treatment_of
from book.text.pictures import address, image_file, tell_missing

#: How much of the page's height the picture of an opening takes; see openers.css.
SHARE = 0.45
#: The shape of the portrait of who signs.
PORTRAIT = "3:4"


def opening_picture(
    context: BuildContext,
    given: OpeningPicture | None,
    tree: Tree,
    path: Path,
    anchor: str,
    *,
    shape: str = "",
) -> dict[str, str] | None:
    """The `src` and `alt` of a picture of the section of an anchor, as wide as the page where no
    shape is given; None where there is none. One that is not in the folder is told."""
    if given is None:
        return None
    folder = context.manuscript.folder
    file = image_file(folder, given.file)
    place = tree.place((*path, "file") if (*path, "file") in tree.places else path)
    if file is None:
        tell_missing(folder, given.file, place, context.mistakes)
        return None
    if is_photograph(file):
        width, height = context.pictures.trim
        asked = {"crop": shape or f"{width:g}:{height * SHARE:g}"}
        asked |= {"focus": given.focus} if given.focus else {}
        fit = fit_attributes(asked, place, context.mistakes)
        source = treatment_of(fit, "").address(file.relative_to(folder.resolve()).as_posix())
    else:
        source = address(folder, file)
    if given.credit:
        context.numbered.credit(given.credit, anchor)
    return {"src": source, "alt": given.alt}


def named_picture(context: BuildContext, name: str, tree: Tree, path: Path) -> str:
    """The address of a picture that is named and shown as it is; empty where there is none. One
    that is not in the folder is told."""
    folder = context.manuscript.folder
    file = image_file(folder, name) if name else None
    if name and file is None:
        tell_missing(folder, name, tree.place(path), context.mistakes)
    return address(folder, file) if file else ""
