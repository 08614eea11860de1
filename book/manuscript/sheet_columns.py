"""How records stand in a spreadsheet: which heading means which field, in the words of offices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from book.languages.letters import in_words, plain
from book.manuscript.kinds.declaration import Declaration, Label, every
from book.manuscript.kinds.declarations import shipped

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


def heading_key(text: str) -> str:
    """A heading as it is compared: without accents, capitals, brackets and punctuation."""
    return " ".join(in_words(plain(_BRACKETS.sub(" ", text)).casefold()))


@dataclass(frozen=True)
class Columns:
    """The columns of one kind's sheet.

    `records` is the key of the appendix under which the rows go. `fields` are the keys of a record
    with the headings that they may stand under, `nested` those of the records inside one, which
    go under `inside`: rows with the same `same` are then one record. `wanted` must all be there
    for a sheet to be taken for one of this kind. `lists` are the fields of several
    values, `persons` those of names of people, `called` the words by which a sheet's name means the
    kind; `makes_ids` says whether a record without an id gets one. `kind` is that of the appendix
    where the columns are entered under another name.
    """

    records: str
    fields: Mapping[str, tuple[str, ...]]
    wanted: tuple[str, ...]
    nested: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inside: str = ""
    same: str = ""
    lists: frozenset[str] = frozenset(("aliases",))
    called: tuple[str, ...] = ()
    makes_ids: bool = True
    persons: frozenset[str] = frozenset()
    kind: str = ""

    def field_of(self, heading: str) -> str:
        """The field that a heading means; empty where it is none of this kind's."""
        key = heading_key(heading)
        for name, headings in (*self.fields.items(), *self.nested.items()):
            if key and any(key == heading_key(known) for known in headings):
                return name
        return ""


_NAME = ("Họ và tên", "Họ tên", "Tên", "Tên đầy đủ", "Name", "Full name", "Họ, tên", "Nhân vật")
_FROM = ("Từ", "Từ ngày", "Từ năm", "Bắt đầu", "Từ tháng", "From", "Since", "Start", "Năm bắt đầu")
_TO = ("Đến", "Đến ngày", "Đến năm", "Kết thúc", "Tới", "To", "Until", "End", "Năm kết thúc")
_NOTE = ("Ghi chú", "Chú thích", "Nội dung khác", "Note", "Notes", "Remark", "Remarks", "Tóm tắt")
_OFFICE = ("Chức vụ", "Chức danh", "Nhiệm vụ", "Office", "Position", "Role", "Cương vị")
_DATE = ("Ngày", "Ngày tháng", "Ngày, tháng", "Thời gian", "Năm", "Ngày tháng năm", "Date", "When")


