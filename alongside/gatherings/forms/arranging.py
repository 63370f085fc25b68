"""What the access role writes while it arranges something."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.people.models import Member

from ..models import Adjustment

MOST_POUNDS = 100_000
OWN = "own"


class TakeOnForm(forms.Form):
    """Who makes this their task."""

    owner = forms.ChooseOne(label=_("Who takes this on?"), missing=_("Choose who takes this on."))

    def __init__(self, *args: Any, owners: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["owner"]
        choice.choices = [(str(member.pk), member.called) for member in owners]


def _cost(label: Any) -> forms.NumberField:
    return forms.NumberField(
        label=label, hint=_("Leave it empty if it costs nothing."), prefix="£", whole=False, min_value=0,
        max_value=MOST_POUNDS, required=False, width="10",
    )  # fmt: skip


def _pence(pounds: Any) -> int:
    return round(pounds * 100) if pounds else 0


class ArrangeForm(forms.Form):
    """What was arranged, with whom, at what cost. One booking may serve several people."""

    same_as = forms.ChooseOne(
        label=_("Is this a booking of its own?"), required=False, initial=OWN, small=True,
        hint=_("One booking can serve several people. Its cost counts once."),
    )  # fmt: skip
    what = forms.LongTextField(
        label=_("What exactly did you arrange?"),
        hint=_("The person reads these words before the day. Say where, when and who."),
        missing=_("Write what you arranged. The person will read it."),
        rows=4, max_length=1500,
    )  # fmt: skip
    supplier = forms.TextField(
        label=_("Who supplies it?"), hint=_("Only access support sees this."), required=False, max_length=200
    )
    cost = _cost(_("What does it cost?"))

    def __init__(self, *args: Any, siblings: Sequence[Adjustment] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.siblings = {str(row.pk): row for row in siblings}
        choice: Any = self.fields["same_as"]
        choice.choices = [
            (OWN, _("Yes, it is a booking of its own")),
            *((pk, _booking(row)) for pk, row in self.siblings.items()),
        ]
        if not self.siblings:
            del self.fields["same_as"]

    def arranged(self) -> dict[str, Any]:
        """What `arrange` takes."""
        given = self.cleaned_data
        return {
            "what": given["what"], "supplier": given["supplier"], "cost_pence": _pence(given["cost"]),
            "same_as": self.siblings.get(given.get("same_as", "")),
        }  # fmt: skip


def _booking(row: Adjustment) -> Any:
    return format_lazy(_("No, it is this booking: {booking}"), booking=row.supplier or row.answer[:60])


class CannotForm(forms.Form):
    """Why it is not possible, and what there is instead."""

    because = forms.LongTextField(
        label=_("Why is it not possible?"), hint=_("The person reads these words."),
        missing=_("Write why it is not possible."), rows=3, max_length=1000,
    )  # fmt: skip
    instead = forms.LongTextField(
        label=_("What do you offer instead?"), hint=_("Ask the person first, if you can."),
        missing=_("Write what you offer instead."), rows=3, max_length=1000,
    )  # fmt: skip


class BookByForm(forms.Form):
    """A book-by date of its own."""

    day = forms.DateField(
        label=_("By when does it have to be booked?"), required=False,
        hint=_("Leave it empty for the usual date."),
    )  # fmt: skip


class CallOffForm(forms.Form):
    """The supplier knows that it is not needed any more."""

    cost = _cost(_("What do we have to pay all the same?"))

    def pence(self) -> int:
        """The cost in pence."""
        return _pence(self.cleaned_data["cost"])


class FindPersonForm(forms.Form):
    """Find somebody who told us a need by phone, by post or in person."""

    words = forms.TextField(
        label=_("Name or reference"), hint=_("For example, K7FD-3MXA"), missing=_("Write a name or reference."),
        max_length=100, autocomplete="off", spellcheck=False,
    )  # fmt: skip
