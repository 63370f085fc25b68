"""A panel is filled openly or by staff, mixed by role, and paid for meeting and for reading."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from alongside.foundation import clock
from alongside.foundation.models import Event, Message
from alongside.funding import actions as funding
from alongside.funding.models import Bid, PanelMember, Round
from alongside.funding.queries import panels
from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import Opportunity, Place
from alongside.payments.models import TakingPart
from alongside.people.models import Member
from tests.funding.panel import rows
from tests.funding.panel.rows import BY

Make = Callable[..., Member]
NOTICE: dict[str, Any] = {
    "activity": "We share out money.", "involved": "You read bids.", "difference": "Money goes out.",
    "support": "Ayo calls you.", "skills": "None.", "minutes": 300, "where": "home", "language": "English",
    "pence": 0, "expenses": [], "method": "first_come", "places": 3,
}  # fmt: skip


def notice() -> Opportunity:
    closes = clock.today() + timedelta(days=9)
    draft = opportunities.draft_opportunity(title="Sit on a panel", by=BY, closes_on=closes, **NOTICE)
    return opportunities.publish(draft, by=BY)


def test_whoever_takes_up_a_place_is_on_the_panel_and_leaves_with_it(closed_round: Round, make: Make) -> None:
    found = notice()
    before, after = make("Ada", brings=["carer"]), make("Bo", brings=["patient", "researcher"])
    opportunities.express_interest(found, before, by=BY)
    panel = funding.start_panel(closed_round, meets_on=clock.today(), opportunity=found, by=BY)
    opportunities.express_interest(found, after, by=BY)
    assert [(row.member, row.as_what) for row in panels.people(panel)] == [(before, "carer"), (after, "")]
    assert Message.objects.filter(to="bo@example.org", subject__startswith="You are on a panel").count() == 1
    opportunities.drop_out(Place.objects.get(interest__member=after), by=BY)
    assert [row.member for row in panels.people(panel)] == [before]


def test_a_place_that_is_taken_up_after_the_meeting_is_theirs_without_a_seat(
    bids: list[Bid], make: Make
) -> None:
    found, ada = notice(), make("Ada", brings=["carer"])
    opportunities.express_interest(found, ada, by=BY)
    panel = funding.start_panel(bids[0].round, meets_on=clock.today(), opportunity=found, by=BY)
    funding.open_meeting(panel, present={panel.people.get().pk: False}, by=BY)
    opportunities.express_interest(found, make("Bo"), by=BY)
    assert Place.objects.filter(interest__member__called="Bo").exclude(accepted_at=None).exists()
    assert [row.member for row in panels.people(panel)] == [ada]
    assert Event.objects.filter(verb="funding.not_seated").count() == 1


def test_a_panel_that_is_not_mixed_says_what_is_missing(closed_round: Round, make: Make) -> None:
    panel = rows.panel(closed_round, [make("Ada"), make("Bo")], ["staff", "researcher"])
    assert [str(words) for words in panels.mix(panel).warnings] == [
        "Nobody on this panel is there for lived experience.",
        "Fewer than three roles are on this panel. Ask more people.",
    ]
    funding.add_to_panel(panel, make("Cy"), as_what="carer", by=BY)
    assert panels.mix(panel).warnings == []
    assert (panels.mix(panel).people, panels.mix(panel).lived) == (3, 1)


def test_nobody_is_on_a_panel_twice_and_it_meets_after_the_close(closed_round: Round, make: Make) -> None:
    ada = make()
    panel = rows.panel(closed_round, [ada])
    with pytest.raises(funding.CannotBeOnPanel, match="already"):
        funding.add_to_panel(panel, ada, by=BY)
    with pytest.raises(ValidationError, match="once the round has closed"):
        funding.change_panel(panel, meets_on=clock.today() - timedelta(days=5), by=BY)
    with pytest.raises(ValidationError, match="by which the round is decided"):
        funding.change_panel(panel, meets_on=clock.today() + timedelta(days=50), by=BY)


def test_those_who_met_or_scored_everything_are_owed_what_is_offered_once(
    bids: list[Bid], make: Make
) -> None:
    people = [make(called) for called in ("Met", "Read", "Neither")]
    panel = rows.panel(bids[0].round, people)
    funding.offer_for_panel(panel, pence=5500, by=BY)
    met, read, _neither = [rows.ready(rows.person(panel, member)) for member in people]
    for bid in bids:
        rows.scored(read, bid, 1, 1)
    rows.scored(met, bids[0], 1, 1)
    meeting = funding.open_meeting(panel, present={met.pk: False}, by=BY)
    funding.close_meeting(meeting, notes="Good.", by=BY)
    assert sorted(row.member.called for row in TakingPart.objects.all()) == ["Met", "Read"]
    with pytest.raises(funding.CannotMeet, match="closed"):
        funding.close_meeting(meeting, notes="", by=BY)
    assert PanelMember.objects.count() == 3
