"""What the tests about opportunities share: a centre with a phone, members, and open opportunities."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest

from alongside.foundation import actors, clock
from alongside.foundation.models import Centre
from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import Opportunity
from tests.furniture import Make, browser_of, coordinator, make, our_centre, without_staff_passkeys
from tests.opportunities.helpers import AGES, BY, WORDS

__all__ = ["Make", "browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]

Open = Callable[..., Opportunity]


@pytest.fixture
def draft(our_centre: Centre) -> Open:
    """Write a draft: two places, first come, closing in ten days, unless the test says otherwise."""

    def drafted(**more: Any) -> Opportunity:
        fields: dict[str, Any] = WORDS | {
            "closes_on": clock.today() + timedelta(days=10), "method": "first_come", "places": 2, "pence": 800,
        }  # fmt: skip
        return opportunities.draft_opportunity(by=actors.SYSTEM, **(fields | more))

    return drafted


@pytest.fixture
def publish(draft: Open) -> Open:
    """Write one and publish it."""

    def published(**more: Any) -> Opportunity:
        return opportunities.publish(draft(**more), by=actors.SYSTEM)

    return published


@pytest.fixture
def balanced(draft: Open) -> Open:
    """A published lottery with one question."""

    def made(places: int = 4, values: Sequence[tuple[str, int, int]] = AGES, **more: Any) -> Opportunity:
        notice = draft(method="lottery", places=places, **more)
        opportunities.set_category(notice, name="Age", question="How old are you?", values=values, by=BY)
        return opportunities.publish(notice, by=BY)

    return made
