"""A decision, written down."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms

from ..models import Conversation, Decider, Method, Rung
from .fields import PlainLine, PlainText

RUNG_HINTS: dict[str, str | Promise] = {
    Rung.CONSULTATION: _("People were asked; others decided."),
    Rung.ENGAGEMENT: _("People could say more than once, and saw what came of it."),
    Rung.CO_DESIGN: _("People made the options; others decided."),
    Rung.CO_PRODUCTION: _("People made the options and decided together, as equals."),
}


class DecisionForm(forms.Form):
    """What was asked, who decided and how, and what came out."""

    question = PlainLine(label=_("What was asked?"), max_length=300, missing=_("Write what was asked."))
    options = PlainText(
        label=_("Which options were there?"), rows=4, required=False, max_length=2000,
        hint=_("One in each line."),
    )  # fmt: skip
    method = forms.ChooseOne(
        label=_("How was it decided?"), choices=Method.choices, missing=_("Choose how it was decided.")
    )
    outcome = PlainText(
        label=_("What was decided?"), rows=4, max_length=2000, missing=_("Write what was decided.")
    )
    dissent = PlainText(
        label=_("Who disagreed, and why?"), rows=3, required=False, max_length=2000,
        hint=_("Say the reasons, without names. Leave it empty where nobody did."),
    )  # fmt: skip
    rung = forms.ChooseOne(
        label=_("On which rung of the ladder was this?"), choices=Rung.choices, hints=RUNG_HINTS,
        missing=_("Choose a rung of the ladder."),
    )  # fmt: skip
    decided_on = forms.DateField(label=_("When was it decided?"), missing=_("Write the day of the decision."))
    review_on = forms.DateField(
        label=_("When do you look at it again?"), missing=_("Write the day on which you look at it again.")
    )
    conversation = forms.SelectField(label=_("From which conversation?"), required=False, empty=_("None"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["decided_on"]
        day.latest = clock.today()
        field: Any = self.fields["conversation"]
        rows = Conversation.objects.published().order_by("-pk")
        field.choices = [("", _("None")), *((str(row.pk), row.title) for row in rows)]
        for role in Decider:
            self.fields[f"count_{role.value}"] = forms.NumberField(
                label=role.label, min_value=0, max_value=500, required=False, width="3"
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"count_{role.value}") for role in Decider):
            self.add_error(f"count_{Decider.PATIENT.value}", _("Write how many people decided, as what."))
        decided, review = cleaned.get("decided_on"), cleaned.get("review_on")
        if decided and review and review <= decided:
            self.add_error("review_on", _("Write a later day than that of the decision."))
        return cleaned

    def noting(self) -> dict[str, Any]:
        """What `note_decision` takes."""
        names = ("question", "method", "outcome", "dissent", "rung", "decided_on", "review_on")
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in names}
        found = self.cleaned_data["conversation"]
        return given | {
            "options": self.cleaned_data["options"].split("\n"),
            "decided_by": {role.value: self.cleaned_data.get(f"count_{role.value}") or 0 for role in Decider},
            "conversation": Conversation.objects.get(pk=found) if found else None,
        }  # fmt: skip


class ReviewForm(forms.Form):
    """What was found when a decision was looked at again."""

    said = PlainText(
        label=_("What did you find?"), rows=4, max_length=2000, missing=_("Write what you found.")
    )
    review_on = forms.DateField(
        label=_("When do you look at it again?"), required=False, hint=_("Leave it empty for not at all.")
    )
