"""A channel with readings, for the tests about reach."""

from datetime import date
from typing import Any

from alongside.foundation import actors
from alongside.outreach.actions import reach
from alongside.outreach.models import ReachChannel, Reading

BY = actors.SYSTEM


def channel(name: str = "Twitter", kind: str = "x", **more: Any) -> ReachChannel:
    """A channel that opened in October 2017."""
    return reach.add_channel(kind=kind, name=name, opened_on=date(2017, 10, 2), by=BY, **more)


def read(of: ReachChannel, measure: str, value: int, since: str, until: str = "", **more: Any) -> Reading:
    """A reading that somebody typed in."""
    more = {"definition": "As the page showed it", "source_note": "Analytics page"} | more
    return reach.add_reading(
        of, measure=measure, value=value, since=date.fromisoformat(since),
        until=date.fromisoformat(until) if until else None, by=BY, **more,
    )  # fmt: skip


def six_months(of: ReachChannel) -> None:
    """Followers from 12 to 731, and reach of 19,240 in the first six months; more of both afterwards."""
    for value, day in [(12, "2017-10-09"), (390, "2018-01-08"), (731, "2018-04-06"), (1_500, "2019-10-01")]:
        read(of, "followers", value, day)
    for value, since, until in [
        (6_240, "2017-10-09", "2017-12-31"), (13_000, "2018-01-01", "2018-03-31"), (9_000, "2019-01-01", "2019-03-31"),
    ]:  # fmt: skip
        read(of, "reach", value, since, until)
