"""The Monday view: what is due for whoever runs the centre, one step each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from alongside.foundation import clock, doors, kept

from ..forms.week import WeekForm
from ..queries import gaps
from ..queries import week as weeks

STAFFS = _("It shows the work of staff. What waits for a member stands on their own desk.")


@doors.open_to(doors.STAFF, why_not_members=STAFFS)
@never_cache
def week(request: HttpRequest) -> HttpResponse:
    """Overdue, this week, the weeks after: of one room or all, to read or to print."""
    everything = weeks.of(request)
    choices = [(name, words) for name, words, _count in everything.rooms]
    form = WeekForm(request.GET or None, rooms=choices)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = weeks.narrowed(everything, room=chosen.get("room", ""), whose=chosen.get("whose", ""))
    context = {
        "form": form, "week": found, "everything": everything.count, "today": clock.today(),
        "until": weeks.end_of_week(clock.today()),
        "gaps": _gaps(request) if doors.roles_of(request) & doors.COORDINATORS else None,
    }  # fmt: skip
    return render(request, "desk/week.html", context)


@doors.open_to(doors.COORDINATORS, why_not_members=STAFFS)
@never_cache
def see_gaps(request: HttpRequest) -> HttpResponse:
    """What reports on working with people still lack in the last twelve months, and where to add it."""
    return render(request, "desk/see_gaps.html", {"gaps": _gaps(request)})


def _gaps(request: HttpRequest) -> gaps.Gaps:
    """What is missing, which is the same for each coordinator."""
    return kept.for_readers("desk.gaps", request, gaps.of_last_year)
