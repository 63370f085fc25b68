"""What is written about awards and their money."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alongside.foundation import clock, forms
from alongside.projects.models import TeamRole

from ..actions import Part
from ..models import Award

MOST = 1_000_000_000
"""Pence: ten million pounds. A larger sum is a slip of the finger."""
ROWS = 4


def pounds(label: Any, **more: Any) -> forms.PoundsField:
    """A field for a sum of an award."""
    return forms.PoundsField(label=label, most=MOST, **more)


def day(label: Any, missing: Any = None, **more: Any) -> forms.DateField:
    """A field for a day."""
    return forms.DateField(label=label, missing=missing or _("Write the day."), **more)


def words(label: Any, missing: Any, **more: Any) -> forms.LongTextField:
    """A field for a few sentences."""
    return forms.LongTextField(label=label, missing=missing, rows=4, max_length=2000, **more)


class OfferForm(forms.Form):
    """What is offered to a bid."""

    pence = pounds(_("How much do we offer?"), hint=_("The whole award, with access costs."))
    starts_on = day(_("First day"))
    ends_on = day(_("Last day"))
    answer_by = day(_("By when should they answer?"))
    builds_on = forms.SelectField(
        label=_("Does it build on an earlier award?"), required=False, empty=_("No earlier award")
    )
    over_cap_because = words(
        _("If it is more than was decided, or than the cap: why?"), None, required=False,
        hint=_("Everybody can read this."),
    )  # fmt: skip

    def __init__(self, *args: Any, earlier: list[Award], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earlier = {row.reference: row for row in earlier}
        field: Any = self.fields["builds_on"]
        field.choices = [
            ("", _("No earlier award")),
            *((key, row.bid.title) for key, row in self.earlier.items()),
        ]

    def offer(self) -> dict[str, Any]:
        """What `make_award` takes."""
        given = dict(self.cleaned_data)
        return given | {"builds_on": self.earlier.get(given["builds_on"])}


class OfferAgainForm(forms.Form):
    """Until when an offer that is made once more waits."""

    answer_by = day(_("By when should they answer?"))


def role_field() -> forms.ChooseOne:
    """As what somebody is in the team."""
    return forms.ChooseOne(
        label=_("As what do you work in the team?"), choices=TeamRole.choices,
        hint=_("Nobody is named in public unless they agree."), missing=_("Choose as what you are in the team."),
    )  # fmt: skip


class AcceptForm(forms.Form):
    """A lead accepts, and says as what they are in the team."""

    role = role_field()


class NothingForm(forms.Form):
    """A button that needs no words."""


class _Whose(forms.ToldForm):
    """What a lead told us: which of the leads."""

    lead = forms.ChooseOne(label=_("Who told us?"), missing=_("Choose who told us."))

    def __init__(self, *args: Any, leads: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leads = {str(member.pk): member for member in leads}
        field: Any = self.fields["lead"]
        field.choices = [(key, member.called) for key, member in self.leads.items()]
        if len(self.leads) == 1:
            self.initial.setdefault("lead", next(iter(self.leads)))
        told = [name for name in self.fields if name not in ("lead", *self.told_fields)]
        self.order_fields(["lead", *told])

    def member(self) -> Any:
        """The lead who told us."""
        return self.leads[self.cleaned_data["lead"]]


class AcceptForThemForm(_Whose):
    """A lead accepted by phone, by post or in person."""

    role = role_field()


class ToldByLeadForm(_Whose):
    """A lead told us yes or no, and no more is to be written."""


class BecauseForm(forms.Form):
    """Why something is not done, or is taken back."""

    because = words(_("Why?"), _("Say why. They read it."), hint=_("They read this."))


class RefuseForThemForm(_Whose):
    """A lead refuses a change by phone, by post or in person."""

    because = words(_("Why?"), _("Write what they said."))


class PlanForm(forms.Form):
    """Up to four parts: a sum, a day, and what has to be there first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, ROWS + 1):
            first = number == 1
            given = {"number": number}
            self.fields[f"pence_{number}"] = pounds(_("Part %(number)d: how much?") % given, required=first)
            self.fields[f"due_on_{number}"] = day(_("Part %(number)d: due when?") % given, required=first)
            self.fields[f"condition_{number}"] = forms.TextField(
                label=_("Part %(number)d: what has to be there first?") % given, required=False, max_length=300,
                hint=_("Leave it empty for nothing."),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(2, ROWS + 1):
            pence, due = cleaned.get(f"pence_{number}"), cleaned.get(f"due_on_{number}")
            if pence and not due and f"due_on_{number}" not in self.errors:
                self.add_error(f"due_on_{number}", _("Write when this part is due."))
            if due and not pence and f"pence_{number}" not in self.errors:
                self.add_error(f"pence_{number}", _("Write how much this part is."))
        return cleaned

    def parts(self) -> list[Part]:
        """The parts that were written."""
        given = self.cleaned_data
        return [
            Part(given[f"pence_{n}"], given[f"due_on_{n}"], given[f"condition_{n}"] or "")
            for n in range(1, ROWS + 1)
            if given[f"pence_{n}"]
        ]


class PayForm(forms.Form):
    """Finance paid: under which reference and when."""

    reference = forms.TextField(
        label=_("Reference of finance"), max_length=40, spellcheck=False,
        hint=_("As it stands on the statement. Never write bank details here."),
        missing=_("Write the reference under which finance paid it, in at most 40 letters."),
    )  # fmt: skip
    on = day(_("On which day was it paid?"), _("Write the day when it was paid."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["on"]
        field.latest = clock.today()
        self.initial.setdefault("on", clock.today())


class ReturnForm(forms.Form):
    """Money came back unspent."""

    pence = pounds(_("How much came back?"))
    on = day(_("On which day?"))
    reference = forms.TextField(
        label=_("Reference on the statement"), max_length=40, spellcheck=False,
        missing=_("Write the reference on the statement, in at most 40 letters."),
    )  # fmt: skip
    why = words(pgettext_lazy("of money that came back", "Why, if you know"), None, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["on"]
        field.latest = clock.today()
        self.initial.setdefault("on", clock.today())


class CloseForm(forms.Form):
    """What was spent in the end."""

    spent_pence = pounds(
        _("How much was spent in the end?"), required=False, hint=_("Leave it empty if nothing was spent.")
    )


def over_pot_field() -> forms.LongTextField:
    """Why a larger sum goes over the pot of the round."""
    return words(
        _("If it is more than the pot of the round has left: why?"), None, required=False,
        hint=_("Everybody can read this."),
    )  # fmt: skip


class ApproveSumForm(forms.Form):
    """The centre agrees to another sum."""

    over_pot_because = over_pot_field()


class VariationForm(forms.Form):
    """A change of an award, of one kind, and why."""

    def __init__(self, *args: Any, kind: str, ends_on: date, proposes: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind == "extension":
            self.fields["to_day"] = day(_("Which is the new last day?"))
        elif kind == "amount":
            self.fields["to_pence"] = pounds(
                _("Which is the new sum?"), hint=_("The whole award, not the difference.")
            )
        else:
            self.fields["to_words"] = words(
                _("What is the money for from now on?"), _("Write what the money is for from now on."),
                hint=_("Everybody can read this."),
            )  # fmt: skip
        self.fields["reason"] = words(_("Why is this needed?"), _("Say why, in at most 2,000 letters."))
        if kind == "amount" and proposes:
            self.fields["over_pot_because"] = over_pot_field()

    def to(self) -> Any:
        """The new day, sum or purpose."""
        return self.cleaned_data[{"extension": "to_day", "amount": "to_pence"}.get(self.kind, "to_words")]


class VariationForThemForm(VariationForm, _Whose):
    """A lead asked for a change by phone, by post or in person."""


class PublisherForm(forms.Form):
    """How the centre is known to 360Giving."""

    given_prefix = forms.TextField(
        label=_("Prefix of the centre"), max_length=40, spellcheck=False, hint=_("Like 360G-OurCentre."),
        missing=_("Write the prefix that 360Giving gave you."),
    )  # fmt: skip
    organisation_id = forms.TextField(
        label=_("Identifier of the centre"), max_length=60, spellcheck=False,
        hint=_("Like GB-CHC-1234567 for a charity. org-id.guide lists the registers."),
        missing=_("Write the identifier of the centre."),
    )  # fmt: skip
    name = forms.TextField(
        label=_("Name of the centre or of its host, as the register has it"), max_length=200,
        missing=_("Write the name."),
    )  # fmt: skip

    def clean_given_prefix(self) -> str:
        prefix = str(self.cleaned_data["given_prefix"]).strip()
        if not prefix.startswith("360G-") or not prefix[5:].replace("-", "").replace("_", "").isalnum():
            raise ValidationError(_("A prefix begins with 360G- and has letters, digits and dashes."))
        return prefix

    def clean_organisation_id(self) -> str:
        given = str(self.cleaned_data["organisation_id"]).strip()
        if given.count("-") < 1 or not given.replace("-", "").replace("_", "").replace(".", "").isalnum():
            raise ValidationError(_("Write the register and the number, with dashes, like GB-CHC-1234567."))
        return given

    def publisher(self) -> dict[str, Any]:
        """What `set_publisher` takes."""
        given = self.cleaned_data
        return {"prefix": given["given_prefix"]} | {name: given[name] for name in ("organisation_id", "name")}
