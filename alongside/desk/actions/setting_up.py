"""Setting up a new centre."""

from collections.abc import Sequence

from django.db import transaction

from alongside.foundation import centre
from alongside.foundation.actors import Actor
from alongside.foundation.doors import Role
from alongside.monitoring import actions as monitoring
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy


def set_up_centre(
    *,
    name: str,
    short_name: str,
    purpose: str,
    area: str,
    languages: Sequence[str],
    coordinator_called: str,
    coordinator_email: str,
    by: Actor,
) -> Member:
    """Make the centre and its first coordinator, who is also its administrator.

    `area` chooses the baseline that figures stand beside, declared before anybody answers.
    Raises foundation.centre.AlreadySetUpError when there is a centre.
    """
    with transaction.atomic():
        centre.set_up(
            name=name, short_name=short_name, purpose=purpose, area=area, languages=languages, by=by
        )
        monitoring.load_question_set(by=by)
        monitoring.load_baselines(by=by)
        monitoring.choose_baseline(area, by=by)
        member = people.join(
            called=coordinator_called,
            reach_by=ReachBy.EMAIL,
            email=coordinator_email,
            age_guard=AgeGuard.ADULT,
            by=by,
        )
        for role in (Role.COORDINATOR, Role.ADMINISTRATOR):
            people.appoint(member, role=role, by=by)
        return member
