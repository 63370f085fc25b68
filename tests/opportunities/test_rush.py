"""Many people press the button at once: places are given exactly, and the reserve list has everybody once."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import Opportunity
from alongside.opportunities.queries import people as who
from alongside.people.models import Member
from tests.opportunities.helpers import BY, crowd, holders
from tests.payments.helpers import all_at_once, on_disk


@pytest.mark.django_db(transaction=True)
def test_three_places_and_ten_people_who_each_press_twice(
    publish: Callable[..., Opportunity], make: Callable[..., Member], tmp_path: Path
) -> None:
    notice, members = publish(places=3), crowd(make, 10)
    press = [partial(opportunities.express_interest, notice, member, by=BY) for member in members]
    with on_disk(tmp_path):
        _done, failed = all_at_once([*press, *press])
        placed, waiting = holders(notice), [one.member.called for one in who.reserve(notice)]
    assert failed == []
    assert len(placed) == 3
    assert sorted(placed + waiting) == sorted(member.called for member in members)
