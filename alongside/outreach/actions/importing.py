"""Lists from elsewhere are uploaded, looked at line by line, and then taken in whole or not at all."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.lists import Outcome
from alongside.foundation.record import record

from ..models import Purpose, SubscriberList, Topic
from ..queries import finding, importing, old
from ..reading_lists import Sheet
from . import arriving, ledger


class CannotImport(Exception):
    """Nobody was put on the list; the message is a sentence for the page."""


def upload_list(sheet: Sheet, *, file_name: str, by: Actor) -> SubscriberList:
    """Keep a list for looking at. Nobody is on ours yet."""
    with transaction.atomic():
        held = SubscriberList.objects.create(
            file_name=file_name[:200], rows=[{"number": line.number, "cells": line.cells} for line in sheet.lines],
            uploaded_by=by.key,
        )  # fmt: skip
        record("outreach.list_uploaded", held, by=by, lines=len(sheet.lines))
        return held


def apply_list(held: SubscriberList, *, by: Actor) -> dict[str, int]:
    """Put everybody on ours who is new, all or nobody. Gives how many lines were in each state.

    Each gets a line in the ledger with the basis, words, source and day of their own row. Who stopped, or asked to be
    forgotten, is not brought back. A second time changes nothing. Raises CannotImport with the line that is wrong.
    """
    with transaction.atomic():
        locked = SubscriberList.objects.select_for_update().get(pk=held.pk)
        if locked.applied_at or locked.discarded_at:
            return {"new": 0, "here": 0, "no": 0, "problem": 0}
        judged = importing.preview(locked)
        for outcome in judged.in_state("problem")[:1]:
            raise CannotImport(format_lazy(_("Line {line}: {why}"), line=outcome.number, why=outcome.why))
        topics = {topic.slug: topic for topic in Topic.objects.all()}
        for outcome in judged.in_state("new"):
            _take_in(outcome, topics, by)
        locked.applied_at, locked.rows = clock.now(), []
        locked.save(update_fields=["applied_at", "rows"])
        record("outreach.list_applied", locked, by=by, **judged.counts)
        return judged.counts


def discard_list(held: SubscriberList, *, by: Actor) -> None:
    """Throw a list away. Doing it twice changes nothing."""
    with transaction.atomic():
        waiting = SubscriberList.objects.filter(pk=held.pk, applied_at=None, discarded_at=None)
        if waiting.update(discarded_at=clock.now(), rows=[]):
            record("outreach.list_discarded", held, by=by)


def forget_old_lists(*, by: Actor) -> int:
    """Throw lists away that waited for 30 days. Gives how many."""
    waiting = list(old.lists(clock.now()))
    for held in waiting:
        discard_list(held, by=by)
    return len(waiting)


def _take_in(outcome: Outcome, topics: dict[str, Topic], by: Actor) -> None:
    told = outcome.details
    member = finding.member_by_email(told["email"]) if told["email"] else None
    known = (
        None
        if told["email"]
        else finding.held_at(called=told["called"], phone=told["phone"], address=told["address"])
    )
    subscriber = arriving.arrive(
        member, by, known=known, way=told["way"], called=told["called"], email=told["email"], phone=told["phone"],
        address=told["address"], language=told["language"], easy_read=False,
    )  # fmt: skip
    if told["topics"]:
        subscriber.topics.set([topics[slug] for slug in told["topics"]])
    subscriber.confirmed_at = subscriber.confirmed_at or clock.now()
    subscriber.save(update_fields=["confirmed_at"])
    ledger.grant(
        subscriber, purpose=Purpose.NEWSLETTER, basis=told["basis"], wording=told["wording"], how=told["how"],
        at=ledger.moment_of(date.fromisoformat(told["on"])), note=_t("From a list: %(source)s") % told, by=by,
    )  # fmt: skip
