"""For the access circle: what is open, who needs what at a session, and arranging it. Every look is recorded.

The circle is the access role, and the access support of one session for that session. For everybody else,
coordinators and auditors included, these pages are missing (ADR 0009).
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.foundation import actors, clock, doors, once
from alongside.foundation.forms import ToldForm
from alongside.people import actions as people
from alongside.people.models import Member

from .. import actions as gatherings
from .. import rules
from ..forms import access as asks
from ..forms import arranging
from ..models import Adjustment, Session, Verdict
from ..queries import access as queries
from ..queries import access_sums
from ..queries.my_access import state
from .pages import me, say, show

WHY = gettext_noop(
    "It shows what other people need to take part. Everybody sees their own under “My access needs”."
)


def circle_or_404(request: HttpRequest, pk: int) -> Session:
    """A session whose needs this person may see. Raises Http404 for everybody else."""
    session = Session.objects.select_related("series").filter(pk=pk).first()
    if session is None or not rules.sees_needs(request, getattr(request, "member", None), session):
        raise Http404
    return session


def adjustment_or_404(request: HttpRequest, pk: int, number: int) -> Adjustment:
    """One need of such a session; that it is shown is put on record."""
    session = circle_or_404(request, pk)
    row = get_object_or_404(Adjustment.objects.of_session(session).with_all(), pk=number)
    if request.method in doors.READING:
        gatherings.look_at_needs(row.registration, by=actors.of_request(request))
    return row


@doors.open_to(doors.ACCESS, why_not_members=WHY, auditors=False)
@never_cache
def access(request: HttpRequest) -> HttpResponse:
    """What is open at all sessions, by book-by date, without a name; what did not work; what it came to."""
    return show(
        request, "access", rows=[(row, state(row)) for row in queries.open_needs()],
        off=queries.to_call_off(), not_met=list(queries.not_met()), sums=access_sums.all_sums(),
        sessions=queries.sessions_with_needs(), unsaid=queries.sessions_unsaid(),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@never_cache
def session_access(request: HttpRequest, pk: int) -> HttpResponse:
    """Who needs what at one session."""
    session = circle_or_404(request, pk)
    gatherings.look_at_needs(session, by=actors.of_request(request))
    rows = queries.of_session(session)
    return show(
        request, "session_access", session=session, rows=[(row, state(row)) for row in rows],
        cost=queries.cost_of(session), over=session.ends_at <= clock.now(),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@never_cache
def adjustment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One need at one session, and every step that can be taken."""
    row = adjustment_or_404(request, pk, number)
    form = arranging.TakeOnForm(owners=queries.owners(row.session), initial={"owner": me(request).pk})
    return _show_adjustment(request, row, form)


