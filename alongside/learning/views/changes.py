"""What changed because of what we learnt: to read, to propose, to decide."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, unsent

from .. import actions as learning
from .. import rules
from ..forms import items as asks
from ..models import DesignChange, LearningItem, Verdict
from ..queries import changes as questions
from ..queries import items
from .pages import REFUSALS, found_or_404, paged, posted, refuse, say, show, things, typed, words_of

CARRIED = gettext_noop(
    "The centre carries what was learnt to what it would change, and says who decided. "
    "Any member can write what should change, under “Now what?”, and is told what was decided."
)
OPEN = "open"


@doors.open_to(doors.EVERYONE)
def changes(request: HttpRequest) -> HttpResponse:
    """What we changed because of what people told us, and what still waits."""
    wanted = request.GET.get("show", "")
    rows = DesignChange.objects.all()
    if wanted == OPEN:
        rows = DesignChange.objects.unanswered()
    elif wanted in Verdict.values:
        rows = rows.filter(verdict=wanted)
    page = paged(request, questions.with_items(rows), 10)
    kinds = [("", _("All of them")), (OPEN, _("Not decided yet")), *Verdict.choices]
    return show(
        request, "changes", page=page, changes=questions.told(page.object_list), wanted=wanted, kinds=kinds
    )


@doors.open_to(doors.EVERYONE)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One change: what it is about, what it comes from, what was decided and why."""
    row = found_or_404(questions.with_items(DesignChange.objects.all()), pk=pk)
    (one,) = questions.told([row])
    return show(request, "change", one=one, change=row, runs=rules.runs(request))


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=CARRIED)
@once.guard
def propose_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry an item to what it would change."""
    item = found_or_404(LearningItem.objects.standing(), pk=pk)
    found, _chosen = things(request)
    initial: dict[str, Any] = {"what": item.now_what} | typed(request)
    form = asks.ChangeForm(posted(request), found=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = learning.propose_change(
                [item], what=form.cleaned_data["what"], by=actors.of_request(request), **form.place()
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Kept. It waits for a decision."))
            return redirect("learning:change", made.pk)
    return show(request, "propose_change", form=form, item=item, words=words_of(request))


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=CARRIED)
@once.guard
def decide_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what was decided, by whom and why."""
    row = found_or_404(questions.with_items(DesignChange.objects.all()), pk=pk)
    initial = {"verdict": row.verdict, "reason": row.reason, "by_role": row.decided_by_role}
    form = asks.DecideForm(posted(request), initial=initial | typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            learning.decide(row, by=actors.of_request(request), **form.cleaned_data)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Decided. Everybody who told us is told."))
            return redirect("learning:change", pk)
    (one,) = questions.told([row])
    return show(request, "decide_change", form=form, change=row, one=one)


@doors.open_to(doors.COORDINATORS, why_not_members=CARRIED)
def link_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a change comes from another item too, or not from one after all."""
    row = found_or_404(DesignChange.objects.all(), pk=pk)
    form = asks.LinkForm(posted(request))
    if request.method == "POST" and form.is_valid():
        learning.link_item(row, form.cleaned_data["item"], by=actors.of_request(request))
        say(request, _("Kept. It can be read on both pages."))
        return redirect("learning:change", pk)
    linked = items.shown(items.with_everything(LearningItem.objects.filter(informed__change=row)))
    return show(request, "link_item", form=form, change=row, linked=linked)


@doors.open_to(doors.COORDINATORS, why_not_members=CARRIED)
@require_POST
def unlink_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """A change does not come from an item after all."""
    row = found_or_404(DesignChange.objects.all(), pk=pk)
    one = found_or_404(LearningItem.objects.all(), pk=item, informed__change=row)
    try:
        learning.unlink_item(row, one, by=actors.of_request(request))
    except ValidationError as refusal:
        say(request, " ".join(refusal.messages))
    else:
        say(request, _("Taken away."))
    return redirect("learning:link_item", pk)
