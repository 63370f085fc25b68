"""Words that come in, made harmless and judged; and where something comes from or goes to."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from alongside.foundation import plain_text, sources
from alongside.foundation.actors import Actor
from alongside.people import actions as people
from alongside.people.models import Member
from alongside.people.queries import members

from .refusals import CannotSay

MOST_SAID, MOST_LINE = 4000, 200
LINKS = ("https://", "http://")


def plain(text: str, field: str, *, missing: Any = "", most: int = MOST_SAID) -> str:
    """Several lines, made harmless. Raises ValidationError where words are missing or too many."""
    return _judged(plain_text.clean(text), field, missing, most)


def line(text: str, field: str, *, missing: Any = "", most: int = MOST_LINE) -> str:
    """One line, made harmless. Raises ValidationError where words are missing or too many."""
    return _judged(plain_text.clean_line(text), field, missing, most)


def _judged(words: str, field: str, missing: Any, most: int) -> str:
    if not words and missing:
        raise ValidationError({field: str(missing)})
    if len(words) > most:
        sentence = _("Make this shorter. It may have %(most)d letters, and it has %(size)d.")
        raise ValidationError({field: sentence % {"most": most, "size": len(words)}})
    return words


def chosen(value: str, choices: type[models.TextChoices], field: str, missing: Any) -> str:
    """One of these choices. Raises ValidationError for anything else."""
    if value not in choices.values:
        raise ValidationError({field: str(missing)})
    return str(value)


def link(url: str, field: str = "url") -> str:
    """A link, or nothing. Raises ValidationError for what is no link."""
    url = plain_text.clean_line(url)
    if url and not url.startswith(LINKS):
        raise ValidationError({field: _("Write a link that begins with https://")})
    return _judged(url, field, "", 500)


def place(kind: str, key: str, label: str, url: str = "", *, field: str = "thing") -> dict[str, str]:
    """The four fields that name a thing: of another room by kind and key, or in words and a link.

    Raises ValidationError for a thing that no room knows, and for a link that is none.
    """
    if kind and key:
        thing = sources.read([(kind, key)]).get((kind, key))
        if thing is None:
            raise ValidationError({field: _("We do not find this. Choose one from the list.")})
        return {"kind": kind, "key": key, "label": thing.label[:200], "url": thing.url[:500]}
    return {"kind": "", "key": "", "label": line(label, "label"), "url": link(url)}


def may_speak(member: Member | None) -> None:
    """Raises CannotSay for somebody under 16 whose parent or guardian has not agreed."""
    if member is not None and not members.may_be_reached(member):
        raise CannotSay(str(members.GUARDIAN_FIRST))


def written_down(member: Member | None, what: str, told: people.Told | None, by: Actor) -> None:
    """Put on record that staff wrote something down for a member. Raises people.CannotRecord."""
    if told and member:
        people.record_for(
            member, what=what, mode=told.mode, on=told.on, note=told.note,
            read_back_and_agreed=told.read_back_and_agreed, by=by,
        )  # fmt: skip
