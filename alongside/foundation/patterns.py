"""The pattern page: every component with example data, for whoever builds a room and for the tests."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from . import charts, components, doors, forms
from .figures import Figure


class PatternForm(forms.Form):
    """One of every field."""

    called = forms.TextField(label=_("What should we call you?"), autocomplete="name", width="two-thirds")
    email = forms.EmailField(label=_("Email"), hint=_("We only use it to write to you."))
    phone = forms.PhoneField(label=_("Phone"), required=False)
    born = forms.DateField(label=_("When were you born?"), birth=True, latest=date(2026, 1, 1))
    reach = forms.ChooseOne(
        label=_("How can we reach you?"),
        choices=[("email", _("Email")), ("post", _("Post")), ("none", _("Please do not write to me"))],
        hints={"post": _("We send letters with a stamped envelope.")},
        or_before="none",
    )
    bring = forms.ChooseSeveralOrOwnWords(
        label=_("What do you bring?"),
        hint=_("Choose any number."),
        choices=[("researcher", _("Researcher")), ("carer", _("Carer")), ("member", _("Community member"))],
    )
    meeting = forms.YesNo(label=_("Do you want to come to a meeting?"))
    hours = forms.NumberField(
        label=_("How many hours a month?"), min_value=0, max_value=40, suffix=_("hours")
    )
    about = forms.LongTextField(label=_("Tell us more"), max_words=50, required=False)
    language = forms.SelectField(
        label=_("Language"), choices=[("en", _("English")), ("ar", _("Arabic"))], required=False
    )
    file = forms.FileField(label=_("A file"), accept=".csv,.xlsx", required=False)
    agree = forms.ConsentField(label=_("I agree that you keep what I wrote here."))


@doors.open_to(doors.EVERYONE)
def patterns(request: HttpRequest) -> HttpResponse:
    """Show every component. A POST is judged and shown again; nothing is kept."""
    form = PatternForm(request.POST, request.FILES) if request.method == "POST" else PatternForm()
    return render(request, "foundation/patterns.html", example(form, request.GET.get("page", "3")))


def example(form: PatternForm, page: str = "3") -> dict[str, Any]:
    """Example data for the pattern page."""
    return {
        "form": form,
        "figures": _figures(),
        "chart": _chart(),
        "moments": _moments(),
        "tasks": _tasks(),
        "rows": _rows(),
        "page": Paginator(range(180), 20).get_page(page),
        "columns": [
            _("Group"),
            components.Column(_("People"), numeric=True),
            components.Column(_("Share"), True),
        ],
        "table_rows": [[_("Under 35"), 165, "33%"], [_("35 to 55"), 170, "34%"], [_("Over 55"), 165, "33%"]],
        "crumbs": [
            components.Crumb(_("Story"), "#"),
            components.Crumb(_("Figures"), "#"),
            components.Crumb("39%"),
        ],
    }


def _figures() -> list[Figure]:
    day = date(2026, 3, 1)
    return [
        Figure("a", _("identify as having a disability"), "39%", 39, 500, as_of=day),
        Figure("b", _("followers in 6 months"), "700", 700, as_of=day, qualifier=str(_("over"))),
        Figure("c", _("are deaf and use sign language"), status="too_few", as_of=day),
        Figure("d", _("people who shared our last letter"), status="not_recorded"),
    ]


def _chart() -> charts.Chart:
    return charts.Chart(
        name=_("Age of the people who take part"),
        description=_("Each bar is our share of one age group. The dark line is the share in London."),
        sentence=_("People over 55 are a third of us, more than in London."),
        baseline_name=_("London, Census 2021"),
        maximum=60,
        bars=[
            charts.Bar(_("Aged under 35"), 33, "33%", 48, "48%", 29, 37, "29% – 37%"),
            charts.Bar(_("Aged 35 to 55"), 34, "34%", 29, "29%", 30, 38, "30% – 38%"),
            charts.Bar(_("Aged over 55"), 33, "33%", 23, "23%", 29, 37, "29% – 37%"),
            charts.Bar(_("Prefer to use their own words for their age"), None, status="too_few"),
        ],
        notes=[_("The census asked for the age on one day in March 2021.")],
    )


def _moments() -> list[components.TimelineItem]:
    return [
        components.TimelineItem(
            date(2017, 10, 1), _("The Centre began"), _("A small team, and many cups of tea."),
            label=_("Build the movement"), precision="month",
        ),
        components.TimelineItem(
            date(2019, 7, 3), _("Four projects were chosen together"), url="#", label=_("Projects")
        ),
        components.TimelineItem(date(2027, 2, 1), _("The next round opens"), precision="month", future=True),
    ]  # fmt: skip


def _tasks() -> list[components.Task]:
    return [
        components.Task(
            _("Call Amina back"), "#", _("She asked for a call after 4 pm."), _("To do"), "attention",
            date(2026, 4, 2)
        ),
        components.Task(_("Check the minutes"), "#", status=_("Waiting for Tom"), kind="waiting"),
        components.Task(_("Send the pack"), status=_("Done"), kind="good"),
    ]  # fmt: skip


def _rows() -> list[components.Row]:
    return [
        components.Row(_("Name"), "Amina", "#", _("the name")),
        components.Row(_("What I bring"), [_("Carer"), _("Community member")], "#", _("what you bring")),
        components.Row(_("Joined"), "1 March 2026"),
    ]
