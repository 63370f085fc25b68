"""What the tests about learning share: a centre, members, and something that was learnt."""

from collections.abc import Callable
from typing import Any

import pytest

from alongside.foundation import actors
from alongside.foundation.models import Centre
from alongside.learning import actions as learning
from alongside.learning.models import LearningItem
from alongside.people.models import Member
from tests.furniture import browser_of, coordinator, make, our_centre, without_staff_passkeys

__all__ = ["browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]


@pytest.fixture
def learn(our_centre: Centre) -> Callable[..., LearningItem]:
    """Write an item that everybody may read."""

    def learnt(member: Member | None = None, **more: Any) -> LearningItem:
        given = {"what": "Four months were too short.", "how_it_went": "did_not", "strand": "projects"} | more
        item = learning.write_item(member, by=actors.SYSTEM, **given)
        learning.check_item(item, by=actors.SYSTEM)
        item.refresh_from_db()
        return item

    return learnt
