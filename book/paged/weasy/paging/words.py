"""What a block says of itself for the page, in CSS: `--grid`, `--place`."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes


def said(box: Any, name: str) -> Any:
    """The value of a block's own custom property; None where it has none.

    Custom properties are inherited; they are meant for the outermost block that has them.
    """
    if not isinstance(box, boxes.BlockBox) or box.element is None:
        return None
    value = _value(box.style, name)
    if value is None:
        return None
    around = box.style.parent_style
    # A table's wrapper has the style of its table for a parent.
    if box.is_table_wrapper and around is not None:
        around = around.parent_style
    return None if around is not None and _value(around, name) == value else value


def _value(style: Any, name: str) -> Any:
    tokens = style[f"__{name}"] or ()
    values = [
        token.value for token in tokens if hasattr(token, "value") and str(token.value).strip()
    ]
    return values[0] if len(values) == 1 else None
