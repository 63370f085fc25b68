"""What comes in about panels: who is on them, conflicts of interest, points, and the meeting."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.opportunities.models import Opportunity
from alongside.payments.queries import rates
from alongside.people import actions as people

from .. import actions as funding
from ..models import Bid, ConflictKind, Criterion, HasConflict, PanelMember, ScoreSheet
from ..models.panel import AS_ONE
from ..queries import panels
from ..queries.scoring import Standing

MOST_RADIOS = 10
KINDS = [(kind.value, kind.label) for kind in ConflictKind if kind != ConflictKind.ON_IT]


class Told(forms.ToldForm):
    """How somebody told us."""

    def as_told(self) -> people.Told:
        """What actions take."""
        return people.Told(**self.told())


class PanelForm(forms.Form):
    """When and where the panel meets, and the opportunity that fills it."""

    meets_on = forms.DateField(
        label=_("When does the panel meet?"), missing=_("Write the day of the meeting.")
    )
    where = forms.TextField(label=_("Where, and how to join from elsewhere"), required=False, max_length=200)
    opportunity = forms.SelectField(
        label=_("Which opportunity fills it?"), required=False, empty=_("None: staff add people"),
        hint=_("Whoever takes up a place of it is on the panel."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["opportunity"]
        rows = Opportunity.objects.filter(publication__isnull=False).order_by("-pk")[:50]
        field.choices = [("", _("None: staff add people")), *((str(row.pk), row.title) for row in rows)]

    def panel(self) -> dict[str, Any]:
        """What the actions take."""
        chosen = self.cleaned_data["opportunity"]
        return {
            "meets_on": self.cleaned_data["meets_on"], "where": self.cleaned_data["where"],
            "opportunity": Opportunity.objects.get(pk=chosen) if chosen else None,
        }  # fmt: skip


class LeaveForm(forms.Form):
    """A button that needs no words."""


class FindForm(forms.Form):
    """Who should be on the panel."""

    words = forms.TextField(
        label=_("Name, reference, phone or email"), missing=_("Write a name or a reference."), max_length=100
    )


class PersonForm(forms.Form):
    """As what somebody is on the panel, and how they join."""

    as_what = forms.ChooseOne(
        label=_("As what are they on the panel?"),
        choices=list(AS_ONE.items()),
        missing=_("Choose as what they are there."),
    )
    remote = forms.YesNo(
        label=_("Do they join from elsewhere?"), missing=_("Choose whether they join from elsewhere.")
    )


class OfferForm(forms.Form):
    """What is paid for sitting on the panel."""

    rate = forms.ChooseOne(label=_("What do we pay for it?"), choices=(), missing=_("Choose what we pay."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rates = {str(row.pk): row for row in rates.rates_today()}
        field: Any = self.fields["rate"]
        field.choices = [(pk, row.get_unit_display()) for pk, row in self.rates.items()]


class ConflictsForm(forms.Form):
    """One answer about each bid; nothing is chosen beforehand."""

    mark_optional = False

    def __init__(self, *args: Any, bids: Iterable[Bid], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bids = list(bids)
        for bid in self.bids:
            who = panels.who_asks(bid)
            self.fields[f"bid_{bid.pk}"] = forms.ChooseOne(
                label=f"{bid.title} ({who})", choices=HasConflict.choices, inline=True, small=True,
                missing=say("Choose an answer for “%(bid)s”.") % {"bid": bid.title},
            )  # fmt: skip
            self.fields[f"kind_{bid.pk}"] = forms.SelectField(
                label=say("If there is a conflict with “%(bid)s”: what kind?") % {"bid": bid.title}, choices=KINDS,
                required=False, empty=_("No conflict"),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for bid in self.bids:
            answer, kind = cleaned.get(f"bid_{bid.pk}"), cleaned.get(f"kind_{bid.pk}")
            if answer == HasConflict.CONFLICT and not kind:
                self.add_error(f"kind_{bid.pk}", _("Choose what kind of conflict it is."))
            elif answer == HasConflict.NONE and kind:
                self.add_error(f"kind_{bid.pk}", _("You chose no conflict above. Look at both answers."))
        return cleaned

    def said(self) -> dict[int, funding.Said]:
        """What `declare_conflicts` takes."""
        data = self.cleaned_data
        return {bid.pk: funding.Said(data[f"bid_{bid.pk}"], data[f"kind_{bid.pk}"]) for bid in self.bids}


class ConflictsForForm(Told, ConflictsForm):
    """The same, told by phone, by post or in person."""


class ConflictForm(forms.Form):
    """A conflict with one bid that somebody found later."""

    kind = forms.ChooseOne(
        label=_("What kind of conflict is it?"),
        choices=KINDS,
        missing=_("Choose what kind of conflict it is."),
    )
    words = forms.TextField(
        label=_("Anything that the coordinators should know"), required=False, max_length=300
    )


class ScoreForm(forms.Form):
    """Points for each criterion, and a comment. A draft may leave some out."""

    mark_optional = False

    def __init__(
        self, *args: Any, criteria: Iterable[Criterion], sheet: ScoreSheet | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        known = {row.criterion_id: row.points for row in sheet.scores.all()} if sheet else {}
        for one in self.criteria:
            self.fields[f"criterion_{one.pk}"] = _points(one)
            self.initial.setdefault(f"criterion_{one.pk}", known.get(one.pk))
        self.fields["comment"] = forms.LongTextField(
            label=_("Your comment"), required=False, rows=4, max_length=2000,
            hint=_("Others read it without your name, once the meeting has opened."),
        )  # fmt: skip
        self.initial.setdefault("comment", sheet.comment if sheet else "")
        self.order_fields([*(f"criterion_{one.pk}" for one in self.criteria), "comment"])

    def given(self) -> dict[str, Any]:
        """What `score` takes."""
        chosen = {one.pk: self.cleaned_data.get(f"criterion_{one.pk}") for one in self.criteria}
        points = {pk: int(value) if value not in (None, "") else None for pk, value in chosen.items()}
        return {"points": points, "comment": self.cleaned_data["comment"]}


def _points(one: Criterion) -> Any:
    hint: str | Promise = one.means
    if one.weight > 1:
        hint = say("%(means)s It counts %(times)d times.") % {"means": one.means, "times": one.weight}
    if one.most > MOST_RADIOS:
        return forms.NumberField(label=one.name, hint=hint, min_value=0, max_value=one.most, required=False)
    choices = [(str(points), str(points)) for points in range(one.most + 1)]
    return forms.ChooseOne(
        label=one.name, hint=hint, choices=choices, inline=True, small=True, required=False
    )


class ScoreForForm(Told, ScoreForm):
    """Points that somebody told us by phone, by post or in person."""


class PresentForm(forms.Form):
    """Who is at the meeting."""

    mark_optional = False

    def __init__(
        self, *args: Any, people: Iterable[PanelMember], former: dict[int, bool] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = list(people)
        choices = [("", _("Not there")), ("room", _("In the room")), ("remote", _("From elsewhere"))]
        for one in self.people:
            self.fields[f"person_{one.pk}"] = forms.ChooseOne(
                label=one.member.called, choices=choices, inline=True, small=True, required=False,
                initial=_where(one, former),
            )  # fmt: skip

    def present(self) -> dict[int, bool]:
        """Who is there, and whether from elsewhere."""
        chosen = {one.pk: self.cleaned_data[f"person_{one.pk}"] for one in self.people}
        return {pk: value == "remote" for pk, value in chosen.items() if value}


def _where(one: PanelMember, former: dict[int, bool] | None) -> str:
    """Where somebody is: as it was noted (`former`: from elsewhere, by person), else as they meant to join."""
    if former is not None and one.pk not in former:
        return ""
    return "remote" if (one.remote if former is None else former[one.pk]) else "room"


class PlacesForm(forms.Form):
    """Where people placed bids after talking, and why one moved."""

    mark_optional = False

    def __init__(self, *args: Any, rows: Collection[Standing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            pk, title, placed = row.bid.pk, row.bid.title, row.placed
            before = (
                say("By scores it was number %(rank)s.") % {"rank": row.rank}
                if row.rank
                else say("No scores.")
            )
            self.fields[f"place_{pk}"] = forms.NumberField(
                label=say("Place of “%(bid)s”") % {"bid": title}, hint=before, required=False, width="3", min_value=1,
                initial=(placed.after if placed and placed.after else row.rank),
            )  # fmt: skip
            self.fields[f"reason_{pk}"] = forms.TextField(
                label=say("If “%(bid)s” moved: why?") % {"bid": title}, required=False, max_length=500,
                initial=placed.reason if placed else "",
            )  # fmt: skip

    def places(self) -> dict[str, Any]:
        """What `place_bids` takes."""
        data = self.cleaned_data
        return {
            "places": {row.bid.pk: data[f"place_{row.bid.pk}"] for row in self.rows},
            "reasons": {row.bid.pk: data[f"reason_{row.bid.pk}"] for row in self.rows},
        }


class CloseMeetingForm(forms.Form):
    """Notes of the meeting."""

    notes = forms.LongTextField(
        label=_("Notes of the meeting"), rows=8, required=False, max_length=10_000,
        hint=_("What was talked about, and what was agreed. Name nobody."),
    )  # fmt: skip
