"""A kind declared in YAML: its fields, how its records are checked, ordered and printed.

`kinds/NAME.yaml` of a book folder declares the kind NAME. The kinds of that sort that the builder
brings are files of the same form, in `shipped/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from book.errors import Mistake, Place, UnfitError
from book.languages.written_dates import read_date
from book.manuscript.config import Id, Record, Text
from book.manuscript.yamltext import Path, Tree

#: Words in the book's language, or in several: `{vi: Danh hiệu, en: Title}`.
Label = Text | Annotated[dict[str, Text], Field(min_length=1)]

FieldType = Literal[
    "text",
    "long text",
    "date",
    "span",
    "number",
    "person",
    "organisation",
    "place",
    "document",
    "picture",
    "choice",
]
#: The types that name a record of the register, with the group that it is in.
REFERENCES = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "document": "documents",
}
#: The views that the builder has templates for.
VIEWS = ("table", "cards", "list", "roll", "gallery", "timeline", "tree", "honours")


def label_in(label: Label, tag: str) -> str:
    """A label in a language; in English, or whatever it is in, where it has none in this one."""
    if isinstance(label, str):
        return label
    known = (label[key] for key in (tag, tag.split("-")[0], "en") if label.get(key))
    return next(known, next(iter(label.values())))


def every(label: Label) -> list[str]:
    """A label in all the languages that it is in."""
    return [label] if isinstance(label, str) else [*label.values()]


class FieldDeclaration(Record):
    """One field of a kind's records.

    `many` allows a list of values. `lines` keeps the lines of a text, as poems and songs want.
    `worded` says how a value is told where its label does not stand beside it, as in headings and
    lists: `Generation {}`. `indexed` names a group of the register that the texts of the field
    become entries of.
    """

    type: FieldType = "text"
    label: Label = ""
    required: bool = False
    many: bool = False
    choices: tuple[Text, ...] | dict[Text, Label] = ()
    unit: Label = ""
    lines: bool = False
    worded: Label = ""
    indexed: Id = ""

    @model_validator(mode="after")
    def _fits(self) -> FieldDeclaration:
        if self.type == "choice" and not self.choices:
            raise UnfitError("a choice needs “choices”, a list of what may be chosen")
        if self.choices and self.type != "choice":
            raise UnfitError("only a field of the type “choice” has choices")
        if self.indexed and self.type != "text":
            raise UnfitError("only a field of the type “text” is indexed by its own words")
        return self

    @property
    def chosen(self) -> dict[str, Label]:
        """What may be chosen, with the words that are printed for it."""
        if isinstance(self.choices, dict):
            return self.choices
        return {choice: choice for choice in self.choices}


def _bounds(value: object) -> object:
    if value in ("", "occasion") or (isinstance(value, list | tuple) and len(value) == 2):
        return value
    raise UnfitError("write the lowest and the highest value, [1, 9], or “occasion”")


class CheckDeclaration(Record):
    """A check of a kind's records: fields that are unique together, a sum, or what lies within.

    `within` is the lowest and the highest value, or `occasion` for what the book celebrates.
    """

    unique: tuple[Text, ...] = ()
    sum: Text = ""
    of: tuple[Text, ...] = ()
    field: Text = ""
    within: Annotated[Text | tuple[Text, Text], BeforeValidator(_bounds)] = ""

    @model_validator(mode="after")
    def _fits(self) -> CheckDeclaration:
        if [bool(self.unique), bool(self.sum and self.of), bool(self.field and self.within)].count(
            True
        ) != 1:
            raise UnfitError("a check is one of: “unique”, “sum” with “of”, “field” with “within”")
        return self


def _by_type(value: object) -> object:
    return {"type": value} if isinstance(value, str) else value


#: A field, or in short its type alone: `built: date`.
_Field = Annotated[
    FieldDeclaration,
    BeforeValidator(_by_type, json_schema_input_type=FieldDeclaration | FieldType),
]


class Declaration(Record):
    """A kind as `kinds/NAME.yaml` declares it.

    `records` is the key under which the records stand in an appendix file, `title` the field that
    names a record, `group` the field by which records stand under headings, `order` the fields by
    which they are sorted (a hyphen before one turns it round). `index` is the title of an index of
    the records.
    """

    label: Label
    records: Annotated[Text, Field(min_length=1)] = "records"
    fields: Annotated[dict[Text, _Field], Field(min_length=1)]
    title: Text = ""
    group: Text = ""
    order: tuple[Text, ...] = ()
    columns: tuple[Text, ...] = ()
    checks: tuple[CheckDeclaration, ...] = ()
    index: Label = ""
    view: Text = "table"
    #: The fields by which a tree is drawn: that of the parents, and that of whom somebody married.
    parents: Text = ""
    partners: Text = ""

    @property
    def title_field(self) -> str:
        """The field that names a record: the one that is said to, or the first."""
        return self.title or next(iter(self.fields))

    @property
    def leading_field(self) -> str:
        """The first text field beside the title and the group: whom an honour went to."""
        texts = self.of_type("text")
        return next((key for key in texts if key not in (self.title_field, self.group)), "")

    @property
    def template(self) -> str:
        """The template of its view, without `.html`."""
        return f"view-{self.view}" if self.view in VIEWS else self.view.removesuffix(".html")

    def of_type(self, *types: FieldType) -> list[str]:
        """The fields of these types, in order."""
        return [key for key, field in self.fields.items() if field.type in types]

    def label_of(self, key: str) -> Label:
        return self.fields[key].label or key


#: Keys that an appendix or any record has anyway.
_TAKEN = ("id", "kind", "remark", "aliases")
_IN_APPENDIX = (*_TAKEN, "title", "short_title", "intro", "printed")


def faults_of(declaration: Declaration, tree: Tree, templates: set[str]) -> Iterator[Mistake]:
    """What is wrong with a declaration beyond its form; `templates` are those of the folder."""
    for path, named in _named_fields(declaration):
        if named not in declaration.fields:
            yield _fault(
                tree.place(path),
                "there is no field “{field}”",
                "Use one of: {known}; or add it to “fields”.",
                field=named,
                known=", ".join(declaration.fields),
            )
    for key in declaration.fields:
        if key in _TAKEN:
            yield _fault(
                tree.key_places[("fields", key)],
                "a field can't be called “{field}”: every record has that key",
                "Give it another name.",
                field=key,
            )
    if declaration.records in _IN_APPENDIX:
        yield _fault(
            tree.place(("records",)),
            "the records can't stand under “{field}”: every appendix has that key",
            "Give it another name.",
            field=declaration.records,
        )
    for i, check in enumerate(declaration.checks):
        for key in (check.sum, *check.of):
            if key in declaration.fields and declaration.fields[key].type != "number":
                yield _fault(
                    tree.place(("checks", i)),
                    "“{field}” is no field of numbers, and can't be added up",
                    "Write “type: number” there, or take the check out.",
                    field=key,
                )
        kinds = ("number", "date", "span")
        if check.field in declaration.fields and declaration.fields[check.field].type not in kinds:
            yield _fault(
                tree.place(("checks", i)),
                "“{field}” is neither a number nor a date, and can't lie within anything",
                "Write its type, or take the check out.",
                field=check.field,
            )
        bounds = check.within if isinstance(check.within, tuple) else ()
        numeric = check.field in declaration.of_type("number")
        for n, bound in enumerate(bounds):
            if not _bound_fits(bound, numeric):
                yield _fault(
                    tree.place(("checks", i, "within", n)),
                    "“{bound}” is no bound for this field",
                    "Write a number, or for a field of dates a date.",
                    bound=bound,
                )
    if declaration.view not in VIEWS and f"{declaration.template}.html" not in templates:
        yield _fault(
            tree.place(("view",)),
            "there is no view “{view}”",
            "Use one of: {known}; or put a template of this name into the folder “templates”.",
            view=declaration.view,
            known=", ".join(VIEWS),
        )
    if declaration.view == "gallery" and not declaration.of_type("picture"):
        yield _fault(
            tree.place(("view",)),
            "a gallery needs a field of pictures",
            "Add a field with “type: picture”, or choose another view.",
        )
    if declaration.view == "timeline" and not declaration.of_type("span", "date"):
        yield _fault(
            tree.place(("view",)),
            "a timeline needs a field of dates",
            "Add a field with “type: span” or “type: date”, or choose another view.",
        )
    if declaration.view == "tree" and not declaration.parents:
        yield _fault(
            tree.place(("view",)),
            "a tree needs to know which field names the parents",
            "Add a line “parents: …” with the name of the field, or choose another view.",
        )


def _bound_fits(bound: str, numeric: bool) -> bool:
    """Whether a bound of `within` is of the sort that its field needs."""
    try:
        if numeric:
            float(bound)
        else:
            read_date(bound)
    except (ValueError, UnfitError):
        return False
    return True


def _named_fields(declaration: Declaration) -> Iterator[tuple[Path, str]]:
    """Each place where a declaration names one of its fields."""
    for key in ("title", "group", "parents", "partners"):
        if getattr(declaration, key):
            yield (key,), getattr(declaration, key)
    for i, name in enumerate(declaration.order):
        yield ("order", i), name.removeprefix("-")
    for i, name in enumerate(declaration.columns):
        yield ("columns", i), name
    for i, check in enumerate(declaration.checks):
        for j, name in enumerate(check.unique):
            yield ("checks", i, "unique", j), name
        for j, name in enumerate(check.of):
            yield ("checks", i, "of", j), name
        for key in ("sum", "field"):
            if getattr(check, key):
                yield ("checks", i, key), getattr(check, key)


def _fault(place: Place, problem: str, cure: str, **values: object) -> Mistake:
    return Mistake(place, problem, cure, values)
