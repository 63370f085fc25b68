"""The centre itself: its profile, its team, organisations, communities, and what is paid."""

from __future__ import annotations

from alongside.foundation import centre
from alongside.foundation.doors import Role
from alongside.gatherings import actions as gatherings
from alongside.monitoring import actions as monitoring
from alongside.outreach import actions as outreach
from alongside.payments import actions as payments
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Mode, OrganisationKind, ReachBy

from . import words
from .yard import FOUNDED, Yard, turn

TEAM = {
    "cora": Role.COORDINATOR,
    "nia": Role.FACILITATOR,
    "farid": Role.FINANCE,
    "ife": Role.ACCESS,
    "helen": Role.AUDITOR,
    "ada": Role.ADMINISTRATOR,
}
SERIES = "invented-sessions"


def write(yard: Yard) -> None:
    """Everything on the first day."""
    yard.on(yard.ago(FOUNDED), _found, yard)


def _found(yard: Yard) -> None:
    by = yard.by
    made = centre.set_up(
        name="Invented Centre for Measuring", short_name="Invented Centre", area="london", languages=["en", "ar"],
        purpose="Nobody here is real. This centre was made to measure how quickly pages come.", by=by,
    )  # fmt: skip
    centre.change(made, help_email="hello@volume.example", help_phone="020 7946 0000", by=by)
    monitoring.load_question_set(by=by)
    monitoring.load_baselines(by=by)
    monitoring.choose_baseline("london", by=by)
    for key, role in TEAM.items():
        yard.cast[key] = member = people.join(
            called=f"Invented {key.title()}", reach_by=ReachBy.EMAIL, email=f"{key}@volume.example",
            age_guard=AgeGuard.ADULT, mode=Mode.WEB, invented=True, by=by,
        )  # fmt: skip
        people.appoint(member, role=role, by=by)
    _around(yard)
    gatherings.add_series(name="Invented sessions", slug=SERIES, about=words.LONG, by=by)
    for card in payments.add_example_cards(by=by):
        payments.confirm_rate_card(card, by=by)


def _around(yard: Yard) -> None:
    by = yard.by
    for number in range(yard.size.organisations):
        kind = turn(OrganisationKind.values, number)
        people.add_organisation(
            name=f"Invented organisation {number + 1}", kind=kind, about=words.LONG, by=by
        )
    for number in range(yard.size.communities):
        made = people.add_community(
            name=f"Invented community {number + 1}",
            slug=f"invented-{number + 1}",
            why=words.LONG,
            order=number,
            by=by,
        )
        for visit in range(3):
            people.add_outreach(
                made, on=yard.ago(FOUNDED - visit), what=turn(words.SAID, number + visit), way="visit", by=by
            )
    for subject in words.SUBJECTS[:4]:
        outreach.add_topic(name=f"Invented: {subject}", by=by)
