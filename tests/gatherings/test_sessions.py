"""Sessions are drafted, announced with a number, changed and cancelled, each on record."""

import pytest

from alongside.foundation import actors
from alongside.foundation.models import Event
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Series, Session
from tests.gatherings.helpers import Plan

BY = actors.SYSTEM


def test_a_number_is_given_when_a_session_is_announced(plan: Plan) -> None:
    session = plan()
    assert session.number is None
    gatherings.announce(session, by=BY)
    assert session.number == 1
    assert Event.objects.filter(verb="gatherings.session_announced").count() == 1


def test_announcing_twice_changes_nothing(session: Session) -> None:
    announced_at = session.announced_at
    gatherings.announce(session, by=BY)
    assert (session.number, session.announced_at) == (1, announced_at)
    assert Event.objects.filter(verb="gatherings.session_announced").count() == 1


def test_a_session_without_a_strand_is_not_announced(plan: Plan) -> None:
    with pytest.raises(gatherings.NotNow, match="strand"):
        gatherings.announce(plan(strands=[]), by=BY)


def test_a_series_has_a_name_of_its_own(series: Series) -> None:
    with pytest.raises(gatherings.NotNow, match="already"):
        gatherings.add_series(name=series.name, by=BY)
