"""Files of platforms: uploaded, looked at, and then taken in. Twice changes nothing; a revised number replaces."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import reading_exports
from ..models import How, ReachChannel, ReachFile, Reading
from ..queries import reach_imports
from . import reach

PROBLEMS_KEPT = 500


class CannotTakeIn(Exception):
    """Nothing was written down; the message is a sentence for the page."""


def upload_readings(
    channel: ReachChannel,
    content: bytes,
    *,
    file_name: str,
    exported_on: date,
    by: Actor,
    day_first: bool | None = None,
) -> ReachFile:
    """Keep a file for looking at. Nothing is written down yet. Raises reading_exports.Unreadable with a sentence."""
    reading_exports.read(content, last_day=exported_on, day_first=day_first)
    with transaction.atomic():
        uploaded = ReachFile.objects.create(
            channel=channel, file_name=file_name[:200], content=content, exported_on=exported_on,
            digest=hashlib.sha256(content).hexdigest(), day_first=day_first, uploaded_by=by.key,
        )  # fmt: skip
        record("outreach.readings_uploaded", uploaded, by=by, channel=channel.pk)
        return uploaded


def take_in_readings(uploaded: ReachFile, *, by: Actor) -> dict[str, int]:
    """Write down every number of a file that is new or revised. Returns how many were in each state.

    Lines that cannot be read are named in the file's `outcome`, and stay in it. A second time changes nothing.
    """
    with transaction.atomic():
        ReachChannel.objects.select_for_update().get(pk=uploaded.channel_id)
        file = ReachFile.objects.select_for_update().get(pk=uploaded.pk)
        if not file.waits:
            return dict(file.outcome.get("counts", {}))
        judged = reach_imports.preview(file)
        if not judged.outcomes:
            raise CannotTakeIn(_("No line of this file can be taken in. Look at the reasons below."))
        reach.put_in_place([_reading(file, outcome, by) for outcome in judged.to_do])
        file.taken_in_at, file.outcome = clock.now(), _outcome(judged)
        file.save(update_fields=["taken_in_at", "outcome"])
        record("outreach.readings_taken_in", file, by=by, **judged.counts)
        return judged.counts


def discard_readings(uploaded: ReachFile, *, by: Actor) -> None:
    """Throw a file away that nobody took in. Twice changes nothing."""
    with transaction.atomic():
        waiting = ReachFile.objects.filter(pk=uploaded.pk, taken_in_at=None, discarded_at=None)
        if waiting.update(discarded_at=clock.now(), content=b""):
            record("outreach.readings_discarded", uploaded, by=by)


def _reading(file: ReachFile, outcome: reach_imports.Outcome, by: Actor) -> Reading:
    with translation.override("en"):  # what is kept for ever does not depend on who pressed the button
        since, until, definition = reach_imports.reading_of(file, outcome)
    return Reading(
        channel_id=file.channel_id, measure=outcome.measure, value=outcome.value, since=since, until=until,
        post=outcome.line.post, post_text=outcome.line.text, definition=definition, how=How.FILE, file=file,
        line=outcome.line.number, known_on=file.exported_on, recorded_by=by.key, supersedes=outcome.before,
    )  # fmt: skip


def _outcome(judged: reach_imports.Preview) -> dict[str, Any]:
    named = [{"number": one.number, "why": one.why} for one in judged.problems[:PROBLEMS_KEPT]]
    return {"counts": judged.counts, "problems": named, "left_out": judged.sheet.left_out}
