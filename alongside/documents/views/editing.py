"""Changing clauses. When two saved at once, the second sees both texts and chooses: nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from alongside.foundation import actors, differing, doors, once, unsent

from .. import actions as documents
from ..forms import editing as asks
from ..models import Clause, Document, SetAside
from ..queries import reading
from .pages import clause_or_404, editing_or_404, not_changed, posted, refuse, say, show, somebody, typed

Act = Callable[[dict[str, Any]], Clause | None]


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
def reword(request: HttpRequest, slug: str, clause: int) -> HttpResponse:
    """Give a clause other words. The same form sent twice changes it once."""
    document = editing_or_404(request, slug)
    one = clause_or_404(document, clause)
    wording = reading.wording_of(one)
    initial = {"base": wording.revision, "heading": wording.heading, "text": wording.text}
    form = asks.RewordForm(posted(request), initial=initial | typed(request))

    def act(given: dict[str, Any]) -> Clause | None:
        documents.reword(one, member=somebody(request), by=actors.of_request(request), **given)
        return None

    return _changed(request, document, one, form, "reword", _("Reword this clause"), act)


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def add_clause(request: HttpRequest, slug: str, after: int) -> HttpResponse:
    """Write a new clause after the one with this number; 0 is the beginning."""
    document = editing_or_404(request, slug)
    before = Clause.objects.standing().filter(document=document, place=after).first()
    if after and before is None:
        raise Http404
    form = asks.WriteClauseForm(posted(request), initial=typed(request))

    def act(given: dict[str, Any]) -> Clause | None:
        return documents.add_clause(document, after=before, by=actors.of_request(request), **given)

    return _changed(request, document, before, form, "add_clause", _("Write a new clause"), act)


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def split_clause(request: HttpRequest, slug: str, clause: int) -> HttpResponse:
    """Make two clauses of one."""
    document = editing_or_404(request, slug)
    one = clause_or_404(document, clause)
    initial = {"base": one.revision, "first": reading.wording_of(one).text}
    form = asks.SplitClauseForm(posted(request), initial=initial | typed(request))

    def act(given: dict[str, Any]) -> Clause | None:
        documents.split(one, member=somebody(request), by=actors.of_request(request), **given)
        return None

    return _changed(request, document, one, form, "split_clause", _("Make two clauses of this one"), act)


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def merge_clause(request: HttpRequest, slug: str, clause: int) -> HttpResponse:
    """Join another clause to this one."""
    document = editing_or_404(request, slug)
    one = clause_or_404(document, clause)
    form = asks.MergeClauseForm(
        posted(request), document=document, initial={"base": one.revision} | typed(request)
    )

    def act(given: dict[str, Any]) -> Clause | None:
        other = given.pop("other")
        text = given.pop("text") or f"{reading.wording_of(one).text}\n\n{reading.wording_of(other).text}"
        documents.merge(
            one, other=other, text=text, member=somebody(request), by=actors.of_request(request), **given
        )
        return None

    return _changed(request, document, one, form, "merge_clause", _("Join another clause to this one"), act)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def move_clause(request: HttpRequest, slug: str, clause: int) -> HttpResponse:
    """Move a clause."""
    document = editing_or_404(request, slug)
    one = clause_or_404(document, clause)
    form = asks.MoveClauseForm(posted(request), document=document, initial={"base": one.revision})

    def act(given: dict[str, Any]) -> Clause | None:
        documents.move(one, after=given["other"], by=actors.of_request(request))
        return None

    return _changed(request, document, one, form, "move_clause", _("Move this clause"), act)


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def remove_clause(request: HttpRequest, slug: str, clause: int) -> HttpResponse:
    """Take a clause out of the text."""
    document = editing_or_404(request, slug)
    one = clause_or_404(document, clause)
    form = asks.RemoveClauseForm(posted(request), initial={"base": one.revision} | typed(request))

    def act(given: dict[str, Any]) -> Clause | None:
        documents.remove_clause(one, by=actors.of_request(request), **given)
        return None

    return _changed(request, document, one, form, "remove_clause", _("Take this clause out"), act)


def _changed(
    request: HttpRequest, document: Document, one: Clause | None, form: Any, what: str, heading: str, act: Act
) -> HttpResponse:  # fmt: skip
    """Judge, act once, and lead to the clause; or say why not, with everything that was typed."""
    if document.signed_id:
        reason = _("This text is signed off, and stays as it is. It can be opened again for a reason.")
        return not_changed(request, document, documents.SignedOff(reason), form)
    if request.method == "POST" and form.is_valid():
        try:
            made = act(dict(form.cleaned_data))
        except ValidationError as refusal:
            refuse(form, refusal, after="other")
        except documents.Clash as clash:
            return show_clash(request, clash.aside, status=409)
        except documents.CannotChange as refusal:
            return not_changed(request, document, refusal, form)
        else:
            say(request, _("Saved."))
            shown = made or one
            assert shown is not None
            return redirect("documents:clause", document.slug, shown.pk)
    wording = reading.wording_of(one) if one else None
    return show(
        request,
        "change_clause",
        document=document,
        clause=one,
        wording=wording,
        form=form,
        heading=heading,
        what=what,
    )


@doors.open_to(doors.SIGNED_IN)
def settle(request: HttpRequest, slug: str, aside: int) -> HttpResponse:
    """Choose between one's own words, those that were saved first, and both put together."""
    document = editing_or_404(request, slug)
    row = (
        SetAside.objects.filter(clause__document=document, pk=aside)
        .select_related("clause__document")
        .first()
    )
    if row is None:
        raise Http404
    if request.method == "POST":
        form = asks.SettleForm(request.POST)
        if not form.is_valid():
            return show_clash(request, row, form=form)
        try:
            documents.settle(
                row, member=somebody(request), by=actors.of_request(request), **form.cleaned_data
            )
        except ValidationError as refusal:
            refuse(form, refusal)
            return show_clash(request, row, form=form)
        except documents.Clash as clash:
            return show_clash(request, clash.aside, status=409)
        except documents.CannotChange as refusal:
            return not_changed(request, document, refusal, form)
        say(request, _("Saved. Every text that was sent is kept in the history."))
        return redirect("documents:clause", slug, row.clause_id)
    return show_clash(request, row)


def show_clash(request: HttpRequest, row: SetAside, *, form: Any = None, status: int = 200) -> HttpResponse:
    """Both texts, what differs between them, and the choice."""
    saved = reading.wording_of(row.clause)
    form = form or asks.SettleForm(initial={"text": row.text, "heading": row.heading or saved.heading})
    response = show(
        request, "clash", document=row.clause.document, clause=row.clause, aside=row, saved=saved, form=form,
        pieces=differing.pieces(saved.text, row.text),
    )  # fmt: skip
    response.status_code = status
    return once.keep(response)
