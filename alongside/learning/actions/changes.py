"""Design changes: proposed because of what was learnt, decided with a reason; everybody who said it is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.models import Centre
from alongside.foundation.record import record

from .. import emails
from ..models import DesignChange, Informed, LearningItem, Verdict
from . import wording

USUAL_DAYS = 30


def propose_change(
    items: Iterable[LearningItem],
    *,
    what: str,
    by: Actor,
    kind: str = "",
    key: str = "",
    label: str = "",
    url: str = "",
) -> DesignChange:
    """Carry what was learnt to something that it would change: the next round, a text, a session.

    It is due within the centre's time for answers. Raises ValidationError without words, a target or an item.
    """
    words = wording.plain(what, "what", missing=_("Write what would change."))
    target = wording.place(kind, key, label, url)
    if not target["label"]:
        raise ValidationError({"label": _("Write what would be changed.")})
    learnt = list(items)
    if not learnt:
        raise ValidationError({"items": _("Choose what was learnt.")})
    with transaction.atomic():
        row = DesignChange.objects.create(what=words, due_on=_due(), by=by.key, **target)
        Informed.objects.bulk_create(Informed(change=row, item=item) for item in learnt)
        record("learning.change_proposed", row, by=by, items=[item.pk for item in learnt],
               kind=row.kind, key=row.key)  # fmt: skip
        return row


def _due() -> date:
    centre = Centre.current()
    return clock.today() + timedelta(days=centre.answer_within_days if centre else USUAL_DAYS)


def link_item(change: DesignChange, item: LearningItem, *, by: Actor) -> None:
    """Say that a change comes from this item too. Twice changes nothing."""
    with transaction.atomic():
        _row, made = Informed.objects.get_or_create(change=change, item=item)
        if made:
            record("learning.item_linked", change, by=by, item=item.pk)


def unlink_item(change: DesignChange, item: LearningItem, *, by: Actor) -> None:
    """A change does not come from this item after all. Raises ValidationError when it comes from no other."""
    with transaction.atomic():
        rows = Informed.objects.select_for_update().filter(change=change)
        if not rows.exclude(item=item).exists():
            raise ValidationError(
                _("A change comes from something that was learnt. Link another item first.")
            )
        if rows.filter(item=item).delete()[0]:
            record("learning.item_unlinked", change, by=by, item=item.pk)


def decide(change: DesignChange, *, verdict: str, by_role: str, by: Actor, reason: str = "") -> None:
    """Adopt, adapt or decline a change. Whoever said what it comes from is told.

    Decided again, the newest stands, and the record keeps the others. Raises ValidationError without a verdict or a
    role, and without a reason for anything but a plain yes.
    """
    verdict = wording.chosen(verdict, Verdict, "verdict", _("Choose what was decided."))
    why = wording.plain(reason, "reason")
    if not why and verdict != Verdict.ADOPTED:
        raise ValidationError({"reason": _("Write why. Everybody reads your reason.")})
    role = wording.line(
        by_role, "by_role", missing=_("Write who decided, for example: the review team."), most=120
    )
    with transaction.atomic():
        change.verdict, change.reason, change.decided_by_role = verdict, why, role
        change.decided_at, change.decided_by = clock.now(), by.key
        change.save(update_fields=["verdict", "reason", "decided_by_role", "decided_at", "decided_by"])
        record("learning.change_decided", change, by=by, verdict=verdict, kind=change.kind, key=change.key)
        emails.decided(change, by=by)
