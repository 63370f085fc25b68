"""Changes of what the page holds. Each takes plain data, so that pages, demonstrations and tests tell it alike."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.gatherings.models import SessionQuote
from alongside.gatherings.queries import quotes as session_quotes
from alongside.people.models import Consent

from .. import rules
from ..models import Claim, Item, Milestone, Precision, Quote, Strand

Kind = TypeVar("Kind", bound=Item)


@transaction.atomic
def add_claim(
    *,
    text: str,
    strands: Collection[str],
    by: Actor,
    heading: str = "",
    language: str = "",
    did_not_work: bool = False,
) -> Claim:
    """Add a sentence of the centre about itself. Raises ValidationError for a typed figure or no strand."""
    claim = Claim(heading=heading, text=text, did_not_work=did_not_work)
    return _add(claim, strands, language, by)


@transaction.atomic
def change_claim(claim: Claim, *, strands: Collection[str], by: Actor, **fields: Any) -> Claim:
    """Change heading, text, language or `did_not_work`. Raises ValidationError as `add_claim` does."""
    return _change(claim, strands, by, fields)


@transaction.atomic
def add_quote(
    *, text: str, consent: Consent, strands: Collection[str], by: Actor, about: str = "", language: str = ""
) -> Quote:
    """Add somebody's own words. Raises ValidationError when their consent does not cover that today."""
    rules.check_consent(consent)
    return _add(Quote(text=text, about=about, consent=consent), strands, language, by, consent=consent.pk)


@transaction.atomic
def add_session_quote(given: SessionQuote, *, by: Actor) -> Quote:
    """Add words that somebody let us quote at a session, under the same consent, in the session's strands.

    Adding twice changes nothing. Raises ValidationError when their consent does not cover that today.
    """
    held = Quote.objects.filter(consent=given.consent_id).first()
    return held or add_quote(
        text=given.text, about=session_quotes.about(given.session), consent=given.consent,
        strands=given.session.strands or [Strand.LEARNING], language=given.language, by=by,
    )  # fmt: skip


@transaction.atomic
def change_quote(quote: Quote, *, strands: Collection[str], by: Actor, **fields: Any) -> Quote:
    """Change text, about, language or consent of a quote. Raises ValidationError as `add_quote` does.

    A new consent must be of the same speaker: editions look up whose words they carry through the quote.
    """
    consent = fields.get("consent", quote.consent)
    rules.check_consent(consent)
    rules.check_speaker(quote, consent)
    return _change(quote, strands, by, fields)


@transaction.atomic
def add_milestone(
    *, title: str, on: date, strands: Collection[str], by: Actor, precision: str = Precision.DAY,
    text: str = "", source_label: str = "", source_url: str = "", language: str = "",
) -> Milestone:  # fmt: skip
    """Add a dated moment. Raises ValidationError for a typed figure, no strand, or an unknown precision."""
    moment = Milestone(
        title=title, on=on, precision=precision, text=text, source_label=source_label, source_url=source_url
    )
    return _add(moment, strands, language, by)


@transaction.atomic
def change_milestone(moment: Milestone, *, strands: Collection[str], by: Actor, **fields: Any) -> Milestone:
    """Change a milestone. Raises ValidationError as `add_milestone` does."""
    return _change(moment, strands, by, fields)


def move_up(item: Item, *, by: Actor) -> None:
    """Let an item change places with the one before it. The first stays where it is."""
    _swap(item, by, type(item)._default_manager.filter(order__lt=item.order).order_by("-order", "-pk"), "up")


def move_down(item: Item, *, by: Actor) -> None:
    """Let an item change places with the one after it. The last stays where it is."""
    _swap(item, by, type(item)._default_manager.filter(order__gt=item.order).order_by("order", "pk"), "down")


@transaction.atomic
def remove(item: Item, *, by: Actor) -> None:
    """Take an item off the page. Its row stays, with who removed it and when."""
    if item.removed_at is None:
        item.removed_at, item.removed_by = clock.now(), by.key
        item.save(update_fields=["removed_at", "removed_by"])
        record(f"story.remove_{_word(item)}", item, by=by)


@transaction.atomic
def put_back(item: Item, *, by: Actor) -> None:
    """Put a removed item back on the page, at the end."""
    if item.removed_at is not None:
        item.removed_at, item.removed_by, item.order = None, "", _next_order(type(item))
        item.save(update_fields=["removed_at", "removed_by", "order"])
        record(f"story.put_back_{_word(item)}", item, by=by)


@transaction.atomic
def forget_quotes(member_id: int, *, by: Actor) -> None:
    """Blank the words of somebody who left, and take them off the page."""
    for quote in Quote.objects.filter(consent__member_id=member_id):
        remove(quote, by=by)
        quote.text = quote.about = ""
        quote.save(update_fields=["text", "about"])
        record("story.forget_quote", quote, by=by)


def _add(item: Kind, strands: Collection[str], language: str, by: Actor, **detail: Any) -> Kind:
    item.strands = strands
    item.language = language or settings.LANGUAGE_CODE
    item.order = _next_order(type(item))
    rules.check_item(item)
    item.save()
    record(f"story.add_{_word(item)}", item, by=by, strands=sorted(strands), **detail)
    return item


def _change(item: Kind, strands: Collection[str], by: Actor, fields: dict[str, Any]) -> Kind:
    known = {name for name in type(item).privacy if name not in ("id", "created_at", "order")}
    if unknown := sorted(set(fields) - known):
        raise TypeError(f"A {_word(item)} has no {', '.join(unknown)}.")
    changed = sorted(name for name, value in fields.items() if getattr(item, name) != value)
    for name, value in fields.items():
        setattr(item, name, value)
    item.strands = strands
    rules.check_item(item)
    item.save()
    record(f"story.change_{_word(item)}", item, by=by, changed=changed, strands=sorted(strands))
    return item


@transaction.atomic
def _swap(item: Item, by: Actor, neighbours: Any, direction: str) -> None:
    neighbour = neighbours.select_for_update().filter(removed_at=None).first()
    if neighbour is None or item.removed_at is not None:
        return
    item.order, neighbour.order = neighbour.order, item.order
    for row in (item, neighbour):
        row.save(update_fields=["order"])
    record(f"story.move_{_word(item)}_{direction}", item, by=by)


def _next_order(kind: type[Item]) -> int:
    return (kind._default_manager.aggregate(last=Max("order"))["last"] or 0) + 1


def _word(item: Item) -> str:
    return item._meta.model_name or ""
