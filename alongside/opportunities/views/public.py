"""What everybody sees: the list, a notice, the one step, and the public page and files of a draw."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, pages
from alongside.methods import lottery
from alongside.people.queries import translating as reading

from .. import actions as opportunities
from .. import rules
from ..forms.members import FilterForm, InterestForm
from ..models import Opportunity, Pool
from ..queries import listing, outcomes, people, translating, wording
from .pages import opportunity_or_404, paged, say, show


@doors.open_to(doors.EVERYONE)
def list_opportunities(request: HttpRequest) -> HttpResponse:
    """What people can offer to do today, soonest first."""
    form = FilterForm(request.GET or None)
    page = paged(request, listing.open_now(**form.criteria()))
    offers = listing.offers_of(page.object_list)
    words = reading.readings([translating.source(one) for one in page.object_list])
    rows = [
        (one, words[str(one.pk)], wording.first_line(one, offers.get(one.pk))) for one in page.object_list
    ]
    return show(
        request, "list_opportunities", form=form, page=page, rows=rows, filtered=any(form.criteria().values()),
        lotteries=listing.lotteries(),
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def opportunity(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice: how long, how much, by when; then the nine headings."""
    found = opportunity_or_404(request, pk)
    return show(request, "opportunity", **_notice(request, found))


def _notice(request: HttpRequest, found: Opportunity) -> dict[str, Any]:
    offer = listing.offer_of(found)
    mine = people.interest_of(found, getattr(request, "member", None))
    words = reading.reading(translating.source(found), original="original" in request.GET)
    return {
        "reading": words,
        "opportunity": found, "line": wording.first_line(found, offer), "offer": offer, "mine": mine,
        "headings": translating.in_these_words(wording.headings(found, offer), words.texts),
        "standing": people.standing(mine) if mine else None,
        "changes": [(one, outcomes.change_words(one)) for one in found.rule_changes.all()],
        "decisions": list(found.decisions.all()),
        "pool": Pool.objects.filter(opportunity=found).only("pk").first(), "left": listing.places_left(found),
    }  # fmt: skip


@doors.open_to(doors.EVERYONE)
@once.guard
def express_interest(request: HttpRequest, pk: int) -> HttpResponse:
    """One page, one button. A visitor is led through joining or signing in, and back here."""
    found = opportunity_or_404(request, pk)
    member = getattr(request, "member", None)
    if member is None:
        return _for_visitors(request, found)
    if people.interest_of(found, member):
        return redirect("opportunities:mine")
    form = InterestForm(request.POST if request.method == "POST" else None, opportunity=found)
    if request.method == "POST" and form.is_valid():
        try:
            opportunities.express_interest(
                found, member, words=form.cleaned_data["words"], answers=form.answers(),
                by=actors.of_request(request),
            )  # fmt: skip
        except opportunities.CannotJoinIn as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Thank you. We noted that you would like to."))
            return redirect("opportunities:mine")
    return show(
        request, "express_interest", form=form, waits=rules.waits_for_guardian(member), **_notice(request, found)
    )  # fmt: skip


def _for_visitors(request: HttpRequest, found: Opportunity) -> HttpResponse:
    if request.method == "POST":
        return redirect("opportunities:express_interest", found.pk)
    sign_in = doors.to_sign_in(request).headers["Location"]
    return show(request, "join_first", sign_in=sign_in, **_notice(request, found))


@doors.open_to(doors.EVERYONE)
@require_POST
def join_first(request: HttpRequest, pk: int) -> HttpResponse:
    """Join, and come back to this notice afterwards."""
    found = opportunity_or_404(request, pk)
    pages.come_back_to(request, reverse("opportunities:express_interest", args=[found.pk]))
    return redirect("people:join")


@doors.open_to(doors.EVERYONE)
def draw_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The fair lottery in public: what was committed to before the draw, and what came out."""
    found = opportunity_or_404(request, pk)
    pool = pool_or_404(found)
    file = pool.file
    return show(
        request, "draw_page", opportunity=found, pool=pool, draw=getattr(pool, "draw", None), file=file,
        people=len(file["people"]), smallest=100 * file["smallest_chance"],
        largest=100 * max(one["chance"] for one in file["people"]),
        quotas=wording.chosen_lines(found)[2:-1], checker=lottery.CHECKER.name,
    )  # fmt: skip


def pool_or_404(found: Opportunity) -> Pool:
    """The closed pool of an opportunity, with its draw where there was one."""
    return get_object_or_404(Pool.objects.select_related("draw"), opportunity=found)


@doors.open_to(doors.EVERYONE)
def draw_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The public file: before the draw with all panels; afterwards with the seed and what came out."""
    pool = pool_or_404(opportunity_or_404(request, pk))
    draw = getattr(pool, "draw", None)
    return as_file(draw.file if draw else pool.file, f"draw-{pk}.json")


@doors.open_to(doors.EVERYONE)
def checker(request: HttpRequest, name: str) -> HttpResponse:
    """The program with which anybody checks a draw."""
    if name != lottery.CHECKER.name:
        raise Http404
    response = HttpResponse(lottery.CHECKER.read_bytes(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def as_file(data: Any, name: str) -> HttpResponse:
    """Plain data as a JSON file to keep, that any page may read."""
    response = JsonResponse(data, json_dumps_params={"indent": None})
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
