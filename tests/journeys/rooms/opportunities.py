"""One of everything in `opportunities`, and what stands in the parameters of its routes.

`build` runs after the demonstration; `SAMPLES` maps the longest prefix of a route to its parameters; `OWN`
lists routes to somebody's own thing (Marek's in the samples), which are missing for everybody else;
`NOT_FOR_EVERYBODY` maps routes behind which more is asked than a role to "missing" or "refused".
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from alongside.foundation import actors, clock
from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import Category, Interest, Invitation, Opportunity, Place
from alongside.people.models import Member

BY = actors.SYSTEM
WORDS: dict[str, Any] = {
    "activity": "We wrote a leaflet about walking groups.", "involved": "You read it and tell us what is unclear.",
    "difference": "The next edition changes. We tell you how in June.", "support": "Ayo calls you before.",
    "skills": "None are needed.", "minutes": 10, "where": "home", "language": "English", "pence": 800,
    "expenses": ["travel", "care"],
}  # fmt: skip


def build() -> None:
    """Make one of everything that the demonstration leaves out."""
    _open()
    _invited()
    _agreed()
    _lottery()
    _draft()


def notice(title: str, **more: Any) -> Opportunity:
    """A published notice."""
    fields = (
        WORDS | {"method": "first_come", "places": 1, "closes_on": clock.today() + timedelta(days=9)} | more
    )
    return opportunities.publish(opportunities.draft_opportunity(title=title, by=BY, **fields), by=BY)


def _member(called: str) -> Member:
    return Member.objects.get(called=called)


def _open() -> None:
    """Lin gave her place back, so that Marek, who was first in reserve, is asked; Grace still waits."""
    found = notice("Read our leaflet")
    first, *_others = [
        opportunities.express_interest(found, _member(called), by=BY) for called in ("Lin", "Marek", "Grace")
    ]
    opportunities.drop_out(first.place, by=BY)


def _invited() -> None:
    found = notice("Tell us about buses", strand="movement", where="online")
    opportunities.invite(found, [_member("Marek")], by=BY)


def _agreed() -> None:
    found = notice("Join the reading group", method="agreed", places=2)
    opportunities.express_interest(found, _member("Marek"), words="I read much.", by=BY)
    opportunities.close(found, because="The group meets early.", by=BY)


def _lottery() -> None:
    """A draw that Marek was in, with one question."""
    draft = opportunities.draft_opportunity(
        title="Sit on the panel", by=BY, method="lottery", places=2,
        closes_on=clock.today() + timedelta(days=9), **WORDS,
    )  # fmt: skip
    opportunities.set_category(
        draft,
        name="Age",
        question="How old are you?",
        values=[("Under 40", 0, 2), ("40 or over", 0, 2)],
        by=BY,
    )
    found = opportunities.publish(draft, by=BY)
    for called in ("Marek", "Lin", "Nia", "Ife"):
        opportunities.express_interest(found, _member(called), by=BY)
    opportunities.close(found, because="Enough people came.", by=BY)
    opportunities.close_pool(found, by=BY)
    opportunities.draw(found, public_words="17 4 31", witnesses="Eleven members", by=BY)


def _draft() -> None:
    draft = opportunities.draft_opportunity(
        title="A draft of a lottery", by=BY, method="lottery", places=2,
        closes_on=clock.today() + timedelta(days=9), **WORDS,
    )  # fmt: skip
    opportunities.set_category(
        draft,
        name="Age",
        question="How old are you?",
        values=[("Under 40", 0, 2), ("40 or over", 0, 2)],
        by=BY,
    )


def _named(title: str) -> dict[str, Any]:
    return {"pk": Opportunity.objects.get(title=title).pk}


def _leaflet() -> dict[str, Any]:
    return _named("Read our leaflet")


def _question() -> dict[str, Any]:
    category = Category.objects.get(opportunity__title="A draft of a lottery")
    return {"pk": category.opportunity_id, "category": category.pk}


def _place() -> dict[str, Any]:
    place = Place.objects.get(interest__member__called="Marek", opportunity__title="Read our leaflet")
    return {"pk": place.opportunity_id, "place": place.pk}


def _interest() -> dict[str, Any]:
    row = Interest.objects.get(member__called="Marek", opportunity__title="Read our leaflet")
    return {"pk": row.opportunity_id, "interest": row.pk}


def _invitation() -> dict[str, Any]:
    row = Invitation.objects.get(member__called="Marek")
    return {"pk": row.opportunity_id, "invitation": row.pk}


def _accepted() -> dict[str, Any]:
    """Marek says yes to his place, so that he can give it back."""
    place = Place.objects.get(interest__member__called="Marek", opportunity__title="Read our leaflet")
    return {"pk": place.pk}


def _drawn() -> dict[str, Any]:
    return _named("Sit on the panel")


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "opportunities/": _leaflet,
    "opportunities/checker/": lambda: {"name": "check_draw.py"},
    "opportunities/<int:pk>/draw/": _drawn,
    "opportunities/<int:pk>/draw.json": _drawn,
    "opportunities/<int:pk>/sealed.json": _drawn,
    "opportunities/<int:pk>/draw-now/": _drawn,
    "opportunities/<int:pk>/pool/": _drawn,
    "opportunities/<int:pk>/relax/": _drawn,
    "opportunities/<int:pk>/decide/": lambda: _named("Join the reading group"),
    "opportunities/<int:pk>/questions/": _question,
    "opportunities/<int:pk>/places/": _place,
    "opportunities/<int:pk>/answers/": _interest,
    "opportunities/<int:pk>/invitations/": _invitation,
    "opportunities/<int:pk>/invite/": lambda: _named("Tell us about buses"),
    "opportunities/<int:pk>/write-down/": lambda: _leaflet() | {"reference": _member("Zara").reference},
    "me/opportunities/": lambda: {
        "pk": Interest.objects.get(member__called="Marek", opportunity__title="Join the reading group").pk
    },
    "me/opportunities/places/": _accepted,
    "me/opportunities/invitations/": lambda: {"pk": _invitation()["invitation"]},
}
OWN: list[str] = [
    "me/opportunities/<int:pk>/withdraw/",
    "me/opportunities/places/<int:pk>/accept/",
    "me/opportunities/places/<int:pk>/decline/",
    "me/opportunities/places/<int:pk>/drop-out/",
    "me/opportunities/invitations/<int:pk>/decline/",
]
NOT_FOR_EVERYBODY: dict[str, str] = {}
