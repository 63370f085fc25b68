"""What waits for a member: the next session, and a choice that is still open."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside.foundation.waiting import Waiting
from alongside.payments.models import Choice
from alongside.people.models import Member

from ..models import Registration
from . import registrations

MOST = 3


def my_registrations(request: HttpRequest) -> Iterator[Waiting]:
    """The next sessions, and where a payment is still to be chosen. Three queries at most."""
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return
    coming = list(registrations.coming_up(member).filter(session__cancelled_at=None)[:MOST])
    for registration in coming:
        yield _session(registration)
    yield from _choices(member, coming)


def _session(registration: Registration) -> Waiting:
    session, placed = registration.session, registration.is_placed
    return Waiting(
        title=session.title,
        url=reverse("gatherings:my_session", args=[registration.pk]),
        hint=format_lazy(
            _("{coming}, at {time}"), coming=registration.get_coming_display(),
            time=f"{timezone.localtime(session.starts_at):%H:%M}",
        ),
        due=session.day,
        status=_("You have a place") if placed else _("On the waiting list"),
        kind="good" if placed else "waiting",
    )  # fmt: skip


def _choices(member: Member, coming: list[Registration]) -> Iterator[Waiting]:
    paid = [row for row in coming if row.is_placed and row.session.offer and row.session.offer.pence]
    if not paid:
        return
    chosen = set(Choice.objects.filter(member=member, ended_at=None).values_list("offer", flat=True))
    for row in paid:
        if row.session.offer_id not in chosen:
            yield Waiting(
                title=format_lazy(_("Choose how you are paid: {session}"), session=row.session.title),
                url=reverse("payments:choose_payment", args=[row.session.offer_id]),
                hint=_("All of it, a part, a voucher or nothing. You can change it."),
                due=row.session.day,
                status=_("To choose"),
                kind="attention",
            )