#: The columns of the kinds that ship, by the names of the kinds.
COLUMNS: dict[str, Columns] = {
    "people": Columns(
        records="people",
        fields={
            "id": ("Mã", "Id", "ID"),
            "name": _NAME,
            "aliases": ("Tên khác", "Tên gọi khác", "Bí danh", "Aliases", "Also known as"),
            "known_as": ("Thường gọi", "Known as"),
            "born": ("Năm sinh", "Ngày sinh", "Sinh năm", "Sinh", "Born", "Date of birth", "Birth"),
            "died": ("Năm mất", "Ngày mất", "Mất", "Mất năm", "Died", "Date of death"),
            "portrait": ("Ảnh", "Ảnh chân dung", "Chân dung", "Portrait", "Photo"),
            "focus": ("Tâm ảnh", "Điểm giữ lại", "Focus"),
            "note": _NOTE,
        },
        wanted=("name",),
        nested={
            "office": _OFFICE,
            "from": _FROM,
            "to": _TO,
        },
        inside="terms",
        same="name",
        persons=frozenset(("name",)),
    ),
    "chronology": Columns(
        "events",
        {
            "when": _DATE,
            "text": ("Sự kiện", "Nội dung", "Nội dung sự kiện", "Event", "What", "What happened"),
        },
        ("when", "text"),
    ),
    "documents": Columns(
        "documents",
        {
            "id": ("Mã", "Id"),
            "number": ("Số hiệu", "Số, ký hiệu", "Số ký hiệu", "Số văn bản", "Số", "Number", "No"),
            "kind": ("Loại", "Loại văn bản", "Kind", "Type"),
            "date": ("Ngày ban hành", *_DATE),
            "issuer": ("Cơ quan ban hành", "Nơi ban hành", "Issuer", "Issued by"),
            "subject": (
                "Trích yếu",
                "Về việc",
                "Nội dung",
                "Trích yếu nội dung",
                "Subject",
                "About",
            ),
            "name": ("Tên văn bản", "Title"),
        },
        ("number", "subject"),
    ),
    "places": Columns(
        "places",
        {
            "id": ("Mã", "Id"),
            "name": ("Địa danh", "Địa điểm", "Tên địa danh", "Place", "Place name"),
            "aliases": ("Tên khác", "Tên cũ", "Aliases", "Former name"),
        },
        ("name",),
    ),
    "organisations": Columns(
        records="organisations",
        fields={
            "id": ("Mã", "Id"),
            "name": (
                "Cơ quan",
                "Đơn vị",
                "Tổ chức",
                "Tên đơn vị",
                "Tên cơ quan",
                "Organisation",
                "Unit",
            ),
            "aliases": ("Tên khác", "Viết tắt", "Tên viết tắt", "Aliases", "Abbreviation"),
            "founded": ("Thành lập", "Ngày thành lập", "Năm thành lập", "Founded"),
            "founding": ("Quá trình ra đời", "Quá trình thành lập", "How it began"),
            "text": ("Giới thiệu", "Nội dung", *_NOTE),
        },
        wanted=("name",),
        nested={
            "office": _OFFICE,
            "person": ("Người đứng đầu", "Lãnh đạo", "Người phụ trách", "Head", "Leader", *_NAME),
        },
        inside="leaders",
        same="name",
        persons=frozenset(("person",)),
    ),
    "congresses": Columns(
        records="congresses",
        fields={
            "id": ("Mã", "Id"),
            "name": ("Đại hội", "Kỳ đại hội", "Tên đại hội", "Hội nghị", "Congress", "Conference"),
            "aliases": ("Tên khác", "Aliases"),
            "from": ("Khai mạc", "Ngày họp", "Ngày đại hội", "Met", "Opened", *_FROM, *_DATE),
            "to": ("Bế mạc", "Closed", *_TO),
            "term": ("Nhiệm kỳ", "Khóa", "Term"),
            "delegates": ("Đại biểu", "Số đại biểu", "Delegates", "Number of delegates"),
            "committee": ("Ban Chấp hành", "Số ủy viên Ban Chấp hành", "Committee", "Executive"),
            "standing_committee": (
                "Ban Thường vụ",
                "Số ủy viên Ban Thường vụ",
                "Standing committee",
                "Bureau",
            ),
            "inspection": ("Ủy ban Kiểm tra", "Ban Kiểm tra", "Inspection", "Auditors"),
            "direction": ("Phương hướng", "Direction"),
            "theme": ("Chủ đề", "Phương châm", "Theme", "Motto"),
            "goal": ("Mục tiêu", "Goal", "Aim"),
            "breakthroughs": ("Khâu đột phá", "Đột phá", "Breakthroughs"),
            "note": _NOTE,
        },
        wanted=("name", "from"),
        nested={
            "office": _OFFICE,
            "people": ("Người được bầu", "Trúng cử", "Được bầu", "Elected", "Who was elected"),
        },
        inside="elected",
        same="name",
        lists=frozenset(("aliases", "breakthroughs", "people")),
        called=("Đại hội", "Các kỳ đại hội", "Congress"),
        persons=frozenset(("people",)),
    ),
    "names": Columns(
        "names",
        {
            "name": ("Tên gọi", "Tên gọi qua các thời kỳ", "Name over time"),
            "from": _FROM,
            "to": _TO,
            "note": _NOTE,
        },
        ("name", "from"),
    ),
    "seats": Columns(
        "seats",
        {
            "address": ("Trụ sở", "Địa chỉ", "Nơi đặt trụ sở", "Address", "Seat"),
            "from": _FROM,
            "to": _TO,
            "note": _NOTE,
        },
        ("address", "from"),
        called=("Trụ sở", "Seats"),
        kind="names",
    ),
}


def columns_of(name: str, declaration: Declaration) -> Columns:
    """The columns of a declared kind: a field stands under its label in any of its languages, or
    under its key; names, dates and remarks under the headings that offices give them, too."""
    fields: dict[str, tuple[str, ...]] = {}
    dates = declaration.of_type("span", "date")
    for key, declared in declaration.fields.items():
        known = (key, *_words(declared.label))
        if key == declaration.title_field and declared.indexed == "people":
            known += _NAME
        if dates == [key]:
            known += _DATE
        if key == "note":
            known += _NOTE
        fields[key] = known
    fields.setdefault("aliases", COLUMNS["people"].fields["aliases"])
    fields.setdefault("id", ("Mã", "Id"))
    required = tuple(key for key, declared in declaration.fields.items() if declared.required)
    return Columns(
        declaration.records,
        fields,
        required or (declaration.title_field,),
        lists=frozenset(("aliases", *(k for k, f in declaration.fields.items() if f.many))),
        called=(name, *_words(declaration.label)),
        makes_ids=False,
    )


def _words(label: Label) -> tuple[str, ...]:
    """The words of a label in all its languages, and each of those that commas part in it."""
    whole = every(label) if label else []
    return tuple(dict.fromkeys((*whole, *(part for words in whole for part in words.split(",")))))


@cache
def known_columns() -> dict[str, Columns]:
    """The columns of all kinds that the builder brings."""
    return {**COLUMNS, **{name: columns_of(name, kind) for name, kind in shipped().items()}}
