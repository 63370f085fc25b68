"""Values by kind: a number measure takes a number, a percentage so many of so many, a story words."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import MeasureKind
from . import wording

MOST = Decimal(10) ** 12
WANTED: dict[str, tuple[str, Any]] = {
    MeasureKind.NUMBER.value: ("number", gettext_lazy("This measure is a number. Write a number, like 12.")),
    MeasureKind.PERCENTAGE.value: (
        "part", gettext_lazy("This measure is a percentage. Write how many of how many, like 5 of 8."),
    ),
    MeasureKind.YES_NO.value: ("yes", gettext_lazy("This measure is yes or no. Choose one.")),
    MeasureKind.SCALE.value: (
        "number", gettext_lazy("This measure is a place on a scale. Write a number on it."),
    ),
    MeasureKind.STORY.value: ("words", gettext_lazy("This measure is a story. Tell it in words.")),
}  # fmt: skip
"""What each kind takes, and the sentence that asks for it."""


def judged(
    kind: str, typed: dict[str, Any], *, scale_most: int | None = None, needed: bool = True
) -> dict[str, Any]:
    """A value in its own shape: {"number": "12.5"}, {"part": 5, "base": 8}, {"yes": true} or {"words": "…"}.

    A place on a scale may say in "base" how many answered. Empty where nothing was typed and nothing is needed.
    Raises ValidationError, with the field, for a value of another kind, for a part without its base, for a part
    that is more than its base, and for a place that is not on the scale.
    """
    given = {name: value for name, value in typed.items() if value not in (None, "")}
    if not given and not needed:
        return {}
    field, sentence = WANTED[kind]
    if field not in given or not given.keys() <= _allowed(kind):
        raise ValidationError({field: str(sentence)})
    if kind == MeasureKind.PERCENTAGE:
        return _share(given)
    if kind == MeasureKind.STORY:
        return {"words": wording.plain(str(given["words"]), "words", missing=str(sentence), most=8000)}
    if kind == MeasureKind.YES_NO:
        if not isinstance(given["yes"], bool):
            raise ValidationError({"yes": str(sentence)})
        return {"yes": given["yes"]}
    return _number(given, str(sentence), scale_most if kind == MeasureKind.SCALE else None)


def _allowed(kind: str) -> set[str]:
    more = {MeasureKind.PERCENTAGE.value: {"base"}, MeasureKind.SCALE.value: {"base"}}
    return {WANTED[kind][0]} | more.get(kind, set())


def _share(given: dict[str, Any]) -> dict[str, Any]:
    part, base = given["part"], given.get("base")
    if not isinstance(base, int) or base < 1:
        raise ValidationError({"base": _("Write of how many. A percentage never stands alone.")})
    if not isinstance(part, int) or not 0 <= part <= base:
        raise ValidationError({"part": _("This cannot be more than all of them.")})
    return {"part": part, "base": base}


def _number(given: dict[str, Any], sentence: str, most: int | None) -> dict[str, Any]:
    if isinstance(given["number"], bool):
        raise ValidationError({"number": sentence})
    try:
        number = Decimal(str(given["number"]))
    except InvalidOperation as wrong:
        raise ValidationError({"number": sentence}) from wrong
    if not number.is_finite() or abs(number) >= MOST:
        raise ValidationError({"number": sentence})
    if most is not None and not 1 <= number <= most:
        raise ValidationError({"number": _("The scale goes from 1 to %(most)d.") % {"most": most}})
    shown = str(number.quantize(Decimal("0.01")).normalize() + 0)
    base = given.get("base")
    return {"number": format(Decimal(shown), "f")} | ({"base": base} if base else {})
