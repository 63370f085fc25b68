"""Words that come in, made harmless and judged."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from alongside.foundation import plain_text
from alongside.foundation.actors import Actor
from alongside.people import actions as people
from alongside.people.models import Member

LINKS = ("https://", "http://")
MOST_SAID = 4000


def plain(text: str, field: str, *, missing: Any = "", most: int = MOST_SAID) -> str:
    """Several lines, made harmless. Raises ValidationError where words are missing or too many."""
    return _judged(plain_text.clean(text), field, missing, most)


def line(text: str, field: str, *, missing: Any = "", most: int = 200) -> str:
    """One line, made harmless. Raises ValidationError where words are missing or too many."""
    return _judged(plain_text.clean_line(text), field, missing, most)


def _judged(words: str, field: str, missing: Any, most: int) -> str:
    if not words and missing:
        raise ValidationError({field: str(missing)})
    if len(words) > most:
        sentence = _("Make this shorter. It may have %(most)d letters, and it has %(size)d.")
        raise ValidationError({field: sentence % {"most": most, "size": len(words)}})
    return words


def chosen(
    value: str, choices: type[models.TextChoices], field: str, missing: Any, *, empty: bool = False
) -> str:
    """One of these choices, or with `empty` none. Raises ValidationError for anything else."""
    if (empty and not value) or value in choices.values:
        return str(value)
    raise ValidationError({field: str(missing)})


def link(url: str, field: str = "url", *, missing: Any = "") -> str:
    """A link, or nothing. Raises ValidationError for what is no link."""
    url = plain_text.clean_line(url)
    if url and not url.startswith(LINKS):
        raise ValidationError({field: _("Write a link that begins with https://")})
    return _judged(url, field, missing, 500)


def written_down(member: Member | None, what: str, told: people.Told | None, by: Actor) -> None:
    """Put on record that staff wrote something down for a member. Raises people.CannotRecord."""
    if told and member:
        people.record_for(
            member, what=what, mode=told.mode, on=told.on, note=told.note,
            read_back_and_agreed=told.read_back_and_agreed, by=by,
        )  # fmt: skip
