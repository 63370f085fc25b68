"""The figure of needs met: from sums alone, with its base, and never so small that it tells of somebody."""

from datetime import timedelta

import pytest

from alongside.foundation import clock, figures
from alongside.gatherings import actions as gatherings
from alongside.gatherings.figures_access import needs_met
from alongside.gatherings.models import AccessCount, Session
from tests.gatherings.access import BY, needs, registered
from tests.gatherings.helpers import Make


def counted(session: Session, **sums: int) -> None:
    AccessCount.objects.update_or_create(session=session, kind="bsl", defaults=sums)


@pytest.mark.parametrize(
    ("met", "partly", "not_met", "says"),
    [
        (0, 0, 0, "too few to show"), (7, 20, 20, "too few to show"), (40, 7, 0, "too few to show"),
        (40, 0, 0, "too few to show"), (40, 4, 4, "8 in 10"), (8, 8, 0, "7 in 10"), (190, 5, 5, "95%"),
    ],
)  # fmt: skip
def test_the_figure_shows_only_what_gives_nobody_away(
    session: Session, met: int, partly: int, not_met: int, says: str
) -> None:
    counted(session, met=met, partly=partly, not_met=not_met)
    assert str(needs_met({}).words) == says


def test_the_figure_opens_to_its_base_rule_and_wording(session: Session) -> None:
    counted(session, met=40, partly=4, not_met=4)
    figure = needs_met({})
    assert (figure.base, figure.value, figure.qualifier) == (50, 80, "about")
    assert "at least 8" in str(figure.rule)
    assert str(figure.wording) == "Did it work for you?"


def test_one_more_answer_changes_nothing_before_the_session_is_summed_up(
    session: Session, make: Make
) -> None:
    counted(session, met=40, partly=4, not_met=4)
    before = needs_met({})
    row = needs(registered(session, make("Marek")))
    with clock.at(session.ends_at):
        gatherings.say_whether_met(row, met="not_met", by=BY)
    assert needs_met({}) == before
    with clock.at(session.ends_at + timedelta(days=30)):
        gatherings.delete_old_details(by=BY)
    assert AccessCount.objects.get().not_met == 5
    assert needs_met({}).base == 50, "and then it is rounded"


def test_the_story_can_read_the_figure(session: Session) -> None:
    counted(session, met=40, partly=4, not_met=4)
    assert figures.read(["gatherings.needs_met"])["gatherings.needs_met"].base == 50
    assert not figures.is_unknown("gatherings.needs_met")
