"""A person answers, changes, withdraws or objects. Everything here is about whoever is signed in, nobody else."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.foundation import doors
from alongside.foundation import steps as journeys
from alongside.foundation.forms import Chosen

from .. import actions, keys, queries
from ..forms.answering import AnswerForm
from ..questions import OWN_WORDS, PREFER_NOT, Ask, FollowUp, said

STEP = "monitoring/answer_question.html"


class Answering(journeys.Steps):
    """A page for each question. Answers in progress are sealed with this room's key; the session cannot read them."""

    key = "about-you"
    url_name = "monitoring:answer"
    title = gettext_lazy("About you (optional)")
    check_hint = gettext_lazy("Nothing counts until you press the button.")
    finish_label = gettext_lazy("Send my answers")
    leaves_no_trace = True
    check_template = "monitoring/check_answers.html"

    def __init__(self) -> None:
        super().__init__()
        self.asks = queries.asks()
        self.steps = tuple(_steps(self.asks))
        self.start_url = reverse("monitoring:about_you")

    def load(self, request: HttpRequest) -> journeys.Kept:
        """What was answered so far. Nothing when it was sealed with another key."""
        sealed = request.session.get(self.session_key)
        try:
            kept: journeys.Kept = keys.unseal(sealed) if sealed else {}
        except keys.InvalidToken:
            return {}
        return kept

    def save(self, request: HttpRequest, kept: journeys.Kept) -> None:
        """Keep it sealed. The first answer on the way also counts as having been asked."""
        if self.session_key not in request.session:
            actions.mark_asked(request)
        request.session[self.session_key] = keys.seal(kept)

    def context(
        self, request: HttpRequest, step: journeys.Step | None, answers: journeys.Answers
    ) -> dict[str, Any]:
        if step is None:
            return {"block_size": queries.BLOCK_SIZE}
        ask = _ask_of(self.asks, step)
        return {"why": said(ask.why), "place": self.asks.index(ask) + 1, "places": len(self.asks)}

    def finish(self, request: HttpRequest, answers: journeys.Answers) -> str:
        try:
            actions.answer(request, given(self.asks, answers))
        except actions.CannotAnswerError as refusal:
            raise ValidationError(str(refusal)) from refusal
        return reverse("monitoring:answered")


class Changing(Answering):
    """The same, starting from what waits: straight to "check your answers", with a way to change each."""

    key = "about-you-change"
    url_name = "monitoring:change_answers"
    finish_label = gettext_lazy("Save my changes")
    check_hint = gettext_lazy(
        "This is what waits now. Change what you like. It counts when you press the button."
    )

    def load(self, request: HttpRequest) -> journeys.Kept:
        waiting = queries.my_state(request).kept
        if waiting is None:
            return {}
        begun = super().load(request)
        return begun or {"journey": str(uuid.uuid4()), "answers": as_typed(self.asks, waiting)}


def _steps(asks: Sequence[Ask]) -> Iterator[journeys.Step]:
    for ask in asks:
        yield journeys.Step(ask.id, partial(AnswerForm, ask=ask), said(ask.text), template=STEP)
        for follow_up in ask.follow_ups:
            yield journeys.Step(
                _slug(ask, follow_up), partial(AnswerForm, ask=ask, follow_up=follow_up), said(follow_up.text),
                when=partial(_chose, ask, follow_up.after), template=STEP,
            )  # fmt: skip


def _slug(ask: Ask, follow_up: FollowUp) -> str:
    return f"{ask.id}-{follow_up.after}"


def _ask_of(asks: Sequence[Ask], step: journeys.Step) -> Ask:
    return next(ask for ask in asks if step.slug in {ask.id, *(_slug(ask, item) for item in ask.follow_ups)})


def _chose(ask: Ask, code: str, answers: journeys.Answers) -> bool:
    return code in _values(answers.value(ask.id, "answer"))


def _values(answer: Any) -> list[str]:
    if isinstance(answer, Chosen):
        return answer.values
    return [answer] if isinstance(answer, str) and answer else list(answer or [])


def given(asks: Sequence[Ask], answers: journeys.Answers) -> dict[str, Any]:
    """The answers as the action takes them: the code of the follow-up where one was asked."""
    found: dict[str, Any] = {}
    for ask in asks:
        answer = answers.value(ask.id, "answer")
        codes = _values(answer)
        follow_up = ask.follow_up(codes[0]) if codes and not ask.several else None
        if follow_up:
            codes = _values(answers.value(_slug(ask, follow_up), "answer")) or [PREFER_NOT]
        if codes:
            found[ask.id] = codes if ask.several else codes[0]
        if isinstance(answer, Chosen) and answer.own_words:
            found[ask.id + OWN_WORDS] = answer.own_words
    return found


