"""One of everything about reach, and what stands in the parameters of its routes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from alongside.foundation import actors
from alongside.outreach.actions import reach, reach_imports
from alongside.outreach.models import ReachChannel, ReachFile, Reading

BY = actors.SYSTEM
NAME = "Sample channel"


def build() -> None:
    """A channel with two readings of followers."""
    if ReachChannel.objects.filter(name=NAME).exists():
        return
    channel = reach.add_channel(kind="x", name=NAME, opened_on=date(2019, 1, 1), by=BY)
    content = b"Date,Impressions\n2019-01-02,7\nTotal,7\n"
    reach_imports.upload_readings(channel, content, file_name="days.csv", exported_on=date(2019, 2, 1), by=BY)
    for value, day in ((10, date(2019, 1, 2)), (25, date(2019, 3, 2))):
        reach.add_reading(
            channel, measure="followers", value=value, since=day, definition="Followers", source_note="Profile",
            by=BY,
        )  # fmt: skip


def channel() -> dict[str, Any]:
    return {"number": ReachChannel.objects.get(name=NAME).pk}


def reading() -> dict[str, Any]:
    return {"number": Reading.objects.filter(channel__name=NAME).latest("pk").pk}


def file() -> dict[str, Any]:
    return {"number": ReachFile.objects.filter(channel__name=NAME).latest("pk").pk}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "reach/channels/<int:number>/": channel,
    "reach/files/<int:number>/": file,
    "reach/readings/<int:number>/": reading,
    "reach/<slug:measure>/": lambda: {"measure": "followers"},
}
OWN: list[str] = []
NOT_FOR_EVERYBODY: dict[str, str] = {}
