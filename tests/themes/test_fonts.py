"""The fonts that several books of a process bring."""

from __future__ import annotations

import shutil
from pathlib import Path

import fontpkg

from book.themes.fonts import Faces, face_of_files, fingerprint, source_file


def test_a_font_that_two_books_bring_is_found_as_long_as_one_has_it(tmp_path: Path) -> None:
    # One byte more than the shipped one, which a theme of another test may have made known.
    own = fontpkg.family("Nunito").files[0].path.read_bytes() + b"\0"
    other = fontpkg.family("Lora").files[0].path
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
        (folder / "own.ttf").write_bytes(own)
        face = face_of_files(folder, ["own.ttf"])
        Faces(face, face, face).make_known()
    wanted = fingerprint(own)
    assert source_file(wanted) == folders[0] / "own.ttf"
    shutil.copy(other, folders[0] / "own.ttf")
    assert source_file(wanted) == folders[1] / "own.ttf"
    shutil.rmtree(folders[1])
    assert source_file(wanted) is None
