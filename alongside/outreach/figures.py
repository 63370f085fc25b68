"""The public figures that the room stands behind. No two measures are ever added; every sum opens to its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise, lazy
from django.utils.http import urlencode
from django.utils.translation import gettext as eager
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.figures import Figure, Source
from alongside.methods import disclosure

from .models import Issue, Measure
from .queries import adding, counting, own_reach, reach

Text = str | Promise
Window = tuple[Any, Any] | None

LABELS: dict[str, Text] = {
    "outreach.followers_gained": _("new followers in our first six months of counting"),
    "outreach.followers_gained_lately": _("new followers in the last six months"),
    "outreach.followers": _("followers now"),
    "outreach.reach": _("reach in our first six months of counting"),
    "outreach.reach_lately": _("reach in the last six months"),
    "outreach.impressions": _("impressions on record"),
    "outreach.subscribers": _("people who get the newsletter"),
    "outreach.newsletters_sent": _("newsletters sent"),
    "outreach.recipients": _("times that somebody was sent a newsletter"),
}
GAIN = _(
    "The last reading of followers minus the first one, channel by channel. Days are never summed. "
    "One person may follow several channels."
)
REACH = _(
    "Reach as each channel counts it, added over channels and periods. It is not a number of different people: "
    "somebody who was reached twice is in it twice."
)
EXACTLY = _(
    "Shown rounded down. Nothing is estimated. Followers, reach, impressions and recipients are never added."
)


class OutreachFigures:
    """The provider registered with the foundation. Other parts of the room add theirs to `MORE`."""

    prefix = "outreach"

    def ids(self) -> list[str]:
        """Every figure of this room."""
        return [*LABELS, *MORE]

    def read(self, ids: Sequence[str]) -> dict[str, Figure]:
        """The figures asked for, with at most four queries for each of them."""
        return {figure_id: (_MAKERS | MORE)[figure_id]() for figure_id in ids if figure_id in self.ids()}


Maker = Callable[[], Figure]
MORE: dict[str, Maker] = {}
"""Figures of other parts of the room, by id."""


def _gained(figure_id: str, window: Window) -> Figure:
    found = reach.followers_gained(*window) if window else None
    if found is None or found.value < 0:
        why = _("No channel has a first and a last reading of followers in these months.")
        return Figure(figure_id, LABELS[figure_id], status="not_recorded", definition=why, rule=GAIN)
    return Figure(
        id=figure_id,
        label=LABELS[figure_id],
        display=later(adding.natural)(found.value),
        value=found.value,
        as_of=found.last_day,
        definition=GAIN,
        rule=EXACTLY,
        source=tuple(Source(_subtraction(gain), _rows(Measure.FOLLOWERS, window)) for gain in found.gains),
        row_count=2 * len(found.gains),
    )


def _reach(figure_id: str, window: Window) -> Figure:
    rows = reach.within(Measure.REACH, *window) if window else []
    return _sum(figure_id, rows, Measure.REACH, REACH, window)


def _impressions() -> Figure:
    what = _("Times that something of ours was shown on a screen. It is not a number of people.")
    return _sum(
        "outreach.impressions", list(reach.holding(Measure.IMPRESSIONS)), Measure.IMPRESSIONS, what, None
    )


def _followers() -> Figure:
    what = _("The newest reading of each open channel, added. One person may follow several channels.")
    return _sum("outreach.followers", reach.latest_followers(), Measure.FOLLOWERS, what, None)


def _subscribers() -> Figure:
    what = _(
        "People who agreed to get the newsletter and have not taken it back: by email, by post or by phone. "
        "All three count the same."
    )
    count = counting.total()
    known: dict[str, Any] = {
        "id": "outreach.subscribers", "label": LABELS["outreach.subscribers"], "definition": what,
        "rule": _("Computed from the ledger of consents, and told as a total alone. A total below 8 is hidden."),
        "source": (Source(_("The ledger of consents")),), "as_of": clock.today(),
    }  # fmt: skip
    if count < disclosure.SMALLEST_COUNT:
        return Figure(status="too_few", **known)
    return Figure(display=later(adding.grouped)(count), value=count, row_count=count, **known)


def _newsletters() -> Figure:
    count = Issue.objects.archived().count()
    return Figure(
        id="outreach.newsletters_sent", label=LABELS["outreach.newsletters_sent"], value=count,
        display=later(adding.grouped)(count), as_of=clock.today(), row_count=count, rule=EXACTLY,
        definition=_("Issues of the newsletter whose sending began. Each counts once, in however many languages."),
        source=(Source(_("Every newsletter, with its recipients"), reverse("outreach:how_far_we_reach") + "#own"),),
    )  # fmt: skip


def _recipients() -> Figure:
    sent = own_reach.newsletters()
    count = sum(one.recipients for one in sent)
    known: dict[str, Any] = {
        "id": "outreach.recipients", "label": LABELS["outreach.recipients"], "as_of": clock.today(), "rule": EXACTLY,
        "definition": _(
            "Newsletters that were handed over to be delivered: by email, by post, by phone, and copies handed out. "
            "Who got three issues is in it three times. Whether anybody read one is not watched."
        ),
        "source": (Source(_("Every newsletter, with its recipients"), reverse("outreach:how_far_we_reach") + "#own"),),
    }  # fmt: skip
    if count < disclosure.SMALLEST_COUNT:
        return Figure(status="too_few" if sent else "not_recorded", **known)
    return Figure(display=later(adding.grouped)(count), value=count, row_count=len(sent), **known)


def _sum(figure_id: str, rows: Sequence[Any], measure: Measure, what: Text, window: Window) -> Figure:
    try:
        found = adding.total(rows)
    except adding.CannotAdd as refusal:
        why = str(refusal) if rows else _("There is no reading of these months.")
        return Figure(figure_id, LABELS[figure_id], status="not_recorded", definition=why, rule=what)
    return Figure(
        id=figure_id,
        label=LABELS[figure_id],
        display=later(adding.natural)(found.value),
        value=found.value,
        as_of=found.until,
        definition=what,
        rule=EXACTLY,
        source=(Source(_addition(found), _rows(measure, window)),),
        row_count=len(found.rows),
    )


def later(words: Callable[..., str]) -> Callable[..., Any]:
    """The same words, said in the language of whoever reads them."""
    return lazy(words, str)


def _said(gain: adding.Gain) -> str:
    return eager("%(name)s: %(last)s minus %(first)s is exactly %(value)s") % {
        "name": gain.last.channel.name,
        "last": _on(gain.last),
        "first": _on(gain.first),
        "value": adding.grouped(gain.value),
    }


def _on(row: Any) -> str:
    return eager("%(value)s on %(day)s") % {"value": adding.grouped(row.value), "day": adding.period(row)}


def _summed(found: adding.Total) -> str:
    channels = len({row.channel_id for row in found.rows})
    return eager("Exactly %(value)s. Readings added: %(rows)s. Channels: %(channels)s. Days: %(days)s") % {
        "value": adding.grouped(found.value),
        "rows": adding.grouped(len(found.rows)),
        "channels": adding.grouped(channels),
        "days": adding.days(found.since, found.until),
    }


_subtraction, _addition = later(_said), later(_summed)


def _rows(measure: Measure, window: Window) -> str:
    """The page with the rows, and no others."""
    url = reverse("outreach:reach_of", args=[measure.value])
    return f"{url}?{urlencode({'from': window[0], 'to': window[1]})}" if window else url


_MAKERS: dict[str, Maker] = {
    "outreach.followers_gained": lambda: _gained(
        "outreach.followers_gained", reach.first_window(Measure.FOLLOWERS)
    ),
    "outreach.followers_gained_lately": lambda: _gained(
        "outreach.followers_gained_lately", reach.last_window()
    ),
    "outreach.followers": _followers,
    "outreach.reach": lambda: _reach("outreach.reach", reach.first_window(Measure.REACH)),
    "outreach.reach_lately": lambda: _reach("outreach.reach_lately", reach.last_window()),
    "outreach.impressions": _impressions,
    "outreach.subscribers": _subscribers,
    "outreach.newsletters_sent": _newsletters,
    "outreach.recipients": _recipients,
}
