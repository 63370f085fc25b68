"""A bid: its pages for those who write it, and for staff who write it down for somebody."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, differing, doors, once, unsent

from .. import actions as funding
from .. import emails, rules
from ..forms import bids as asks
from ..models import ApplicantRole, Bid, BudgetLine, FundingDecision, Question, Round
from ..queries import bids
from .pages import ask, bid_or_404, me, paged, posted, refuse, say, show, somebody, typed

EDIT, LEAD = ApplicantRole.EDIT, ApplicantRole.LEAD


@doors.open_to(doors.SIGNED_IN)
def my_bids(request: HttpRequest) -> HttpResponse:
    """My bids: what I am asked to work on, and what I work on."""
    member = me(request)
    return show(
        request, "my_bids", page=paged(request, bids.mine(member)), invited=list(bids.invitations(member)[:50])
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
def bid(request: HttpRequest, reference: str) -> HttpResponse:
    """A bid: its parts, what is missing, who works on it, and what they say to each other."""
    found = bid_or_404(request, reference)
    people = list(bids.people_of(found))
    return show(
        request, "bid", people=people, comments=_comments(request, found), comment_form=asks.CommentForm(),
        young=any(one.member.is_young for one in people), decided=_decided(request, found),
        **_bid(request, found),
    )  # fmt: skip


def _bid(request: HttpRequest, found: Bid) -> dict[str, Any]:
    member, roles = somebody(request), doors.roles_of(request)
    may_write = rules.may_write(member, roles, found)
    return {
        "bid": found, "one_round": found.round, "currency": found.round.programme.currency,
        "asked": bids.asked(found), "lines": list(found.budget_lines.all()), "sums": bids.sums(found),
        "recipient": bids.recipient(found), "missing": bids.missing(found) if found.is_draft else [],
        "writes": may_write and found.is_draft and not (rules.is_late(found.round) and found.how == "web"),
        "leads": rules.works_on(member, found, LEAD) or rules.writes_down(roles, found),
        "comments_on": rules.works_on(member, found, ApplicantRole.COMMENT),
        "late": rules.is_late(found.round), "works": rules.works_on(member, found),
        "writes_down": rules.writes_down(roles, found),
    }  # fmt: skip


def _decided(request: HttpRequest, found: Bid) -> FundingDecision | None:
    """What was decided, for those who work on the bid, once they were told."""
    if not rules.works_on(somebody(request), found):
        return None
    return FundingDecision.objects.filter(bid=found).exclude(feedback_sent_at=None).first()


def _comments(request: HttpRequest, found: Bid) -> list[Any]:
    """What those who work on it say to each other: for them alone."""
    if not rules.works_on(somebody(request), found):
        return []
    return list(found.comments.select_related("member__leaving", "question")[:300])


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def change_bid(request: HttpRequest, reference: str) -> HttpResponse:
    """What the project is, and who would get the money. Anything can wait."""
    found = bid_or_404(request, reference, role=EDIT)
    initial = asks.facts_of(found) | typed(request)
    form = asks.FactsForm(posted(request), one_round=found.round, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            funding.change_bid(found, by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        except funding.FactsClash as clash:
            return _facts_clash(request, clash, form)
        except funding.CannotChange as refusal:
            return not_changed(request, found, str(refusal), form)
        else:
            say(request, _("Saved. You can go on later."))
            return redirect("funding:bid", found.reference)
    back_url = reverse("funding:bid", args=[found.reference])
    return ask(
        request, form, heading=_("About your project"), submit=_("Save"), back_url=back_url, caption=found.called,
        intro=_("Leave out what you do not know yet. Everything that you save is kept."),
    )  # fmt: skip


def _facts_clash(request: HttpRequest, clash: funding.FactsClash, form: asks.FactsForm) -> HttpResponse:
    data = request.POST.copy()
    data["base"] = str(clash.bid.revision)
    again = asks.FactsForm(data, one_round=clash.bid.round)
    again.is_valid()
    saved = asks.FactsForm(initial=asks.facts_of(clash.bid), one_round=clash.bid.round)
    back_url = reverse("funding:bid", args=[clash.bid.reference])
    return _both(request, clash.bid, saved, again, back_url)


def _line_clash(request: HttpRequest, found: Bid, clash: funding.LineClash) -> HttpResponse:
    currency = found.round.programme.currency
    again = asks.LineForm(initial=clash.typed | {"base": clash.line.revision}, currency=currency)
    saved = asks.LineForm(initial=asks.line_of(clash.line), currency=currency)
    return _both(request, found, saved, again, reverse("funding:budget", args=[found.reference]))


def _both(request: HttpRequest, found: Bid, saved: Any, again: Any, back_url: str) -> HttpResponse:
    """Both, side by side, with one's own in the form: saving it again says that it should stand. 409."""
    rows = [
        (str(one.label), _in_words(one.field, one.value()), _in_words(one.field, again[one.name].value()))
        for one in saved.visible_fields()
    ]
    differing_rows = [row for row in rows if row[1] != row[2]]
    response = show(request, "facts_clash", bid=found, form=again, rows=differing_rows, back_url=back_url)
    response.status_code = 409
    return response