def _show_adjustment(request: HttpRequest, row: Adjustment, form: arranging.TakeOnForm) -> HttpResponse:
    return show(
        request, "adjustment", row=row, state=state(row), form=form, session=row.session,
        begun=row.session.starts_at <= clock.now(), own_booking=queries.may_be_called_off(row),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def take_on_adjustment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Somebody makes it their task."""
    row = adjustment_or_404(request, pk, number)
    owners = queries.owners(row.session)
    form = arranging.TakeOnForm(request.POST, owners=owners)
    if not form.is_valid():
        return _show_adjustment(request, row, form)
    owner = next(member for member in owners if str(member.pk) == form.cleaned_data["owner"])
    try:
        gatherings.take_on(row, owner=owner, by=actors.of_request(request))
    except gatherings.NotNow as refusal:
        form.add_error(None, str(refusal))
        return _show_adjustment(request, row, form)
    say(request, _("%(name)s has taken this on.") % {"name": owner.called})
    return _back_to(row)


@doors.open_to(doors.SIGNED_IN)
def arrange_adjustment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Say what was arranged; the person is told."""
    row = adjustment_or_404(request, pk, number)
    before = {"what": row.answer if row.arranged_at else "", "supplier": row.supplier}
    form = arranging.ArrangeForm(request.POST or None, siblings=queries.siblings(row), initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.arrange(row, by=actors.of_request(request), **form.arranged())
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _told_words(row))
            return _back_to(row)
    return _step(request, row, form, _("What did you arrange?"), _("Save, and tell them"))


@doors.open_to(doors.SIGNED_IN)
def cannot_arrange_adjustment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Say that it is not possible, and what there is instead; the person is told."""
    row = adjustment_or_404(request, pk, number)
    form = arranging.CannotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.cannot_arrange(row, by=actors.of_request(request), **form.cleaned_data)
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _told_words(row))
            return _back_to(row)
    return _step(request, row, form, _("It is not possible"), _("Save, and tell them"))


@doors.open_to(doors.SIGNED_IN)
def set_book_by(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Give it a book-by date of its own."""
    row = adjustment_or_404(request, pk, number)
    form = arranging.BookByForm(request.POST or None, initial={"day": row.book_by})
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.set_book_by(row, day=form.cleaned_data["day"], by=actors.of_request(request))
        except gatherings.NotNow as refusal:
            form.add_error("day", str(refusal))
        else:
            say(request, _("The date is saved."))
            return _back_to(row)
    return _step(request, row, form, _("Book-by date"), _("Save this date"))


@doors.open_to(doors.SIGNED_IN)
def call_off_adjustment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The supplier knows that it is not needed any more."""
    row = adjustment_or_404(request, pk, number)
    form = arranging.CallOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        gatherings.call_off(row, cost_pence=form.pence(), by=actors.of_request(request))
        say(request, _("It is called off."))
        return redirect("gatherings:session_access", pk)
    return _step(request, row, form, _("Call off the booking"), _("The supplier knows"))


@doors.open_to(doors.SIGNED_IN)
@once.guard
def record_verdict(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Write down what somebody said by phone, on paper or in person: whether it worked."""
    row = adjustment_or_404(request, pk, number)
    form = asks.WorkedForForm(request.POST or None, adjustments=[row], session=row.session)
    if request.method == "POST" and form.is_valid():
        told = people.Told(**form.told())
        try:
            for one, met, words in form.answers():
                gatherings.say_whether_met(
                    one, met=met, words=words, told=told, by=actors.of_request(request)
                )
        except (gatherings.NotNow, people.CannotRecord) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Their answer is on record."))
            return _back_to(row)
    return _step(request, row, form, _("Did it work for them?"), _("Save their answer"))


@doors.open_to(doors.SIGNED_IN)
@once.guard
def withdraw_need_for(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Write down that somebody does not need this after all."""
    row = adjustment_or_404(request, pk, number)
    form = ToldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        gatherings.withdraw_need(row, told=people.Told(**form.told()), by=actors.of_request(request))
        say(request, _("It is not needed any more."))
        return redirect("gatherings:session_access", pk)
    return _step(request, row, form, _("They do not need this any more"), _("Save"))


@doors.open_to(doors.SIGNED_IN)
@require_POST
def look_into_verdict(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Somebody looked into what did not work."""
    row = adjustment_or_404(request, pk, number)
    gatherings.look_into(get_object_or_404(Verdict, adjustment=row), by=actors.of_request(request))
    say(request, _("Thank you for looking into it."))
    return _back_to(row)


def _step(request: HttpRequest, row: Adjustment, form: Any, heading: str, submit: str) -> HttpResponse:
    return show(
        request, "adjustment_step", row=row, session=row.session, form=form, heading=heading, submit=submit
    )


def _back_to(row: Adjustment) -> HttpResponse:
    return redirect("gatherings:adjustment", row.session.pk, row.pk)


def _told_words(row: Adjustment) -> str:
    member: Member = row.registration.member
    if row.told_at:
        return _("Saved. We are telling %(name)s now, in the way they chose.") % {"name": member.called}
    return _("Saved. Nobody may be reached for %(name)s yet, so tell them yourself.") % {
        "name": member.called
    }