def as_typed(asks: Sequence[Ask], kept: dict[str, Any]) -> dict[str, dict[str, list[str]]]:
    """Kept answers as if they had just been chosen, by step. A question that is newer than they are is left out."""
    typed: dict[str, dict[str, list[str]]] = {}
    for ask in (ask for ask in asks if ask.id in kept):
        found = kept[ask.id]
        first = found if ask.several else [ask.first_code(found)]
        own_words = kept.get(ask.id + OWN_WORDS)
        typed[ask.id] = {"answer": list(first)} | ({"answer_own_words": [own_words]} if own_words else {})
        follow_up = None if ask.several else ask.follow_up(first[0])
        if follow_up:
            typed[_slug(ask, follow_up)] = {"answer": [found]}
    return typed


@doors.open_to(doors.SIGNED_IN)
@never_cache
def about_you(request: HttpRequest) -> HttpResponse:
    """Why we ask, who sees it, and where I stand."""
    context = {
        "state": queries.my_state(request), "asks": [said(ask.text) for ask in queries.asks()],
        "block_size": queries.BLOCK_SIZE,
    }  # fmt: skip
    return render(request, "monitoring/about_you.html", context)


@doors.open_to(doors.SIGNED_IN)
@never_cache
def answer(request: HttpRequest, step: str = "") -> HttpResponseBase:
    """One question on each page."""
    state = queries.my_state(request)
    if state.code == "waiting" and step != journeys.CHECK:
        return redirect("monitoring:change_answers")
    if (state.code in ("objected", "counted") and step != journeys.CHECK) or not queries.asks():
        return redirect("monitoring:about_you")
    return Answering().respond(request, step)


@doors.open_to(doors.SIGNED_IN)
@never_cache
def change_answers(request: HttpRequest, step: str = "") -> HttpResponseBase:
    """Change what waits. What was added up and deleted cannot be changed."""
    changing = Changing()
    if queries.my_state(request).code == "waiting":
        return changing.respond(request, step)
    changing.clear(request)
    return redirect("monitoring:about_you")


@doors.open_to(doors.SIGNED_IN)
@never_cache
def answered(request: HttpRequest) -> HttpResponse:
    """Thank you, and what happens next."""
    for journey in (Answering(), Changing()):
        # The session bears a name, and it would go on saying that this person has answered.
        request.session.pop(f"{journey.session_key}:done", None)
    context = {"state": queries.my_state(request), "block_size": queries.BLOCK_SIZE}
    return render(request, "monitoring/answered.html", context)


@doors.open_to(doors.SIGNED_IN)
@never_cache
def withdraw_answers(request: HttpRequest) -> HttpResponse:
    """Take my answers back while they wait."""
    if request.method == "POST":
        if actions.withdraw(request):
            messages.success(request, _("We deleted your answers. You can answer again whenever you like."))
        else:
            messages.info(request, _("No answers of yours are waiting, so there was nothing to delete."))
        _forget(request)
        return redirect("monitoring:about_you")
    if queries.my_state(request).code != "waiting":
        return redirect("monitoring:about_you")
    return render(request, "monitoring/withdraw_answers.html")


@doors.open_to(doors.SIGNED_IN)
@never_cache
def object_to_questions(request: HttpRequest) -> HttpResponse:
    """Never ask me again."""
    if request.method == "POST":
        actions.object_to_questions(request)
        _forget(request)
        messages.success(request, _("We will not ask you again. Nothing of yours is waiting."))
        return redirect("monitoring:about_you")
    return render(request, "monitoring/object_to_questions.html", {"state": queries.my_state(request)})


@doors.open_to(doors.SIGNED_IN)
@require_POST
def lift_objection(request: HttpRequest) -> HttpResponse:
    """You may ask me again."""
    actions.lift_objection(request)
    messages.success(request, _("We may ask you again. You can answer now, or another time."))
    return redirect("monitoring:about_you")


def _forget(request: HttpRequest) -> None:
    """Answers on the way go too."""
    for journey in (Answering(), Changing()):
        journey.clear(request)
