"""What those who check and those who pay write."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms
from alongside.people.models import Member
from alongside.people.queries import members

from ..models import Unit


class PaidForm(forms.Form):
    """The day on which finance paid."""

    on = forms.DateField(label=_("On which day was it paid?"), missing=_("Write the day when it was paid."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["on"]
        day.latest = clock.today()
        self.initial.setdefault("on", clock.today())


class FailedForm(forms.Form):
    """Why a payment came back."""

    because = forms.LongTextField(
        label=_("Why did it come back?"), hint=_("The person reads this."), rows=3, max_length=500,
        missing=_("Say why it failed, so that it can be put right."),
    )  # fmt: skip


class RateCardForm(forms.Form):
    """A dated card: a rate for each length of time that the centre pays for."""

    name = forms.TextField(label=_("Name of the card"), missing=_("Write a name."), max_length=120)
    starts_on = forms.DateField(
        label=_("From which day does it count?"), missing=_("Write the first day on which it counts.")
    )
    source = forms.TextField(
        label=_("Where do the rates come from?"),
        hint=_("Everybody can read this. Give the document and its date."),
        missing=_("Write where the rates come from."),
        max_length=300,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for unit, label in Unit.choices:
            self.fields[unit] = forms.PoundsField(label=label, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.rates():
            self.add_error(str(Unit.HALF_HOUR), _("Write at least one rate."))
        return cleaned

    def rates(self) -> dict[str, int]:
        """The rates that were written, in pence."""
        return {unit: self.cleaned_data[unit] for unit in Unit.values if self.cleaned_data.get(unit)}


class FindForm(forms.Form):
    """The member for whom something is written down."""

    reference = forms.TextField(
        label=_("Reference or name of the member"), hint=_("Like K7FD-3MXA, or exactly the name that we have."),
        required=False, max_length=200, width="two-thirds", spellcheck=False, autocomplete="off",
    )  # fmt: skip

    mark_optional = False

    def clean_reference(self) -> Member | None:
        words = str(self.cleaned_data["reference"] or "").strip()
        found = members.named(words) if words else []
        if words and not found:
            raise ValidationError(
                _("Nobody has this reference or exactly this name. Check it, or ask a coordinator for it.")
            )
        if len(found) > 1:
            raise ValidationError(_("Several members have this name. Write the reference of the right one."))
        return found[0] if found else None
