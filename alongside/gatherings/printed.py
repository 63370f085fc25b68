"""How a form of the web stands on paper: its own labels, hints and answers, with lines and boxes to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from alongside.foundation import forms

Way = Literal["lines", "line", "boxes", "one_box"]


@dataclass(frozen=True)
class Question:
    """One field on paper. `answers` are to be ticked; `lines` are to be written on.

    The limit of a long text is left out of its hint: the sheet is the limit.
    """

    name: str
    label: str
    hint: str
    way: Way
    answers: list[str]
    several: bool
    lines: range


def layout(form: Any) -> list[Question]:
    """Every visible field of a form in its order, as it is printed."""
    return [_question(bound) for bound in form.visible_fields()]


def _question(bound: Any) -> Question:
    field = bound.field
    answers = [str(words) for value, words in getattr(field, "choices", []) if str(value)]
    if isinstance(field, forms.ConsentField):
        way: Way = "one_box"
    elif answers:
        way = "boxes"
    else:
        way = "lines" if isinstance(field, forms.LongTextField) else "line"
    rows = getattr(field.widget, "attrs", {}).get("rows", 1)
    return Question(
        name=bound.name,
        label=str(bound.label),
        hint=str(getattr(field, "own_hint", field.help_text) or ""),
        way=way,
        answers=answers,
        several=isinstance(field, forms.ChooseSeveral),
        lines=range(int(rows) if way == "lines" else 1),
    )
