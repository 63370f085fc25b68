"""A coordinator looks after the questions: counts, declarations and paper, never anybody's answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from alongside.foundation import actors, doors, once

from .. import actions, presenting, queries, questions
from ..forms.answering import KeyInForm
from ..forms.desk import BaselineForm, HandOutForm, QuestionForm
from ..forms.percentages import PercentagesForm
from ..questions import said
from . import posted

WHY = gettext_noop(
    "What is asked, and what figures stand beside, is declared once for the whole centre. Everybody sees the result."
)
WHY_PAPER = gettext_noop("Somebody must see a paper form to key it in. As few people as possible should.")
COLUMNS = (gettext_lazy("Percentages"), gettext_lazy("People"))


def _show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    return render(request, f"monitoring/{name}.html", {"once_key": once.new_key(), **context})


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
def desk(request: HttpRequest) -> HttpResponse:
    """How many wait, when figures come out next, what is held, what was declared."""
    asks = queries.asks()
    titles = {ask.id: said(ask.text) for ask in asks}
    held = [(row, titles.get(row.question.partition("=")[0], row.question)) for row in queries.held_lately()]
    return _show(
        request, "desk", waiting=queries.waiting(), block_size=queries.BLOCK_SIZE, asks=list(titles.values()),
        next_publication=queries.next_publication(), held=held, latest=queries.latest(),
        question_set=queries.current_set(), choices=_choices(),
    )  # fmt: skip


def _choices() -> list[dict[str, Any]]:
    return [
        {"area": presenting.area_name(row.area), "on": row.declared_on} for row in queries.baseline_choices()
    ]


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@once.guard
def choose_baseline(request: HttpRequest) -> HttpResponse:
    """Declare the area that figures stand beside from today on."""
    form = BaselineForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.choose_baseline(form.cleaned_data["area"], by=actors.of_request(request))
        messages.success(request, _("Declared. It holds from today on. Earlier figures stay as they are."))
        return redirect("monitoring:desk")
    return _show(request, "choose_baseline", form=form, choices=_choices())


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@once.guard
def add_question(request: HttpRequest) -> HttpResponse:
    """Ask one thing more: a new version of the questions."""
    form = QuestionForm(posted(request), taken=[ask.id for ask in queries.asks()])
    if request.method == "POST" and form.is_valid() and _added(form, request):
        messages.success(request, _("Added. Whoever answers from now on is asked this too."))
        return redirect("monitoring:desk")
    return _show(request, "add_question", form=form)


def _added(form: QuestionForm, request: HttpRequest) -> bool:
    try:
        actions.add_question(form.question(), by=actors.of_request(request))
    except ValueError:
        form.add_error(None, _("These answers cannot be counted safely. Write fewer answers."))
        return False
    return True


@doors.open_to(doors.COORDINATORS, why_not_members=WHY_PAPER)
@once.guard
def hand_out_paper(request: HttpRequest) -> HttpResponse:
    """Write down how many paper forms were handed out: they count as asked."""
    form = HandOutForm(posted(request))
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        actions.hand_out_paper(number, by=actors.of_request(request))
        words = ngettext(
            "%(count)d paper form is written down.", "%(count)d paper forms are written down.", number
        )
        messages.success(request, words % {"count": number})
        return redirect("monitoring:desk")
    return _show(request, "hand_out_paper", form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=WHY_PAPER, auditors=False)
@once.guard
def key_in_paper(request: HttpRequest) -> HttpResponse:
    """Key in a form that came on paper, without a name."""
    form = KeyInForm(posted(request), asks=queries.asks())
    if request.method == "POST" and form.is_valid() and _keyed_in(form, request):
        messages.success(request, _("Keyed in. Destroy the paper form now. You can key in the next one."))
        return redirect("monitoring:key_in_paper")
    return _show(request, "key_in_paper", form=form, waiting=queries.waiting(), block_size=queries.BLOCK_SIZE)


def _keyed_in(form: KeyInForm, request: HttpRequest) -> bool:
    by = actors.of_request(request)
    try:
        actions.answer_on_paper(form.given(), by=by, source=form.cleaned_data["source"])
    except (actions.CannotAnswerError, ValidationError) as refusal:
        sentences = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
        form.add_error(None, ValidationError(sentences))
        return False
    return True


@doors.open_to(doors.EVERYONE)
def paper(request: HttpRequest) -> HttpResponse:
    """The questions on paper, in large print."""
    return _show(
        request, "paper", asks=[_on_paper(ask) for ask in queries.asks()], block_size=queries.BLOCK_SIZE
    )


def _on_paper(ask: questions.Ask) -> dict[str, Any]:
    return {
        "text": said(ask.text),
        "hint": "" if ask.own_words_count_as else said(ask.hint),
        "why": said(ask.why),
        "several": ask.several,
        "own_words": bool(ask.own_words_count_as),
        "options": [_option_on_paper(ask, option) for option in ask.options],
    }


def _option_on_paper(ask: questions.Ask, option: questions.Option) -> dict[str, Any]:
    follow_up = ask.follow_up(option.code)
    inner = [item for item in follow_up.options if item.code != questions.PREFER_NOT] if follow_up else []
    asked = said(follow_up.text) if follow_up else ""
    return {"text": said(option.text), "asked": asked, "inner": [said(item.text) for item in inner]}


@doors.open_to(doors.SIGNED_IN)
def check_percentages(request: HttpRequest) -> HttpResponse:
    """Can these percentages be true? It keeps nothing, so a GET is enough."""
    asked = "percentages" in request.GET
    form = PercentagesForm(request.GET if asked else None)
    found = None
    if asked and form.is_valid():
        found = presenting.possible(form.cleaned_data["percentages"], limit=form.cleaned_data["most"])
    return _show(request, "check_percentages", form=form, found=found, columns=COLUMNS)
