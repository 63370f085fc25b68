"""Learning items: written by any way, looked at, held back with a reason, taken back."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Attribution, Member, Mode

from .. import emails
from ..models import HowItWent, LearningItem, Strand
from . import wording


def write_item(
    member: Member | None,
    *,
    what: str,
    how_it_went: str,
    strand: str,
    by: Actor,
    so_what: str = "",
    now_what: str = "",
    kind: str = "",
    key: str = "",
    label: str = "",
    url: str = "",
    named: str = Attribution.NONE,
    role_text: str = "",
    language: str = settings.LANGUAGE_CODE,
    told: people.Told | None = None,
) -> LearningItem:
    """Write down what was learnt. Somebody looks at it before everybody reads it.

    Raises ValidationError without words, a choice or a thing that is there; CannotSay while a guardian has not agreed.
    """
    wording.may_speak(member)
    given = {
        "what": wording.plain(what, "what", missing=_("Write what happened.")),
        "so_what": wording.plain(so_what, "so_what"),
        "now_what": wording.plain(now_what, "now_what"),
        "how_it_went": wording.chosen(how_it_went, HowItWent, "how_it_went", _("Choose how it went.")),
        "strand": wording.chosen(strand, Strand, "strand", _("Choose what it is about.")),
        "role_text": wording.line(role_text, "role_text", most=120)
        if member and named == Attribution.ROLE
        else "",
    } | wording.place(kind, key, label, url)
    with transaction.atomic():
        row = LearningItem.objects.create(
            member=member, how=told.mode if told else Mode.WEB, language=language,
            named=named if member else Attribution.NONE, **given,
        )  # fmt: skip
        wording.written_down(member, "learning", told, by)
        record("learning.item_written", row, by=by, kind=row.kind, key=row.key, how=str(row.how))
        return row


def check_item(item: LearningItem, *, by: Actor) -> None:
    """Look at an item, and let everybody read it; also one that was held back. Twice changes nothing."""
    with transaction.atomic():
        rows = LearningItem.objects.filter(pk=item.pk, withdrawn_at=None)
        fresh = rows.filter(checked_at=None) | rows.exclude(held_back_at=None)
        if fresh.update(checked_at=clock.now(), checked_by=by.key, held_back_at=None, held_back_because=""):
            record("learning.item_checked", item, by=by)


def hold_item_back(item: LearningItem, *, because: str, by: Actor) -> None:
    """Do not show an item; whoever said it is told why. Raises ValidationError without a reason."""
    words = wording.plain(
        because, "because", missing=_("Write why. The person who said it will read your reason.")
    )
    with transaction.atomic():
        standing = LearningItem.objects.filter(pk=item.pk, held_back_at=None)
        if standing.update(held_back_at=clock.now(), held_back_because=words):
            item.refresh_from_db()
            record("learning.item_held_back", item, by=by)
            emails.held_back(item, by=by)


def name_item(
    item: LearningItem, *, named: str, by: Actor, role_text: str = "", told: people.Told | None = None
) -> None:
    """Change how somebody is named for what they learnt."""
    with transaction.atomic():
        item.named = named if item.member_id else Attribution.NONE
        role = named == Attribution.ROLE and item.member_id
        item.role_text = wording.line(role_text, "role_text", most=120) if role else ""
        item.save(update_fields=["named", "role_text"])
        wording.written_down(item.member, "learning", told, by)
        record("learning.item_named", item, by=by, named=str(named))


def take_item_back(item: LearningItem, *, by: Actor, told: people.Told | None = None) -> None:
    """Take an item back; it is shown no more. What changed because of it stays. Twice changes nothing."""
    with transaction.atomic():
        if LearningItem.objects.filter(pk=item.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
            item.refresh_from_db(fields=["withdrawn_at"])
            wording.written_down(item.member, "learning", told, by)
            record("learning.item_taken_back", item, by=by)
