"""Readings as pages show them: a sentence and a table for each measure, and a picture for each channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.foundation import charts
from alongside.foundation.components import Column

from ..models import STOCKS, How, Measure, Reading
from . import adding, reach

Text = str | Promise

MEANINGS: dict[str, Text] = {
    Measure.FOLLOWERS: gettext_lazy(
        "How many people or organisations follow a channel on a day. One person may follow several channels."
    ),
    Measure.REACH: gettext_lazy(
        "How many people a channel says it reached in a period. Somebody reached twice is in it twice. "
        "It is not a number of different people."
    ),
    Measure.IMPRESSIONS: gettext_lazy(
        "How many times something of ours was shown on a screen. It is not a number of people."
    ),
    Measure.ENGAGEMENTS: gettext_lazy(
        "How many times somebody answered, passed on, opened or liked something."
    ),
    Measure.RECIPIENTS: gettext_lazy(
        "To how many something was sent or handed: by email, by post or by phone. All count the same."
    ),
    Measure.ATTENDEES: gettext_lazy("How often somebody came to an event. Who came twice counts twice."),
}


@dataclass(frozen=True)
class SectionView:
    """One measure on the page."""

    measure: Measure
    meaning: Text
    sentences: list[str]
    columns: list[Column]
    rows: list[list[str]]
    charts: list[charts.Chart]
    posts: int


def sections() -> list[SectionView]:
    """Every measure with readings, as the page shows it."""
    return [
        SectionView(
            section.measure, MEANINGS[section.measure], [_sentence(one) for one in section.channels],
            _columns(section.measure), [_row(one) for one in section.channels],
            [_chart(section.measure, one) for one in section.channels if len(one.bars) > 1], section.posts,
        )
        for section in reach.sections()
    ]  # fmt: skip


def source_of(row: Reading) -> str:
    """Where a reading comes from, in words."""
    if row.how == How.FILE and row.file:
        return _("File “%(file)s”, line %(line)s") % {"file": row.file.file_name, "line": row.line or "–"}
    label = str(How(row.how).label)
    return f"{label}: {row.source_note}" if row.source_note else label


def sum_of(found: adding.Total) -> str:
    """What a sum adds, in a sentence, and that its rows were counted in different ways where they were."""
    said = _("Together these rows come to exactly %(value)s.") % {"value": adding.grouped(found.value)}
    ways = len(found.definitions)
    if ways < 2:
        return said
    note = ngettext(
        "They were counted in %(count)d way, which the rows tell.",
        "They were counted in %(count)d different ways, which the rows tell.",
        ways,
    ) % {"count": ways}
    return f"{said} {note}"


def gains(found: Sequence[adding.Gain]) -> str:
    """Last minus first for each channel, with both dates."""
    return " ".join(
        _("%(name)s: %(last)s minus %(first)s is exactly %(value)s.")
        % {
            "name": gain.last.channel.name, "last": _dated(gain.last), "first": _dated(gain.first),
            "value": adding.grouped(gain.value),
        }
        for gain in found
    )  # fmt: skip


def _sentence(one: reach.OfChannel) -> str:
    words = {"name": one.channel.name, "days": adding.days(one.since, one.until)}
    if one.gain:
        grew = {"value": adding.grouped(one.gain.value), "last": adding.grouped(one.gain.last.value)}
        return _("%(name)s: %(value)s more followers from first to last reading, and %(last)s in all (%(days)s).") % (
            words | grew
        )  # fmt: skip
    if one.latest:
        return _(
            "%(name)s: %(value)s followers on %(days)s. There is one reading, so no growth can be told."
        ) % (words | {"value": adding.grouped(one.latest.value)})
    if one.total:
        return _("%(name)s: %(value)s in all (%(days)s).") % (
            words | {"value": adding.grouped(one.total.value)}
        )
    return _("%(name)s: no sum. %(why)s") % (words | {"why": one.refusal})


def _columns(measure: Measure) -> list[Column]:
    if measure in STOCKS:
        heads = [_("First reading"), _("Last reading"), _("Last minus first")]
    else:
        heads = [_("Days"), _("Readings"), _("Sum")]
    return [Column(_("Channel")), *(Column(head, numeric=place > 0) for place, head in enumerate(heads))]


def _row(one: reach.OfChannel) -> list[str]:
    if one.latest:
        first = one.gain.first if one.gain else one.latest
        gained = adding.grouped(one.gain.value) if one.gain else "–"
        return [one.channel.name, _dated(first), _dated(one.latest), gained]
    total = adding.grouped(one.total.value) if one.total else "–"
    days = adding.days(one.since, one.until)
    return [one.channel.name, days, adding.grouped(one.readings), total]


def _dated(row: Reading) -> str:
    return _("%(value)s (%(day)s)") % {"value": adding.grouped(row.value), "day": adding.period(row)}


def _chart(measure: Measure, one: reach.OfChannel) -> charts.Chart:
    bars = [charts.Bar(adding.days(*days), value, adding.grouped(value)) for *days, value in one.bars]
    return charts.Chart(
        name=f"{measure.label}: {one.channel.name}",
        description=_("Each bar is a month, or a longer period where that is how it was counted."),
        sentence=_from_to(one.bars[0][2], one.bars[-1][2], len(bars)),
        bars=bars,
        columns=(_("Days"), str(measure.label), ""),
    )


def _from_to(first: int, last: int, count: int) -> str:
    told = {"count": count, "first": adding.grouped(first), "last": adding.grouped(last)}
    return ngettext(
        "%(count)d period, from %(first)s to %(last)s.", "%(count)d periods, from %(first)s to %(last)s.", count
    ) % told  # fmt: skip


def spreadsheet_of(rows: Sequence[Reading]) -> tuple[list[str], list[list[str]]]:
    """Head and rows of a table for machines: dates as 2019-10-31, numbers without signs between."""
    head = [
        "channel",
        "kind",
        "measure",
        "from",
        "to",
        "post",
        "value",
        "definition",
        "how",
        "source",
        "seen_on",
    ]
    return head, [
        [
            row.channel.name, row.channel.kind, row.measure, row.since.isoformat(), row.until.isoformat(), row.post,
            str(row.value), row.definition, row.how, source_of(row), row.known_on.isoformat(),
        ]
        for row in rows
    ]  # fmt: skip
