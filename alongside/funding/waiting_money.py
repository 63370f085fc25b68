"""What awards put on the desk of applicants, of coordinators and of finance."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import doors, money
from alongside.foundation.doors import Role
from alongside.foundation.waiting import Waiting, ours
from alongside.people.models import Member

from .models import ApplicantRole, Award, Instalment, Variation
from .queries import conflicts, finance

MOST = 20


def waits(request: HttpRequest) -> Iterator[Waiting]:
    """Registered with `foundation.waiting`."""
    member, roles = getattr(request, "member", None), doors.roles_of(request)
    if member is not None:
        yield from _for_applicants(member)
    if roles & doors.COORDINATORS:
        yield from ours(_for_coordinators(conflicts.declared_by(member)), minutes=10)
    if Role.FINANCE in roles:
        yield from ours(_for_finance(conflicts.declared_by(member)), minutes=10)


def _for_applicants(member: Member) -> Iterator[Waiting]:
    leads = {
        "bid__applicants__member": member, "bid__applicants__left_at": None,
        "bid__applicants__role": ApplicantRole.LEAD,
    }  # fmt: skip
    for award in Award.objects.unanswered().filter(**leads).select_related("bid")[:MOST]:
        yield Waiting(
            title=_("Answer our offer: %(title)s") % {"title": award.bid.title},
            url=reverse("funding:my_award", args=[award.reference]), hint=_("5 minutes"), due=award.answer_by,
            status=_("To do"), kind="attention",
        )  # fmt: skip
    led = {f"award__{name}": value for name, value in leads.items()}
    asked = Variation.objects.open().filter(applicants_agreed_at=None, **led)
    for row in asked.select_related("award__bid")[:MOST]:
        yield Waiting(
            title=_("A change of your award: %(title)s") % {"title": row.award.bid.title},
            url=reverse("funding:my_award", args=[row.award.reference]), hint=_("5 minutes"), status=_("To do"),
            kind="attention",
        )  # fmt: skip


def _for_coordinators(closed: set[int]) -> Iterator[Waiting]:
    for bid in finance.to_offer().exclude(pk__in=closed)[:MOST]:
        yield Waiting(
            title=_("Offer an award: %(title)s") % {"title": bid.title},
            url=reverse("funding:make_award", args=[bid.reference]), due=bid.round.feedback_by, status=_("To do"),
            kind="attention",
        )  # fmt: skip
    for award in finance.unanswered().exclude(bid__in=closed)[:MOST]:
        yield _of_award(award, _("An offer waits for its answer: %(title)s"), award.answer_by, "waiting")
    for part in finance.to_make_ready().exclude(award__bid__in=closed)[:MOST]:
        yield _of_award(part.award, _("May it be paid? %(title)s"), part.due_on, "attention", part)
    for row in finance.to_answer().exclude(award__bid__in=closed)[:MOST]:
        yield _of_award(row.award, _("A change to answer: %(title)s"), None, "attention")
    for award in finance.to_close().exclude(bid__in=closed)[:MOST]:
        yield _of_award(award, _("Close an award: %(title)s"), award.ends_on, "attention")


def _for_finance(closed: set[int]) -> Iterator[Waiting]:
    for part in finance.to_pay().exclude(award__bid__in=closed)[:MOST]:
        yield _of_award(part.award, _("Pay an instalment: %(title)s"), part.due_on, "attention", part)


def _of_award(award: Award, words: str, due: object, kind: str, part: Instalment | None = None) -> Waiting:
    hint = money.in_currency(part.pence, award.bid.round.programme.currency) if part else ""
    status = _("Waiting") if kind == "waiting" else _("To do")
    return Waiting(
        title=words % {"title": award.bid.title}, url=reverse("funding:run_award", args=[award.reference]), hint=hint,
        due=due, status=status, kind=kind,  # type: ignore[arg-type]  # a day or None, and a kind of the design system
    )  # fmt: skip
