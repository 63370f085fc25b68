"""Registering for a session, and my sessions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import actors, clock, doors, forms, once, pages
from alongside.foundation import steps as journeys
from alongside.foundation.components import Row
from alongside.payments.queries import choices
from alongside.people.models import Member

from .. import actions as gatherings
from ..emails import words
from ..forms import registering as asks
from ..models import Coming, Registration, Session
from ..queries import registrations, sessions
from .my_access import needs_of
from .pages import me, paged, say, session_or_404, show
from .qr import qr

Text = str | Promise


class Registering(journeys.Steps):
    """Registering in under three minutes: one page, one more where there is something to be paid, no script."""

    key = "registering"
    url_name = "gatherings:register"
    check_template = "gatherings/register_check.html"

    def __init__(self, session: Session, member: Member, **url_kwargs: Any) -> None:
        super().__init__(**url_kwargs)
        self.session, self.member = session, member
        self.title = words.title(session)
        self.start_url = reverse("gatherings:session", args=[session.pk])
        self.steps = tuple(self._asked())

    def _asked(self) -> Iterator[journeys.Step]:
        about = {"session": self.session, "member": self.member}
        yield journeys.Step(
            "coming", asks.RegisterForm, _("How will you take part?"), template="gatherings/register.html",
            form_kwargs=lambda request, answers: {**about, "known": self.known},
        )  # fmt: skip
        if asks.is_paid(self.session):
            yield journeys.Step(
                "payment", asks.PaymentForm, _("How do you want to be paid?"),
                template="gatherings/register_payment.html", form_kwargs=lambda request, answers: about,
            )  # fmt: skip

    @cached_property
    def known(self) -> asks.Known:
        """Places and roles, asked for once a request, however often the answers are judged."""
        return asks.known_of(self.session, self.member)

    def context(
        self, request: HttpRequest, step: journeys.Step | None, answers: journeys.Answers
    ) -> dict[str, Any]:
        waits = self._waits(answers)
        return {
            "session": self.session, "offer": self.session.offer, "waits": waits,
            "by_role": waits and self._only_by_role(answers),
        }  # fmt: skip

    def _waits(self, answers: journeys.Answers) -> bool:
        """Whether they would be on the waiting list, as things are now."""
        if "coming" not in answers:
            return False
        given = asks.as_registering(self.session, answers["coming"])
        return not self.known.places.fits(given["coming"], given["brings"])

    def _only_by_role(self, answers: journeys.Answers) -> bool:
        coming = asks.as_registering(self.session, answers["coming"])["coming"]
        return self.known.places.only_by_role(coming)

    @property
    def finish_label(self) -> Text:  # type: ignore[override]  # the same words, chosen late
        return _("Register")

    def finish(self, request: HttpRequest, answers: journeys.Answers) -> str:
        """Register them; they read on the next page if they have a place."""
        try:
            registration = gatherings.register(
                self.session, me(request), by=actors.of_request(request),
                choice=asks.as_choice(answers.get("payment", {})),
                **asks.as_registering(self.session, answers["coming"]),
            )  # fmt: skip
        except gatherings.AlreadyRegistered as already:
            registration = already.registration
        except gatherings.NotNow as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return reverse("gatherings:my_session", args=[registration.pk])


@doors.open_to(doors.EVERYONE)
def register(request: HttpRequest, pk: int, step: str = "") -> HttpResponseBase:
    """One step of registering. Visitors are led to join or sign in first, and come back here."""
    session = session_or_404(pk)
    member = getattr(request, "member", None)
    if standing := registrations.of_member(session, member):
        return redirect("gatherings:my_session", standing.pk)
    if reason := registrations.why_not(session, member):
        return show(request, "register_shut", session=session, reason=reason)
    if member is None:
        return _join_first(request, session)
    return Registering(session, member, pk=pk).respond(request, step)


def _join_first(request: HttpRequest, session: Session) -> HttpResponse:
    """Join or sign in. The button to join remembers the way back."""
    if request.method == "POST":
        pages.come_back_to(request, reverse("gatherings:register", args=[session.pk]))
        return redirect("people:join")
    places = registrations.shown_places(session)
    return show(request, "register_first", session=session, places=places, here=request.path)


@doors.open_to(doors.SIGNED_IN)
def my_sessions(request: HttpRequest) -> HttpResponse:
    """What is coming, my place or my position, and what was."""
    member = me(request)
    coming = [(row, registrations.position(row)) for row in registrations.coming_up(member)]
    return show(
        request, "my_sessions", coming=coming, earlier=paged(request, registrations.earlier(member)),
        helping=sessions.helped_by(member),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
def my_session(request: HttpRequest, number: int) -> HttpResponse:
    """My registration: if I have a place, what happens next, my code, and how to change it."""
    registration = mine_or_404(request, number)
    was_there = hasattr(registration, "attendance")
    return show(
        request,
        "my_session",
        registration=registration,
        session=registration.session,
        position=registrations.position(registration),
        rows=_facts(registration),
        qr=qr(request.build_absolute_uri(reverse("gatherings:check_in_code", args=[registration.code]))),
        choice_words=_choice_words(registration),
        is_today=registration.session.day == clock.today(),
        was_there=was_there,
        is_over=registration.session.ends_at <= clock.now(),
        can_change=registrations.can_change(registration) and not was_there,
        many_ways=len(registrations.modes(registration.session)) > 1,
        **needs_of(registration),
    )


def _choice_words(registration: Registration) -> str:
    offer = registration.session.offer
    choice = choices.of(offer, registration.member) if offer else None
    return choices.words(choice) if choice else ""


def _facts(registration: Registration) -> list[Row]:
    session = registration.session
    rows = [Row(_("How you come"), registration.get_coming_display())]
    if registration.is_placed and registration.coming == Coming.ONLINE:
        rows += [Row(_("Join online"), session.online_link)] if session.online_link else []
        rows += [Row(_("Or join by phone"), session.dial_in)] if session.dial_in else []
    if registration.coming == Coming.IN_PERSON:
        place = [line for line in (session.venue, *session.address.splitlines()) if line]
        rows += [Row(_("Where"), place)] if place else []
        rows += [Row(_("Getting there"), session.getting_there.splitlines())] if session.getting_there else []
    if registration.brings:
        rows.append(Row(_("You come as"), registration.get_brings_display()))
    supporter = _("Comes with you, and takes no place") if registration.supporter_comes else _("None said")
    rows.append(Row(_("Supporter"), supporter))
    rows += [Row(_("What you told us"), registration.message.splitlines())] if registration.message else []
    return rows


@doors.open_to(doors.SIGNED_IN)
@once.guard
def change_my_coming(request: HttpRequest, number: int) -> HttpResponse:
    """Come in another way."""
    registration = mine_or_404(request, number)
    form = asks.ChangeComingForm(request.POST or None, registration=registration)
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.change_coming(
                registration, coming=form.cleaned_data["coming"], by=actors.of_request(request)
            )
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("We have noted how you come."))
            return redirect("gatherings:my_session", registration.pk)
    return show(
        request, "change_my_coming", form=form, registration=registration, session=registration.session
    )


@doors.open_to(doors.SIGNED_IN)
@once.guard
def cancel_my_registration(request: HttpRequest, number: int) -> HttpResponse:
    """I cannot come: one page that asks, one button."""
    registration = mine_or_404(request, number)
    problem = ""
    if request.method == "POST":
        try:
            gatherings.cancel_registration(registration, by=actors.of_request(request))
        except gatherings.WasThere:
            problem = str(_("You were there, so your place cannot be cancelled. Is that wrong? Tell us."))
        except gatherings.NotNow as refusal:
            problem = str(refusal)
        else:
            say(request, _("Your registration is cancelled. Thank you for telling us."))
            return redirect("gatherings:my_sessions")
    return show(
        request,
        "cancel_my_registration",
        registration=registration,
        session=registration.session,
        problem=problem,
    )


def mine_or_404(request: HttpRequest, number: int) -> Registration:
    """A registration of the member who is here. Raises Http404 for anybody else's."""
    rows = Registration.objects.select_related("session", "session__series", "session__offer", "member")
    registration = get_object_or_404(rows, pk=number, member=me(request))
    if registration.session.announced_at is None:
        raise Http404
    return registration