def _in_words(field: Any, value: Any) -> str:
    words = "" if value is None else str(value)
    return str(field.label_of(words)) if hasattr(field, "label_of") and words else words


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
def answer(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Answer one question. When two saved at once, the second sees both texts: nothing typed is lost.

    The same form sent twice changes it once, by its base; a key of once would undo the words that are set aside.
    """
    found = bid_or_404(request, reference, role=EDIT)
    question = get_object_or_404(Question, round=found.round_id, pk=pk)
    now = found.answers.filter(question=question).first()
    initial: dict[str, Any] = {"base": now.revision if now else 0}
    initial["text"] = asks.answer_initial(question, now.text if now else "")
    form = asks.AnswerForm(posted(request), question=question, initial=initial | typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            funding.save_answer(
                found, question, text=form.words(), base=form.cleaned_data["base"], member=somebody(request),
                by=actors.of_request(request),
            )  # fmt: skip
        except ValidationError as refusal:
            refuse(form, refusal)
        except funding.Clash as clash:
            return _answer_clash(request, found, question, clash)
        except funding.CannotChange as refusal:
            return not_changed(request, found, str(refusal), form)
        else:
            say(request, _("Saved. You can go on later."))
            return redirect("funding:bid", found.reference)
    earlier = list(now.saved.select_related("member__leaving")[1:20]) if now else []
    return show(request, "answer", bid=found, question=question, form=form, earlier=earlier)


def _answer_clash(request: HttpRequest, found: Bid, question: Question, clash: funding.Clash) -> HttpResponse:
    """Both texts, what differs between them, and one's own in the form: what is saved next stands."""
    saved, mine = clash.answer, clash.aside
    initial = {"base": saved.revision, "text": asks.answer_initial(question, mine.text)}
    form = asks.AnswerForm(question=question, initial=initial)
    response = show(
        request, "answer_clash", bid=found, question=question, form=form,
        saved=bids.shown(found, question, saved), mine=mine.text,
        pieces=differing.pieces(saved.text, mine.text),
    )  # fmt: skip
    response.status_code = 409
    return response


def not_changed(request: HttpRequest, found: Bid, reason: str, form: Any) -> HttpResponse:
    """It stays as it is: why, and everything that was typed. 409."""
    written = [
        (bound.label, bound.value()) for bound in form.visible_fields()
        if isinstance(bound.value(), str) and bound.value()
    ]  # fmt: skip
    response = show(request, "not_changed", bid=found, reason=reason, written=written)
    response.status_code = 409
    return response


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def budget(request: HttpRequest, reference: str) -> HttpResponse:
    """The budget, line by line, with what it adds up to; and one more line."""
    found = bid_or_404(request, reference, role=EDIT)
    form = asks.LineForm(posted(request), currency=found.round.programme.currency, initial=typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            funding.add_budget_line(found, by=actors.of_request(request), **form.line())
        except ValidationError as refusal:
            refuse(form, refusal)
        except funding.CannotChange as refusal:
            return not_changed(request, found, str(refusal), form)
        else:
            say(request, _("The line is saved."))
            return redirect("funding:budget", found.reference)
    found_sums = bids.sums(found)
    over = bids.over_cap(found, found_sums.asked) if found_sums.asked > found.round.cap_pence else ""
    return show(request, "budget", form=form, over=over, **_bid(request, found))


@doors.open_to(doors.SIGNED_IN)
@once.guard
def change_budget_line(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Change one line of the budget."""
    found = bid_or_404(request, reference, role=EDIT)
    currency = found.round.programme.currency
    line = found.budget_lines.filter(pk=pk).first()
    if line is None and request.method == "POST":
        return not_changed(
            request, found, _("Somebody took this line out."), asks.LineForm(request.POST, currency=currency)
        )
    if line is None:
        raise Http404
    form = asks.LineForm(posted(request), currency=currency, initial=asks.line_of(line))
    if request.method == "POST" and form.is_valid():
        try:
            funding.change_budget_line(line, by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        except funding.LineClash as clash:
            return _line_clash(request, found, clash)
        except funding.CannotChange as refusal:
            return not_changed(request, found, str(refusal), form)
        else:
            say(request, _("The line is saved."))
            return redirect("funding:budget", found.reference)
    back_url = reverse("funding:budget", args=[found.reference])
    return ask(request, form, heading=_("Change the line"), submit=_("Save"), back_url=back_url)


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def remove_budget_line(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Take one line out of the budget, unless somebody changed it since the page was read."""
    found = bid_or_404(request, reference, role=EDIT)
    base = request.POST.get("base", "")
    try:
        funding.remove_budget_line(
            _line_or_404(found, pk), base=int(base) if base.isdecimal() and len(base) < 9 else None,
            by=actors.of_request(request),
        )  # fmt: skip
    except funding.CannotChange as refusal:
        messages.error(request, str(refusal))
    else:
        say(request, _("The line is removed."))
    return redirect("funding:budget", found.reference)


def _line_or_404(found: Bid, pk: int) -> BudgetLine:
    row = get_object_or_404(BudgetLine, bid=found, pk=pk)
    row.bid = found
    return row


@doors.open_to(doors.SIGNED_IN)
def check_bid(request: HttpRequest, reference: str) -> HttpResponse:
    """Check your answers: everything in one place, what is missing with a way to it, and the button."""
    found = bid_or_404(request, reference)
    form = asks.ToldForm() if rules.writes_down(doors.roles_of(request), found) else asks.NothingForm()
    return show(request, "check_bid", form=form, **_bid(request, found))


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def submit_bid(request: HttpRequest, reference: str) -> HttpResponse:
    """Send it. Late is late, too much is too much, and each says what can be done."""
    found = bid_or_404(request, reference, role=LEAD)
    told = None
    form: Any = asks.NothingForm()
    if rules.writes_down(doors.roles_of(request), found):
        form = asks.ToldForm(request.POST)
        if not form.is_valid():
            return show(request, "check_bid", form=form, **_bid(request, found))
        told = form.as_told()
    try:
        funding.submit_bid(found, told=told, by=actors.of_request(request))
    except funding.CannotApply as refusal:
        response = show(request, "check_bid", form=form, refusal=str(refusal), **_bid(request, found))
        response.status_code = 409
        return response
    return redirect("funding:receipt", found.reference)


@doors.open_to(doors.SIGNED_IN)
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """That it is in: to read, to print and to keep."""
    found = bid_or_404(request, reference)
    if found.submitted_at is None:
        raise Http404
    return show(request, "receipt", said=emails.receipt_lines(found), **_bid(request, found))


@doors.open_to(doors.SIGNED_IN)
@once.guard
def withdraw_bid(request: HttpRequest, reference: str) -> HttpResponse:
    """Take it back, or stop writing it."""
    found = bid_or_404(request, reference, role=LEAD)
    told_to_us = rules.writes_down(doors.roles_of(request), found)
    form: Any = asks.ToldForm(posted(request)) if told_to_us else asks.NothingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        first = bids.people_of(found).first()
        told = form.as_told() if told_to_us else None
        try:
            funding.withdraw_bid(
                found, told=told, member=first.member if first else None, by=actors.of_request(request)
            )  # fmt: skip
        except funding.CannotApply as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The bid is taken back. Everybody who works on it is told."))
            return redirect("funding:bid", found.reference)
    back_url = reverse("funding:bid", args=[found.reference])
    return ask(
        request, form, heading=_("Take this bid back"), submit=_("Take it back"), back_url=back_url,
        caption=found.called, intro=_("Nobody decides about it then. What you wrote stays here for you."),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def copy_bid(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin another bid from this one."""
    found = bid_or_404(request, reference)
    member = me(request)
    form = asks.CopyForm(posted(request), rounds=list(Round.objects.open_now()))
    if request.method == "POST" and form.is_valid():
        try:
            made = funding.copy_bid(found, form.cleaned_data["to"], member, by=actors.of_request(request))
        except funding.CannotApply as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Your new bid begins with what you wrote before. Look at each part."))
            return redirect("funding:bid", made.reference)
    back_url = reverse("funding:bid", args=[found.reference])
    if not form.known:
        return show(request, "no_round_open", back_url=back_url)
    return ask(
        request, form, heading=_("Begin another bid from this one"), submit=_("Begin"), back_url=back_url,
        caption=found.called,
    )  # fmt: skip
