"""Which readings may be added: unlike things never, days and posts never, two days of followers never."""

from datetime import date

import pytest

from alongside.outreach.models import Measure, ReachChannel, Reading
from alongside.outreach.queries import adding

TWITTER, PAPER = ReachChannel(pk=1, name="Twitter"), ReachChannel(pk=2, name="Paper")


def row(
    measure: str, value: int, since: str, until: str = "", channel: ReachChannel = TWITTER, **more: str
) -> Reading:
    more.setdefault("definition", "As counted")
    return Reading(
        channel=channel, measure=measure, value=value, since=date.fromisoformat(since),
        until=date.fromisoformat(until or since), **more,
    )  # fmt: skip


def test_a_total_over_unlike_measures_is_refused_with_a_sentence() -> None:
    for one in Measure:
        for other in Measure:
            if one == other:
                continue
            rows = [row(one, 1, "2018-01-01"), row(other, 2, "2018-01-02", channel=PAPER)]
            with pytest.raises(adding.CannotAdd, match=r"They are never added together\."):
                adding.total(rows)


def test_a_total_names_the_rows_that_it_adds_and_their_days() -> None:
    rows = [
        row(Measure.REACH, 3_100, "2018-01-01", "2018-01-31"),
        row(Measure.REACH, 4_000, "2018-02-01", "2018-02-28"),
        row(Measure.REACH, 500, "2018-01-15", channel=PAPER, definition="Copies printed"),
    ]
    found = adding.total(rows)
    assert (found.value, len(found.rows)) == (7_600, 3)
    assert (found.since, found.until) == (date(2018, 1, 1), date(2018, 2, 28))
    assert found.definitions == ["As counted", "Copies printed"]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "no reading to add"),
        ([row(Measure.FOLLOWERS, 5, "2018-01-01"), row(Measure.FOLLOWERS, 9, "2018-02-01")], "never added"),
        ([row(Measure.REACH, 5, "2018-01-01", "2018-01-31"), row(Measure.REACH, 9, "2018-01-31")], "overlap"),
        ([row(Measure.IMPRESSIONS, 5, "2018-01-01"), row(Measure.IMPRESSIONS, 9, "2018-02-01", post="7")], "posts"),
    ],
)  # fmt: skip
def test_what_counts_something_twice_is_not_added(rows: list[Reading], why: str) -> None:
    with pytest.raises(adding.CannotAdd, match=why):
        adding.total(rows)


def test_followers_gained_is_last_minus_first_however_many_days_lie_between() -> None:
    rows = [
        row(Measure.FOLLOWERS, value, day)
        for value, day in [(731, "2018-04-06"), (12, "2017-10-09"), (900, "2018-01-01"), (400, "2017-12-01")]
    ]
    gain = adding.gained(rows)
    assert (gain.value, gain.first.since, gain.last.since) == (719, date(2017, 10, 9), date(2018, 4, 6))


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [row(Measure.FOLLOWERS, 12, "2017-10-09")],
        [row(Measure.FOLLOWERS, 1, "2017-10-09"), row(Measure.FOLLOWERS, 2, "2017-11-09", channel=PAPER)],
        [row(Measure.REACH, 1, "2017-10-09"), row(Measure.REACH, 2, "2017-11-09")],
    ],
)
def test_without_a_first_and_a_last_reading_of_one_channel_nothing_is_gained(rows: list[Reading]) -> None:
    with pytest.raises(adding.CannotAdd):
        adding.gained(rows)


@pytest.mark.parametrize(
    ("exact", "said"),
    [(0, "0"), (7, "7"), (99, "99"), (100, "100"), (713, "over 700"), (700, "700"), (1_999, "over 1,900"),
     (10_000, "10K"), (19_240, "19K"), (19_999, "19K")],
)  # fmt: skip
def test_a_number_is_said_rounded_down_and_never_up(exact: int, said: str) -> None:
    assert adding.natural(exact) == said
