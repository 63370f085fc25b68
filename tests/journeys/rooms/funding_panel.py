"""Panels of `funding`, and what stands in the parameters of their routes; see `rooms/opportunities.py`.

Marek is on both panels. In the first round a vote is open; the second was voted on, decided, told and announced; the
third has no panel yet.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from alongside.foundation import actors, clock
from alongside.funding import actions as funding
from alongside.funding.models import Bid, Panel, PanelMember, Round
from alongside.people.models import Member
from tests.funding.panel import rows

BY = actors.SYSTEM
OPEN, DONE, BARE = "phase-7", "phase-8", "phase-9"


def build() -> None:
    """Three closed rounds: one in the middle of a vote, one announced, one without a panel."""
    panel = _panel(7)
    vote = funding.open_vote(panel, completion="none", by=BY)
    marek = _on(panel, "Marek")
    funding.vote(vote, marek, approves=[_bids(OPEN)[0].pk], by=BY)
    _announced(_panel(8))
    rows.closed_round(number=9)


def _panel(number: int) -> Panel:
    made = rows.closed_round(number=number)
    for title in ("Allotment", "Boxing", "Choir"):
        rows.bid(made, title, 300_000, [])
    panel = rows.panel(
        made, [_member(name) for name in ("Marek", "Lin", "Nia")], ["patient", "researcher", "carer"]
    )
    for person in panel.people.all():
        rows.ready(person)
    return panel


def _announced(panel: Panel) -> None:
    bids, people = _bids(DONE), list(panel.people.select_related("panel__round", "member"))
    rows.scored(people[0], bids[0], 4, 3)
    funding.open_meeting(panel, present={person.pk: False for person in people}, by=BY)
    vote = funding.open_vote(panel, completion="none", by=BY)
    for number, person in enumerate(people):
        funding.vote(vote, person, approves=[bids[number].pk, bids[(number + 1) % 3].pk], by=BY)
    funding.close_vote(vote, by=BY)
    for bid, outcome in zip(bids, ("fund", "not_now", "no"), strict=True):
        funding.decide_bid(bid, outcome=outcome, reason="We talked.", how="equal_shares", by=BY)
    review = clock.today() + timedelta(days=90)
    funding.conclude(panel.round, how="equal_shares", rung="co_production", review_on=review, by=BY)
    for bid in bids:
        funding.write_feedback(bid, feedback="Thank you.", by=BY)
        funding.send_feedback(bid, by=BY)
    funding.announce(panel.round, by=BY)


def _member(called: str) -> Member:
    return Member.objects.get(called=called)


def _bids(slug: str) -> list[Bid]:
    return list(Bid.objects.filter(round__slug=slug).order_by("pk"))


def _on(panel: Panel, called: str) -> PanelMember:
    return panel.people.select_related("panel__round", "member").get(member__called=called)


def _lin(slug: str) -> dict[str, Any]:
    return {"slug": slug, "pk": _on(Round.objects.get(slug=slug).panel, "Lin").pk}


def _at(slug: str) -> Callable[[], dict[str, Any]]:
    return lambda: {"slug": slug, "reference": _bids(slug)[0].reference} if slug != BARE else {"slug": slug}


MINE, DESK = "me/panels/<slug:slug>/", "funding/rounds/<slug:slug>/panel/"
SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    MINE: _at(OPEN),
    f"{MINE}receipt/": _at(DONE),
    DESK: _at(OPEN),
    f"{DESK}start/": _at(BARE),
    f"{DESK}people/add/": lambda: {"slug": OPEN, "reference": _member("Zara").reference},
    f"{DESK}people/<int:pk>/": lambda: _lin(OPEN),
    f"{DESK}people/<int:pk>/score/": lambda: _lin(OPEN) | {"reference": _bids(OPEN)[0].reference},
    f"{DESK}meeting/places/": _at(DONE),
    f"{DESK}meeting/close/": _at(DONE),
    f"{DESK}bids/": _at(DONE),
    "funding/rounds/<slug:slug>/decided/": _at(DONE),
}
OWN: list[str] = [
    MINE,
    *(f"{MINE}{step}" for step in ("declare/", "pack/", "pack.pdf", "vote/", "receipt/")),
    *(f"{MINE}bids/<str:reference>/{step}" for step in ("", "score/", "conflict/")),
]
NOT_FOR_EVERYBODY: dict[str, str] = {}
