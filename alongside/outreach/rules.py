"""Who may, and on which basis: predicates, true or false."""

from datetime import date

from django.http import HttpRequest

from alongside.foundation import doors

from .models import Basis, Charity

SOFT_OPT_IN_SINCE = date(2026, 2, 5)
"""From this day a charity may write to who showed interest (PECR regulation 22(3A), Data (Use and Access) Act 2025,
section 114); never to contacts that were collected before."""


def is_charity() -> bool:
    """Whether the centre says today that it is a charity."""
    return Charity.objects.filter(ended_at=None).exists()


def may_send_on(basis: str) -> bool:
    """Whether anything may be sent on this basis today: a soft opt-in is for charities alone."""
    return basis != Basis.SOFT_OPT_IN or is_charity()


def runs(request: HttpRequest) -> bool:
    """Whether somebody writes and sends the newsletter."""
    return bool(doors.roles_of(request) & doors.COORDINATORS)
