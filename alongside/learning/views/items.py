"""What was learnt: to read, to write, and what I wrote."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, languages, once, unsent

from .. import actions as learning
from .. import rules
from ..forms import items as asks
from ..forms.fields import NamingForm
from ..models import HowItWent, LearningItem, Strand
from ..queries import changes
from ..queries import items as questions
from .pages import (
    REFUSALS,
    found_or_404,
    me,
    paged,
    posted,
    refuse,
    say,
    show,
    somebody,
    things,
    typed,
    words_of,
)

PER_PAGE = 20


@doors.open_to(doors.EVERYONE)
def items(request: HttpRequest) -> HttpResponse:
    """What we learnt: also what did not work, and where there is nothing, that there is nothing."""
    went, strand = request.GET.get("went", ""), request.GET.get("strand", "")
    strand = strand if strand in Strand.values else ""
    rows = questions.matching(words_of(request), went, strand)
    page = paged(request, rows, PER_PAGE)
    counted = questions.counts()
    kinds = [(str(one.value), one.label, counted[one.value]) for one in HowItWent]
    return show(
        request, "items", page=page, shown=questions.shown(page.object_list), words=words_of(request), went=went,
        strand=strand, kinds=kinds, strands=Strand.choices, runs=rules.runs(request),
        member=somebody(request),
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One learning item, and the changes that it caused."""
    row = found_or_404(questions.with_everything(LearningItem.objects.all()), pk=pk)
    if not rules.reads(request, somebody(request), row):
        raise Http404
    (one,) = questions.shown([row])
    return show(request, "item", item=row, one=one, changes=changes.of_item(row), runs=rules.runs(request))


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def write_item(request: HttpRequest) -> HttpResponse:
    """Write down what I learnt."""
    member = me(request)
    found, chosen = things(request)
    initial = {"thing": chosen} if chosen else {}
    form = asks.ItemForm(
        posted(request), found=found, young=member.is_young, initial=initial | typed(request)
    )
    if request.method == "POST" and form.is_valid():
        try:
            learning.write_item(
                member, by=actors.of_request(request), language=languages.of_words(), **form.saying()
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Thank you. Somebody looks at it first, then everybody can read it."))
            return redirect("learning:my_learning")
    return show(request, "write_item", form=form, words=words_of(request))


@doors.open_to(doors.SIGNED_IN)
def my_learning(request: HttpRequest) -> HttpResponse:
    """What I learnt and told the centre, and what came of it."""
    rows = LearningItem.objects.filter(member=me(request)).exclude(what="").order_by("-created_at", "-pk")
    page = paged(request, questions.with_everything(rows), PER_PAGE)
    return show(request, "my_learning", page=page, shown=questions.shown(page.object_list))


def _mine(request: HttpRequest, pk: int) -> LearningItem:
    row: LearningItem = found_or_404(LearningItem.objects.select_related("member"), member=me(request), pk=pk)
    return row


@doors.open_to(doors.SIGNED_IN)
def name_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how I am named for one thing that I learnt."""
    row = _mine(request, pk)
    form = NamingForm(posted(request), young=me(request).is_young,
                      initial={"named": row.named, "role_text": row.role_text})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        learning.name_item(row, by=actors.of_request(request), **form.cleaned_data)
        say(request, _("Changed. Every page shows it from now on."))
        return redirect("learning:my_learning")
    return show(request, "name_item", form=form, item=row)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def take_item_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what I told."""
    learning.take_item_back(_mine(request, pk), by=actors.of_request(request))
    say(request, _("Taken back. It is shown no more."))
    return redirect("learning:my_learning")
