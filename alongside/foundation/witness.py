"""A witness of the record: its newest row, written down outside of the databases.

The chain shows every row that was altered, taken out or put in between. Whoever can write into the database could
still cut off its end and set the last fingerprint back. So the house notes the newest row in a file of the data
folder once an hour, and asks later whether that row is still there. A note is never replaced by one that does not
follow from it.
"""

import json
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from . import clock, jobs, record
from .doctoring import Finding
from .models import Event

NAME = "record-witness.json"
COMPARE = "Compare it with a backup, and ask who can write into the database."


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("foundation.witness", note, jobs.every(timedelta(hours=1)))


def place() -> Path:
    """Where the note is kept."""
    return Path(settings.DATA_DIR) / NAME


def note() -> None:
    """Write down the newest row, unless what was written down before is no longer on record."""
    newest = Event.objects.order_by("-pk").first()
    if newest is None or not still_there():
        return
    kept = {"at": clock.now().isoformat(), "row": newest.pk, "fingerprint": newest.fingerprint}
    place().parent.mkdir(parents=True, exist_ok=True)
    fresh = place().with_suffix(".new")
    fresh.write_text(json.dumps(kept))
    fresh.replace(place())


def noted() -> dict[str, Any]:
    """The note, or nothing where none was written yet or it cannot be read."""
    with suppress(OSError, ValueError):
        kept = json.loads(place().read_text())
        return kept if isinstance(kept, dict) else {}
    return {}


def still_there() -> bool:
    """Whether the row that was noted is on record as it was."""
    kept = noted()
    if not kept:
        return True
    return Event.objects.filter(pk=kept.get("row") or 0, fingerprint=kept.get("fingerprint") or "").exists()


def record_is_whole() -> list[Finding]:
    """The doctor's check: the whole chain, its end, and the note."""
    broken = next(record.broken_links(), None)
    if broken is not None:
        return [Finding("record", False, f"The record was altered from row {broken.pk} on.", COMPARE)]
    if not record.is_whole():
        return [Finding("record", False, "The record was altered at its end.", COMPARE)]
    if not still_there():
        says = f"Row {noted().get('row')} was on record on {noted().get('at')}, and is not there any more."
        todo = f"{COMPARE} After a restore from a backup this is right: then delete {place()}."
        return [Finding("record", False, says, todo)]
    return [Finding("record", True, f"The record is whole: {Event.objects.count():,} rows.")]
