"""A generated book folder of about so many pages: chapters, names, tables, pictures, notes."""

from __future__ import annotations

import random
from pathlib import Path

_SYLLABLES = (
    "đảng bộ khối cơ quan thành phố đồng chí chấp hành thường vụ nghị quyết đại hội nhiệm "
    "kỳ công tác tổ chức cán bộ kiểm tra giám sát tuyên giáo đoàn thể phong trào thi đua "
    "xây dựng phát triển đổi mới nâng cao chất lượng hiệu quả lãnh đạo nhiệm vụ chính trị "
    "cải cách hành chính bồi dưỡng lý luận đạo đức phong cách nêu gương thực hiện kế hoạch "
    "chương trình hội nghị sơ kết tổng kết khen thưởng quần chúng ưu tú kết nạp đảng viên "
    "chi bộ sinh hoạt chuyên đề học tập làm theo tấm gương"
).split()
_FAMILY = ("Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý").split()
_MIDDLE = ("Văn Thị Đức Ngọc Quang Hữu Minh Thanh Xuân Quốc").split()
_GIVEN = ("An Bình Chi Dung Đạt Giang Hà Khoa Lan Mai Nam Oanh Phúc Sơn Tú Uyên Vinh Yến").split()

#: Measured: a page of 145 × 205 mm takes about so many words of this text.
_WORDS_A_PAGE = 262
#: Measured: with so many, the article fills some 251 pages five times over.
_PARAGRAPHS_A_SECTION = 8


def write_folder(folder: Path, pages: int, names: int = 200, seed: int = 1) -> None:
    """Write a book folder; the same arguments write the same files."""
    rand = random.Random(seed)
    chapters = max(2, min(20, pages // 12))
    people = _people(rand, names)
    (folder / "chapters/appendices").mkdir(parents=True, exist_ok=True)
    (folder / "assets").mkdir(exist_ok=True)
    (folder / "book.yaml").write_text(
        "title: Sách đo tốc độ\nlanguage: vi\ntrim: 145x205\nslug: book\n", encoding="utf-8"
    )
    (folder / "assets/field.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="160">'
        '<rect width="300" height="160" fill="#d9cfc2"/><circle cx="150" cy="80" r="60" fill="#9e1b1e"/></svg>'
    )
    for number in range(1, chapters + 1):
        words = max(300, pages * _WORDS_A_PAGE // chapters - 120)
        text = _chapter(rand, number, chapters, words, people)
        (folder / f"chapters/{number:02}-chuong-{number}.md").write_text(text, encoding="utf-8")
    records = "".join(f"  - {{id: p{n}, name: {name}}}\n" for n, name in enumerate(people))
    (folder / "chapters/appendices/nguoi.yaml").write_text(
        f"kind: people\ntitle: Người\nprinted: false\npeople:\n{records}", encoding="utf-8"
    )


def write_article(folder: Path, seed: int = 2, first: int = 1) -> None:
    """Write a book folder of one long article five times over: twenty chapters of plain prose on
    some 251 pages of A5, without names, references, tables or pictures. So many of them are the
    first one (three: 32 pages)."""
    rand = random.Random(seed)
    (folder / "chapters").mkdir(parents=True, exist_ok=True)
    (folder / "book.yaml").write_text(
        "title: Một bài viết dài\nlanguage: vi\ntrim: A5\nslug: book\n", encoding="utf-8"
    )
    parts = []
    for _ in range(4):
        sections = []
        for section in range(1, 7):
            paragraphs = [
                " ".join(_sentence(rand, []) for _ in range(rand.randint(3, 7)))
                for _ in range(_PARAGRAPHS_A_SECTION)
            ]
            sections.append("\n\n".join([f"## Mục {section}", *paragraphs]))
        parts.append("\n\n".join(sections))
    whole = [parts[number % 4] for number in range(20)]
    for number, part in enumerate(["\n\n".join(whole[:first]), *whole[first:]]):
        head = f"---\ntitle: Phần thứ {number + 1} của bài viết\n---\n"
        file = folder / f"chapters/{number + 1:02}-phan-{number + 1}.md"
        file.write_text(f"{head}{part}\n", encoding="utf-8")


def _people(rand: random.Random, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        parts = [rand.choice(_FAMILY), rand.choice(_MIDDLE), rand.choice(_GIVEN)]
        if rand.random() < 0.6 or count > 1000:
            parts.insert(2, rand.choice(_GIVEN))
        if count > 5000:
            parts.insert(1, rand.choice(_MIDDLE))
        found[" ".join(parts)] = None
    return list(found)


def _chapter(rand: random.Random, number: int, chapters: int, words: int, people: list[str]) -> str:
    parts = [f"---\ntitle: Chương thứ {number} của cuốn sách\nid: c{number}\n---\n"]
    written, section = 0, 0
    while written < words:
        sentences = [_sentence(rand, people) for _ in range(rand.randint(3, 7))]
        paragraph = " ".join(sentences)
        written += len(paragraph.split())
        parts.append(paragraph)
        chance = rand.random()
        if chance < 0.06:
            section += 1
            parts.append(f"## Mục {section} của chương {number}")
            parts.append(_sentence(rand, people))
        elif chance < 0.09:
            parts.append(f"Xem thêm ở [[c{rand.randint(1, chapters)}]].")
        elif chance < 0.11:
            rows = "\n".join(f"| Năm {1994 + n} | {rand.randint(10, 999)} |" for n in range(6))
            parts.append(f"::: table\n| Năm | Số |\n|---|--:|\n{rows}\n\nSố liệu sáu năm.\n:::")
            written += 60
        elif chance < 0.12:
            parts.append("::: figure\n![Một hình tròn đỏ](assets/field.svg)\n\nMột hình vẽ.\n:::")
            written += 110
    return "\n\n".join(parts) + "\n"


def _sentence(rand: random.Random, people: list[str]) -> str:
    words = [rand.choice(_SYLLABLES) for _ in range(rand.randint(9, 24))]
    if people and rand.random() < 0.15:
        words.insert(rand.randint(1, len(words)), f"đồng chí {rand.choice(people)}")
    if rand.random() < 0.1:
        words.append(f"ngày {rand.randint(1, 28)}/{rand.randint(1, 12)}/{rand.randint(1994, 2024)}")
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."
