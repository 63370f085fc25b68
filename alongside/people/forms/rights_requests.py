"""Asking about one's own data, and answering."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.foundation.components import Text
from alongside.foundation.forms import ToldForm

from ..models import Member
from ..models.rights_requests import Outcome, Right, RightsRequest
from ..queries import members


class AskRightForm(forms.Form):
    """What a member asks about their data."""

    right = forms.ChooseOne(
        label=_("What would you like?"), choices=Right.choices, missing=_("Choose what it is about.")
    )
    words = forms.LongTextField(
        label=_("What is it about?"), hint=_("In your own words. You can leave it empty."), required=False, rows=4,
        max_length=4000,
    )  # fmt: skip


class NoteRightForm(ToldForm):
    """The same, as somebody asked it by phone, by post or in person."""

    reference = forms.TextField(
        label=_("Their reference, if they are a member"), required=False, max_length=20, autocomplete="off"
    )
    called = forms.TextField(
        label=_("Who asks, if they are no member"),
        required=False,
        needed_sometimes=True,
        max_length=100,
        autocomplete="off",
    )
    contact = forms.LongTextField(
        label=_("How we can answer them, if they are no member"),
        required=False,
        needed_sometimes=True,
        rows=3,
        max_length=400,
    )
    right = forms.ChooseOne(
        label=_("What do they ask?"), choices=Right.choices, missing=_("Choose what it is about.")
    )
    words = forms.LongTextField(label=_("In their own words"), required=False, rows=4, max_length=4000)

    def clean_reference(self) -> Member | None:
        """The member with this reference; None where it was left empty."""
        typed = self.cleaned_data["reference"]
        found = members.by_reference(typed).first()
        if typed and found is None:
            raise forms.ValidationError(_("We found nobody with this reference. Look at it again."))
        return found


class AnswerRightForm(forms.Form):
    """What became of a request. It says whom the words reach."""

    outcome = forms.ChooseOne(
        label=_("What became of it?"), choices=Outcome.choices, missing=_("Choose what became of it.")
    )
    answer = forms.LongTextField(
        label=_("What was done, or why it was not"), missing=_("Write what was done, or why it was not."),
        rows=6, max_length=4000,
    )  # fmt: skip

    def __init__(self, *args: Any, request: RightsRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer: Any = self.fields["answer"]
        answer.help_text = _whom_it_reaches(request.member)


def _whom_it_reaches(member: Member | None) -> Text:
    if member is None:
        return _("Nothing is sent from here. Call or write to them yourself.")
    if member.has_left:
        return _("They left the centre, so nobody is written to. Tell them yourself where you can.")
    if not members.may_be_reached(member):
        return _("Nobody is written to before their parent or guardian agrees. The words stay on record.")
    return _("They get these words by their own way.")
