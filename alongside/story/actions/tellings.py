"""Telling a claim or a milestone in another language, or in Easy Read."""

from __future__ import annotations

from django.db import transaction

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import rules
from ..models import Claim, Milestone, Telling, words_of


@transaction.atomic
def tell(
    item: Claim | Milestone, *, language: str, text: str, by: Actor, easy: bool = False, heading: str = "",
    picture: str = "", machine: bool = False,
) -> Telling:  # fmt: skip
    """Say it in another language, or in Easy Read; what was said there before is replaced.

    Raises ValidationError for a typed figure, for other figures than the item has, and for Easy Read that is not easy.
    """
    rules.check_telling(item, language=language, easy=easy, heading=heading, text=text, picture=picture)
    of = {"claim": item} if isinstance(item, Claim) else {"milestone": item}
    said = {
        "heading": heading.strip(), "text": text.strip(), "picture": picture, "machine": machine, "by": by.key,
        "told_from": words_of(item), "reviewed_at": None, "reviewed_by": "",
    }  # fmt: skip
    row, _made = Telling.objects.update_or_create(**of, language=language, easy=easy, defaults=said)
    record("story.tell", item, by=by, language=language, easy=easy, machine=machine)
    return row


@transaction.atomic
def review_telling(row: Telling, *, by: Actor) -> None:
    """Somebody who knows the language has read it over. Twice changes nothing."""
    if row.reviewed_at is None:
        row.reviewed_at, row.reviewed_by = clock.now(), by.key
        row.save(update_fields=["reviewed_at", "reviewed_by"])
        record(
            "story.review_telling", row.claim or row.milestone, by=by, language=row.language, easy=row.easy
        )


@transaction.atomic
def drop_telling(row: Telling, *, by: Actor) -> None:
    """Take it away; the item is told in its own words again."""
    item, language, easy = row.claim or row.milestone, row.language, row.easy
    row.delete()
    record("story.drop_telling", item, by=by, language=language, easy=easy)
