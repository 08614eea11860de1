"""A book in Lao, which the builder does not know: a folder of words, a font as a file, no spaces
between words."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import icu
import pypdfium2
import pytest
from conftest import MakeFolder, chapter

from book.paged.session import Session
from book.pagemap import BookMap
from book.project import Project

SENTENCE = (
    "ໂຮງຮຽນບ້ານນາໄດ້ສ້າງຕັ້ງຂຶ້ນໂດຍປະຊາຊົນໃນບ້ານຮ່ວມກັນສ້າງຫ້ອງຮຽນດ້ວຍໄມ້ແລະດິນຈີ່ "
    "ເພື່ອໃຫ້ລູກຫລານມີບ່ອນຮຽນໜັງສືໃກ້ບ້ານແລະບໍ່ຕ້ອງຍ່າງໄກທຸກວັນ ທ່ານບຸນມີແກ້ວມະນີເປັນຄູໃຫຍ່ຜູ້ທຳອິດຂອງໂຮງຮຽນ"
)
NAME = "ບຸນມີແກ້ວມະນີ"
CONFIG = (
    "title: ໂຮງຮຽນບ້ານນາ\nlanguage: lo\nslug: lao\n"
    "fonts: {text: fonts/lao.ttf, heads: fonts/lao.ttf, labels: fonts/lao.ttf}\n"
)
CATALOG = """
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=utf-8\\n"
    "Language: lo\\n"
    "Plural-Forms: nplurals=1; plural=0;\\n"

    msgid "Contents"
    msgstr "ສາລະບານ"
    """


def font() -> bytes:
    folder = files("justmytype_intl_sea") / "fonts/ofl/notosanslao"
    return (folder / "NotoSansLao[wdth,wght].ttf").read_bytes()


def rows(path: Path, page: int) -> list[tuple[str, float]]:
    """The lines of a page, their letters in order and their right edges in pt."""
    textpage = pypdfium2.PdfDocument(path)[page].get_textpage()
    found: dict[int, list[tuple[float, float, str]]] = {}
    for n in range(textpage.count_chars()):
        letter = textpage.get_text_range(n, 1)
        left, bottom, right, _ = textpage.get_charbox(n, loose=True)
        if letter.strip():
            found.setdefault(round(bottom / 4), []).append((left, right, letter))
    return [
        ("".join(c for _, _, c in sorted(row)), max(right for _, right, _ in row))
        for _, row in sorted(found.items(), reverse=True)
    ]


@pytest.fixture
def project(make_folder: MakeFolder, session: Session) -> Project:
    people = f"kind: people\ntitle: ບຸກຄົນ\npeople:\n  - {{id: p, name: {NAME}, note: ຄູ}}\n"
    folder = make_folder(
        {
            "chapters/a.md": chapter("ປີທຳອິດ", "\n\n".join([SENTENCE * 3] * 2)),
            "chapters/appendices/khon.yaml": people,
            "languages/lo/catalog.po": CATALOG,
            "languages/lo/rules.yaml": "units: [ຄົນ]\n",
            "languages/lo/words.yaml": "titles: [ທ່ານ]\n",
            "fonts/lao.ttf": font(),
        },
        CONFIG,
    )
    return Project(folder, session=session)


def labels_of(book_map: BookMap, entry: str, project: Project) -> list[str | None]:
    mentions = [m for s in project.sections for m in s.mentions if m.entry == entry]
    return [book_map.label(mention.anchor) for mention in mentions]


def test_a_book_in_lao(project: Project) -> None:
    made = project.edition("screen").make()
    text = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made.path)]
    assert any("ສາລະບານ" in page for page in text)
    # Found without a space before or behind it.
    assert labels_of(project.pages.book_map, "p", project).count("1") == 6
    assert [f.mistake for f in project.findings if f.rule.name == "line-overflow"] == []
    labels = [leaf.label for leaf in project.pages.book_map.leaves]
    first = labels.index("1")
    page = pypdfium2.PdfDocument(made.path)[first]
    lines = [row for row in rows(Path(made.path), first) if len(row[0]) > 40]
    assert len(lines) > 8
    right = max(edge for _, edge in lines)
    assert right < page.get_width() - 40
    # Lines are filled: they end at words, not only at the few spaces.
    assert sum(edge > right - 6 for _, edge in lines) >= len(lines) - 2


def test_lines_break_between_words() -> None:
    from book.paged.weasy.composer.places import opportunities

    words = icu.BreakIterator.createWordInstance(icu.Locale("lo"))
    words.setText(SENTENCE)
    between = set(words)
    places = opportunities(SENTENCE, [], "lo")
    assert len(places) > 30
    assert set(places) <= between
