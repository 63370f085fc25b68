"""How often somebody was asked for something lately, beside the limit that the centre set."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Count

from alongside.foundation import clock
from alongside.foundation.models import Centre

from ..models import Ask

DAYS = 30
USUAL_LIMIT = 4


def limit() -> int:
    """How often one person may be asked in 30 days before whoever asks is warned."""
    centre = Centre.current()
    return centre.ask_limit if centre else USUAL_LIMIT


def lately(member_ids: Iterable[int]) -> dict[int, int]:
    """How often each of these members was asked in the last 30 days. One query; nobody is left out."""
    wanted = list(member_ids)
    since = clock.today() - timedelta(days=DAYS)
    counted = Ask.objects.filter(member__in=wanted, on__gt=since).values_list("member").annotate(Count("pk"))
    return dict.fromkeys(wanted, 0) | dict(counted.order_by())


def asked_enough(member_ids: Iterable[int]) -> set[int]:
    """Those of these members who were already asked as often as the centre allows: one more is too many."""
    most = limit()
    return {member for member, count in lately(member_ids).items() if count >= most}
