"""How was it? By somebody's own link; and for those who run the session, what came back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once
from alongside.foundation.components import Kind, Task
from alongside.foundation.pages import NotHere
from alongside.people import actions as people

from .. import actions as gatherings
from ..forms import feedback as asks
from ..forms.paper import RecordFeedbackForm
from ..models import Feedback, FeedbackRequest, Session, SessionQuote
from ..queries import feedback, quotes
from . import parts
from .pages import running_or_404, say, show
from .voices import finder

GONE = 410


@parts.steps("after")
def feedback_steps(request: HttpRequest, session: Session) -> list[Task]:
    """Feedback on the run page."""
    url = reverse("gatherings:run_feedback", args=[session.pk])
    asked, answered = feedback.numbers(session)
    said = _("%(answered)d of %(asked)d answered") % {"answered": answered, "asked": asked}
    todo = session.delivered_at is not None and not asked and not feedback.is_closed(session)
    state: tuple[str, Kind] = (_("To do"), "attention") if todo else ("", "neutral")
    return [Task(_("Feedback: how was it?"), url, said if asked or answered else "", *state)]


def _given(row: Feedback | None, quote: SessionQuote | None) -> dict[str, Any]:
    """What the form shows of earlier answers. Nothing of a quote is ever filled in that was not given."""
    known: dict[str, Any] = {}
    if row is not None:
        known = {name: getattr(row, name) for name in feedback.QUESTIONS}
        known["keep_name"] = asks.WITH_NAME if row.member_id else asks.WITHOUT
    if quote is not None:
        known |= {
            "quote": quote.text, "quote_channels": quote.consent.channels, "quote_agreed": True,
            "quote_attribution": quote.consent.attribution, "quote_role": quote.consent.attribution_text,
        }  # fmt: skip
    return known


def _request_or_none(request: HttpRequest, token: str) -> FeedbackRequest | HttpResponse:
    """Whose link it is; or the page that says what to do when its time is over."""
    try:
        asked = feedback.request_of(token)
    except feedback.LinkOverError as over:
        may_renew = not feedback.is_closed(over.request.session)
        page = show(request, "feedback_link_over", session=over.request.session, token=token, renew=may_renew)
        page.status_code = GONE
        return page
    if asked is None:
        raise NotHere(_("This link is not complete. Copy all of it, or ask us for a new one."))
    if feedback.is_closed(asked.session):
        page = show(request, "feedback_link_over", session=asked.session, token=token, renew=False)
        page.status_code = GONE
        return page
    return asked


@doors.open_to(doors.EVERYONE)
@never_cache
@once.guard
def how_was_it(request: HttpRequest, token: str) -> HttpResponse:
    """At most four questions, each may be left out, and words to quote. No sign-in: the link knows whose it
    is.
    """
    asked = _request_or_none(request, token)
    if isinstance(asked, HttpResponse):
        return asked
    earlier = feedback.given(asked)
    form = asks.FeedbackForm(
        request.POST if request.method == "POST" else None,
        initial=_given(earlier, quotes.standing_of(asked.session, asked.member)),
        session=asked.session, questions=feedback.wording(asked.session), young=asked.member.is_young,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _answered(form, asked):
        return redirect("gatherings:thank_you", token=token)
    return show(request, "how_was_it", form=form, session=asked.session, member=asked.member, earlier=earlier)


def _answered(form: asks.FeedbackForm, asked: FeedbackRequest) -> bool:
    try:
        gatherings.answer_by_link(
            asked, keep_name=form.keeps_name, answers=form.answers(), quote=form.may_quote(),
            by=actors.VISITOR,
        )  # fmt: skip
    except (gatherings.CannotGive, PermissionDenied) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@doors.open_to(doors.EVERYONE)
@never_cache
def thank_you(request: HttpRequest, token: str) -> HttpResponse:
    """It is kept, and how to change it."""
    asked = _request_or_none(request, token)
    if isinstance(asked, HttpResponse):
        return asked
    return show(
        request, "thank_you", session=asked.session, token=token, given=feedback.given(asked),
        quoted=quotes.standing_of(asked.session, asked.member) is not None,
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
@require_POST
def new_feedback_link(request: HttpRequest, token: str) -> HttpResponse:
    """Send a fresh link to whoever an old one was written to, by their own channel."""
    try:
        asked = feedback.request_of(token)
    except feedback.LinkOverError as over:
        asked = over.request
    if asked is None:
        raise Http404
    sent = gatherings.send_new_link(asked, by=actors.VISITOR)
    return show(request, "feedback_link_sent", session=asked.session, sent=sent)


@doors.open_to(doors.SIGNED_IN)
def run_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """What came back, and who is still to be asked; for those who run the session."""
    session = running_or_404(request, pk)
    waiting = feedback.to_ask(session) if session.delivered_at and not feedback.is_closed(session) else []
    return show(
        request, "run_feedback", session=session, summary=feedback.summary(session), to_ask=len(waiting),
        often=feedback.asked_often(waiting) if waiting else 0, questions=feedback.wording(session).values(),
        closed=feedback.is_closed(session), quotes=quotes.shown(session),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def ask_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask those who were there, now."""
    session = running_or_404(request, pk)
    try:
        asked = gatherings.ask_feedback(session, by=actors.of_request(request))
    except gatherings.CannotGive as refusal:
        say(request, str(refusal))
    else:
        words = ngettext("%(count)d person was asked.", "%(count)d people were asked.", len(asked))
        say(request, words % {"count": len(asked)})
    return redirect("gatherings:run_feedback", pk=pk)


@doors.open_to(doors.SIGNED_IN)
def word_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Word the questions for this session."""
    session = running_or_404(request, pk)
    form = asks.WordFeedbackForm(
        request.POST if request.method == "POST" else None, initial=feedback.wording(session)
    )
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.word_feedback(session, questions=form.cleaned_data, by=actors.of_request(request))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            say(request, _("The questions are saved."))
            return redirect("gatherings:run_feedback", pk=pk)
    return show(request, "word_feedback", form=form, session=session)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def record_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down feedback that somebody gave by phone, by post or in person."""
    session = running_or_404(request, pk)
    form = RecordFeedbackForm(
        request.POST if request.method == "POST" else None, session=session, paper_member=None, young=False,
        questions=feedback.wording(session), find=finder(request, session),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.record_feedback(
                session, member=form.speaker(), speaker=form.speaker(), answers=form.answers(),
                quote=form.may_quote(), told=people.Told(**form.told()), by=actors.of_request(request),
            )  # fmt: skip
        except (gatherings.CannotGive, people.CannotRecord, PermissionDenied) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Written down. It counts like any other."))
            return redirect("gatherings:run_feedback", pk=pk)
    return show(request, "record_feedback", form=form, session=session)
