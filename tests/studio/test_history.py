"""What was saved is kept, in the folder's own hidden place and nowhere else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from book.errors import RequestError
from book.studio.history import KEPT, History
from book.studio.picture_uses import changed, uses_in

TEXT = """\
Words.

::: gallery {credit="The school" tone=mono}
![Class “A”](assets/a.jpg)

Class A.

![B](<assets/b c.jpg>){#outing}

All of them.
:::

![Alone](assets/d.jpg)
"""


def test_states_are_kept_named_and_brought_back(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    own = sorted(path.name for path in (tmp_path / ".git").iterdir())
    (tmp_path / "chapters").mkdir()
    (tmp_path / "book.yaml").write_text("title: A\n")
    (tmp_path / "chapters/Một.md").write_text("one", encoding="utf-8")
    history = History(tmp_path)
    first = history.keep()
    assert first and first.files == ("book.yaml", "chapters/Một.md")
    assert history.keep() is None
    (tmp_path / "chapters/Một.md").write_text("two", encoding="utf-8")
    (tmp_path / "chapters/late.md").write_text("late")
    history.keep()
    history.name(first.id, "the first")
    history.close()
    again = History(tmp_path)
    assert [(s.files, s.name) for s in again.states()] == [
        (("chapters/Một.md", "chapters/late.md"), ""),
        (("book.yaml", "chapters/Một.md"), "the first"),
    ]
    assert again.bring_back(first.id, "chapters/Một.md") == ["chapters/Một.md"]
    assert (tmp_path / "chapters/Một.md").read_text() == "one"
    assert again.bring_back(first.id) == ["chapters/late.md"]
    assert again.content(again.states()[1].id, "chapters/late.md") == b"late", "it is not lost"
    for nothing in ("", "0" * 40, "../x"):
        with pytest.raises(RequestError):
            again.content(nothing, "book.yaml")
    assert sorted(path.name for path in (tmp_path / ".git").iterdir()) == own
    assert (tmp_path / KEPT / "HEAD").is_file()


def test_what_is_said_of_a_picture_changes_in_its_place() -> None:
    one, two, three = uses_in(TEXT)
    assert (one.caption, two.caption, three.box) == ("Class A.", "All of them.", "")
    made = changed(TEXT, 8, "assets/b c.jpg", {"focus": "20%,30%", "credit": "“An”", "words": "B2"})
    assert "![B2](<assets/b c.jpg>){#outing focus=20%,30%}" in made
    assert '::: gallery {credit="“An”" tone=mono}' in made
    made = changed(TEXT, 4, "assets/a.jpg", {"caption": "", "people": "an, binh"})
    assert "Class A." not in made and 'tone=mono people="an, binh"}' in made
    assert changed(TEXT, 13, "assets/d.jpg", {"crop": "3:2"}).endswith("(assets/d.jpg){crop=3:2}\n")
    with pytest.raises(RequestError):
        changed(TEXT, 13, "assets/d.jpg", {"credit": "x"})
    with pytest.raises(RequestError):
        changed(TEXT, 12, "assets/d.jpg", {"crop": "3:2"})
