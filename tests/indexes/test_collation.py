"""The order of entries and their letters."""

from __future__ import annotations

import random
import re

import icu
import pytest
from conftest import Build, chapter

from book.indexes.collation import Collation

#: In the order of the Vietnamese alphabet: letters first, tone marks last.
VIETNAMESE = [
    "An Bình",
    "Án Lệ",
    "Ăn Hòa",
    "Ấn Độ",
    "Ân Thi",
    "Bắc Ninh",
    "Chi Lăng",
    "Dung Quất",
    "Đa Phúc",
    "Đồng Hới",
    "Em Nhỏ",
    "Êm Ả",
    "Hạ Long",
    "Hà Nam",
    "Hải An",
    "Hài Hòa",
    "La Ngà",
    "Là Ngà",
    "Lả Ngà",
    "Lã Ngà",
    "Lá Ngà",
    "Lạ Ngà",
    "Oanh Oanh",
    "Ôn Hòa",
    "Ơn Nghĩa",
    "Tu Bông",
    "Tú Lệ",
    "Tư Nghĩa",
    "Từ Sơn",
    "Uông Bí",
    "Ưng Thuận",
    "Yên Tử",
]


@pytest.fixture(scope="module")
def vietnamese() -> Collation:
    return Collation("vi")


def test_vietnamese_letters_are_told_apart_and_tones_decide_last(vietnamese: Collation) -> None:
    for smaller, greater in (
        ("ma", "mă"),
        ("mă", "mâ"),
        ("da", "đa"),
        ("dz", "đa"),
        ("mo", "mô"),
        ("mô", "mơ"),
        ("me", "mê"),
        ("mu", "mư"),
        ("mà", "má b"),
        ("mạ", "mã b"),
        ("ma", "mà"),
    ):
        assert vietnamese.key(smaller) < vietnamese.key(greater), (smaller, greater)


def test_a_decomposed_word_sorts_like_its_composed_form(vietnamese: Collation) -> None:
    import unicodedata

    for word in VIETNAMESE:
        assert vietnamese.key(word) == vietnamese.key(unicodedata.normalize("NFD", word))


def test_numbers_inside_headings_sort_by_value(vietnamese: Collation) -> None:
    assert vietnamese.key("9-NQ/TW") < vietnamese.key("10-NQ/TW")


@pytest.mark.parametrize(
    ("tag", "word", "letter"),
    [
        ("vi", "Đông", "Đ"),
        ("vi", "Ấn", "Â"),
        ("vi", "ơn", "Ơ"),
        ("vi", "Dung", "D"),
        ("vi", "1000-QĐ/TU", "#"),
        ("vi", "“Lời", "L"),
        ("en", "Ärger", "A"),
        ("sv", "Ärlig", "Ä"),
        ("vi", "Wiki", "W"),
        ("vi", "Façade", "F"),
    ],
)
def test_letters(tag: str, word: str, letter: str) -> None:
    assert Collation(tag).letter(word) == letter


def test_the_printed_index_is_in_the_order_of_icu(build: Build) -> None:
    shuffled = VIETNAMESE[:]
    random.Random(7).shuffle(shuffled)
    records = "".join(f"  - {{id: p{n}, name: {name}}}\n" for n, name in enumerate(shuffled))
    pdf = build(
        {
            "chapters/a.md": chapter("Mở", "; ".join(shuffled) + "."),
            "chapters/appendices/p.yaml": f"kind: people\ntitle: P\nprinted: false\npeople:\n{records}",
        },
        "title: Sách\nlanguage: vi\n",
    )
    text = " ".join(pdf.text[pdf.opening("Chỉ mục") :])
    printed = list(re.findall(r"([^\W\d_][^,\d]*?), 1\b", text))
    printed = [next(v for v in VIETNAMESE if name.endswith(v)) for name in printed]
    assert printed == VIETNAMESE
    key = icu.Collator.createInstance(icu.Locale("vi")).getSortKey
    assert printed == sorted(shuffled, key=key)
    letters = re.findall(r"(?:^| )([A-ZĂÂĐÊÔƠƯ])(?= [A-ZĂÂĐÊÔƠƯẤÁÊ][^ ]* )", text)
    assert letters == list("AĂÂBCDĐEÊHLOÔƠTUƯY")


def test_people_can_sort_by_given_name(build: Build) -> None:
    pdf = build(
        {
            "chapters/a.md": chapter("Mở", "Nguyễn Văn An, Đỗ Thị Bình, Vũ Ân."),
            "chapters/appendices/p.yaml": """\
                kind: people
                title: P
                printed: false
                people:
                  - {id: p1, name: Vũ Ân}
                  - {id: p2, name: Đỗ Thị Bình}
                  - {id: p3, name: Nguyễn Văn An}
                """,
        },
        "title: Sách\nlanguage: vi\nindexes:\n  - {id: nguoi, of: [people], sort: given}\n",
    )
    text = pdf.text[pdf.opening("Chỉ mục")]
    places = [text.index(name) for name in ("Nguyễn Văn An,", "Vũ Ân,", "Đỗ Thị Bình,")]
    assert places == sorted(places)
