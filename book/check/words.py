"""The words of a language that rules know: titles before names, bodies, counted things, verbs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from book.languages import language

_FAMILIES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh "
    "Trương Đinh Lâm Phùng Mai Tô Hà Tạ Cao Chu Lưu Thái Quách Khổng Tống Vi Nghiêm Lương Kiều "
    "Bạch Cù Doãn Hứa La Lại Mạc Ninh Phó Quản Tăng Thân Tiêu Triệu Ứng Văn Viên"
)


#: A whole number, its thousands set apart.
NUMBER = r"\d+(?:[.,]\d{3})*"
#: The capital letters of Latin scripts, for a class of `re`.
CAPITALS = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())


@dataclass(frozen=True)
class Words:
    """The words of one language; patterns are for `re`, without flags.

    `titles` stand before a name of any kind, `offices` before a name that begins with one of
    `families`; what begins with `not_names` is none. `bodies` are what a congress elects, by the
    field of its record. `met` says that a congress takes place, `elects` that a person takes an
    office.
    """

    titles: str = ""
    offices: str = ""
    not_names: str = ""
    families: str = ""
    bodies: Mapping[str, str] = field(default_factory=dict)
    members: str = ""
    met: str = ""
    elects: str = ""
    term: str = ""
    total: str = ""
    dated: str = ""
    thousands: str = ""
    months: Mapping[str, int] = field(default_factory=dict)

    def number(self, written: str) -> int:
        """A whole number as the language writes it, its thousands set apart."""
        return int(re.sub(r"[.,\s]", "", written))


_VIETNAMESE = Words(
    titles=r"[Đđ]ồng chí|[Ôô]ng|[Bb]à",
    offices=r"Bí thư|Chủ tịch|Chủ nhiệm|Trưởng ban|Giám đốc|Chánh Văn phòng",
    not_names=r"Phó|Bí thư|[UỦ][ỷy] viên|Trưởng|Chủ|Thường trực|Thường vụ|Giám đốc|Chánh",
    families="|".join(_FAMILIES.split()),
    bodies={
        "committee": r"Ban Chấp hành",
        "standing_committee": r"Ban Thường vụ",
        "inspection": r"Ủy ban Kiểm tra|Uỷ ban Kiểm tra",
        "delegates": r"đại biểu",
    },
    members=r"đồng chí|[uủ][ỷy] viên|đại biểu",
    met=r"họp|diễn ra|khai mạc|tổ chức",
    elects=r"bầu|tái cử|trúng cử",
    term=r"nhiệm kỳ|khóa|khoá",
    total=r"Tổng( số| cộng)?|Cộng|Toàn khối|Chung",
    dated=r"ngày",
    thousands=".",
)
_ENGLISH = Words(
    titles=r"Mr\.?|Mrs\.?|Ms\.?|Dr\.?|[Cc]omrade",
    bodies={
        "committee": r"[Cc]ommittee",
        "standing_committee": r"[Ss]tanding [Cc]ommittee",
        "inspection": r"[Ii]nspection [Cc]ommittee",
        "delegates": r"delegates",
    },
    members=r"members|delegates|comrades",
    met=r"met|was held|opened|took place",
    elects=r"elected|re-elected",
    term=r"term",
    total=r"Total|Sum|All",
    dated=r"of|on",
    thousands=",",
)
_KNOWN = {"vi": _VIETNAMESE, "en": _ENGLISH}


def any_of(names: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """A pattern for any of these names as whole words, the longest first."""
    ordered = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)", flags)


@cache
def words_of(tag: str) -> Words:
    """The words of a language; hardly any where it is one that rules know little of."""
    locale = language(tag).locale
    known = _KNOWN.get(locale.language, Words())
    if locale.language == "vi":  # its months are numbers
        return known
    names = {
        name.casefold().rstrip("."): number
        for width in ("wide", "abbreviated")
        for number, name in locale.months["format"][width].items()
        if not name[0].isdigit()
    }
    return Words(**{**vars(known), "months": names})
