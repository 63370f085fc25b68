"""What the story may hold. Each check raises ValidationError with a sentence that says what to do next."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, figures
from alongside.foundation.wording import PLACEHOLDER
from alongside.people.models import Consent, ConsentChannel, Purpose
from alongside.people.queries import consents

from . import wording
from .models import Item, Picture, Precision, Quote


def check_item(item: Item) -> None:
    """An item needs a strand; its sentences hold no typed figure, unless they are somebody's own words."""
    if not item.strands:
        raise ValidationError({"strands": _("Choose at least one strand that this belongs to.")})
    for name in ("heading", "title", "text"):
        value: Any = getattr(item, name, None)
        if value is None:
            continue
        if not value.strip() and name in _needed(item):
            raise ValidationError({name: _("Write this: it is what people will read.")})
        if not isinstance(item, Quote):
            _check_sentence(name, value)
    precision = getattr(item, "precision", Precision.DAY)
    if precision not in Precision.values:
        raise ValidationError({"precision": _("Say how much of the date is known: day, month or year.")})


def _needed(item: Item) -> tuple[str, ...]:
    return ("title",) if hasattr(item, "title") else ("text",)


def _check_sentence(name: str, value: str) -> None:
    try:
        if name != "text" and wording.figure_ids([value]):
            raise ValidationError(_("Put figures into the text. A heading or title holds words only."))
        wording.refuse_typed_figures(value)
        _check_names(wording.figure_ids([value]))
    except ValidationError as refusal:
        raise ValidationError({name: refusal}) from refusal


def _check_names(figure_ids: Iterable[str]) -> None:
    """A name that no room knows is a slip of the pen, unless its room is still to come."""
    for name in figure_ids:
        if figures.is_unknown(name):
            near = next(iter(get_close_matches(name, figures.ids(), n=1)), "people.members")
            raise ValidationError(
                _("There is no figure “%(name)s”. Did you mean %(near)s?"),
                params={"name": name, "near": near},
            )


LONGEST = 15
"""Words in one sentence of Easy Read (Easy Read guidance asks for 10 to 15)."""


def check_telling(item: Item, *, language: str, easy: bool, heading: str, text: str, picture: str) -> None:
    """A telling is in a language we have, holds no typed figure and no other figure, and Easy Read is easy."""
    if language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": _("Choose one of the languages of this centre.")})
    if not easy and language == item.language:
        raise ValidationError(
            {"language": _("It is written in this language already. Choose another one, or Easy Read.")}
        )
    if not text.strip():
        raise ValidationError({"text": _("Write this: it is what people will read.")})
    _check_sentence("heading", heading)
    _check_sentence("text", text)
    named, told = set(wording.figure_ids([getattr(item, "text", "")])), set(wording.figure_ids([text]))
    if told - named or (not easy and named - told):
        raise ValidationError(
            {"text": _("Use the figures that the claim has, each once: %(figures)s") % {
                "figures": " ".join(f"[[{one}]]" for one in sorted(named)) or _("none")
            }}
        )  # fmt: skip
    if easy:
        _check_easy(text, picture)


def _check_easy(text: str, picture: str) -> None:
    for line in text.splitlines():
        words = len(PLACEHOLDER.sub("x", line).split())
        if words > LONGEST:
            raise ValidationError(
                {
                    "text": _("This line has %(words)d words: “%(line)s”. Easy Read has one idea on each line, in "
                              "15 words or fewer.") % {"words": words, "line": line.strip()}
                }
            )  # fmt: skip
    if picture not in Picture.values:
        raise ValidationError({"picture": _("Choose a picture. In Easy Read one stands beside the words.")})


def check_consent(consent: Consent) -> None:
    """Nobody is quoted without a living consent to be quoted, on the website or in print."""
    living = any(
        consents.may_show(consent, channel) for channel in (ConsentChannel.WEB, ConsentChannel.PRINT)
    )
    if consent.purpose != Purpose.QUOTE or not living:
        raise ValidationError(
            {
                "consent": _(
                    "This person has not agreed to be quoted on the website or in print, or no longer does. "
                    "Ask them, write down their consent, then add the quote."
                )
            }
        )


def check_edition(title: str, as_of: date) -> None:
    """An edition has a title, and tells of a day that has come."""
    if not title.strip():
        raise ValidationError({"title": _("Give the edition a title, such as “The story so far, autumn”.")})
    if as_of > clock.today():
        raise ValidationError(
            {"as_of": _("Choose today or an earlier day. An edition cannot tell of a day to come.")}
        )


class Point(Protocol):
    """A point of the list that is looked at before an edition comes out, with what is still to do."""

    @property
    def code(self) -> str: ...

    @property
    def open(self) -> list[str]: ...


def check_list_is_done(points: Iterable[Point], reason: str) -> None:
    """Nothing is open, or somebody says why it comes out all the same. What it tells is what was prepared, always."""
    held = list(points)
    undone = [sentence for point in held for sentence in point.open]
    if undone and not reason.strip():
        raise ValidationError([*undone, _("Do this first, or write why it comes out without it.")])
    other = [sentence for point in held if point.code == "reconciled" for sentence in point.open]
    if other:
        raise ValidationError(other)


def check_speaker(quote: Quote, consent: Consent) -> None:
    """The words of a quote stay those of the person who said them."""
    said_by = Quote.objects.values_list("consent__member", flat=True).get(pk=quote.pk)
    if consent.member_id != said_by:
        raise ValidationError(
            {"consent": _("These are somebody else’s words. Take this quote off the page and add a new one.")}
        )
