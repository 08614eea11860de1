"""A house style is told and mended; names that a model suggests; what is no range or repetition."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest
from conftest import MakeFolder, chapter, run

from book.check.run import found_in
from book.manuscript.reading import read_manuscript

CONFIG = "title: S\nlanguage: vi\n"


def names(make_folder: MakeFolder, words: str, config: str = CONFIG, **more: str) -> list[str]:
    """The rules that find something in one paragraph."""
    files = {"chapters/x.md": chapter("Một", words), **more}
    return [rule.name for rule, _ in found_in(read_manuscript(make_folder(files, config)))]


def test_a_style_that_is_chosen_is_mended(make_folder: MakeFolder) -> None:
    words = "Theo quyết định số 5 của nhà nước, kỷ luật ở quận 1, trong hòa bình."
    config = CONFIG + "style: nd30\ni_style: i\ntone_style: new\n"
    folder = make_folder({"chapters/x.md": chapter("Một", words)}, config)
    assert run("check", "-C", str(folder), "--no-pages", "--fix").returncode == 0
    written = (folder / "chapters/x.md").read_text(encoding="utf-8")
    assert "Theo Quyết định số 5 của Nhà nước, kỉ luật ở Quận 1, trong hoà bình." in written


@pytest.mark.parametrize(
    "words",
    [
        "Ủy ban nhân dân huyện, công tác quản lí nhà nước.",
        "Có câu “vì nhà nước, vì nhân dân” khắc trên tường.",
        "Ông Lý Kỳ, người Mỹ Đức, quý trọng thầy.",
    ],
)
def test_what_a_style_leaves_alone(words: str, make_folder: MakeFolder) -> None:
    config = CONFIG + "style: nd30\ni_style: i\n"
    assert not {"house-style", "i-or-y"} & set(names(make_folder, words, config))


def test_a_public_figure_needs_no_record_and_a_book_may_name_more(make_folder: MakeFolder) -> None:
    words = "Nhớ đồng chí Võ Nguyên Giáp và ông Lý Văn Tám."
    assert names(make_folder, words).count("person-unknown") == 1
    told = names(make_folder, words, CONFIG + "public_figures: [Lý Văn Tám]\n")
    assert "person-unknown" not in told


def test_a_model_suggests_names_where_it_is_installed(
    make_folder: MakeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = ModuleType("underthesea")
    model.__spec__ = ModuleSpec("underthesea", None)
    model.ner = lambda _: [("Trần Văn", "Np", "B-NP", "B-PER"), ("Tám", "Np", "I-NP", "I-PER")]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "underthesea", model)
    assert "person-suggested" in names(make_folder, "Buổi ấy Trần Văn Tám đến muộn.")


def test_a_place_is_told_then_and_now(make_folder: MakeFolder) -> None:
    said = "Từ 01/9/2025, tỉnh Hải Dương (nay thuộc thành phố Hải Phòng) không còn."
    assert "place-then-now" not in names(make_folder, said)
