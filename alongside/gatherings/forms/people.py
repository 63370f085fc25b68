"""Naming members: who helps with a session, and what members propose."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.people.queries import members

from ..models import HelperRole, Series, Session, WouldChair
from ..queries import sessions
from .asking import AsksFirstForm

ROLE_HINTS = {
    HelperRole.CHAIR.value: _("Opens and closes the session, and keeps to the plan."),
    HelperRole.FACILITATOR.value: _("Helps everybody to be heard."),
    HelperRole.SCRIBE.value: _("Writes down what is said and agreed."),
    HelperRole.ACCESS_SUPPORT.value: _("Sees that what people need is there on the day."),
}


class MemberField(forms.TextField):
    """A member by reference, or by name where only one has it. Gives a Member."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("hint", _("Their reference, such as K7FD-3MXA, or their name."))
        kwargs.setdefault("missing", _("Write their reference or their name."))
        super().__init__(width="two-thirds", spellcheck=False, autocomplete="off", max_length=200, **kwargs)

    def clean(self, value: Any) -> Any:
        words = " ".join(str(super().clean(value) or "").split())
        if not words:
            return None
        found = members.named(words)
        if not found:
            raise ValidationError(_("We know nobody of this name or reference. Look in the list of members."))
        if len(found) > 1:
            raise ValidationError(
                _("Several members have this name. Write the reference of the one you mean.")
            )
        return found[0]


class HelperForm(AsksFirstForm):
    """Somebody who helps with a session. Any member can do any of it."""

    member = MemberField(label=_("Who helps?"))
    role = forms.ChooseOne(
        label=_("With what?"), choices=HelperRole.choices, hints=ROLE_HINTS, missing=_("Choose what they do.")
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session

    def questions(self, cleaned: dict[str, Any]) -> list[Any]:
        held = self.session
        same = sessions.overlapping(held.starts_at, held.ends_at, member_ids=[cleaned["member"].pk], but=held)
        return [
            _("They help with another session at the same time: %(title)s.") % {"title": other.title}
            for other in same
        ]


class ProposalForm(forms.Form):
    """A member proposes a session."""

    series_pk = forms.ChooseOne(label=_("Which series does it fit?"), missing=_("Choose a series."))
    title = forms.TextField(
        label=_("What would the session be about?"),
        hint=_("A few words, like a title."),
        missing=_("Write what it would be about."),
        max_length=160,
    )
    purpose = forms.LongTextField(
        label=_("Why does it matter, and what would people do?"),
        missing=_("Write why it matters."),
        rows=5,
        max_length=2000,
    )
    when_roughly = forms.TextField(
        label=_("When, roughly?"), hint=_("For example: an evening in March."), required=False, max_length=200
    )
    would_chair = forms.ChooseOne(
        label=_("Would you chair it?"),
        hint=_("The chair opens and closes the session. We help you to prepare."),
        choices=WouldChair.choices,
        missing=_("Choose an answer. You can change your mind later."),
        small=True,
    )

    def __init__(self, *args: Any, all_series: list[Series], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.all_series = {str(one.pk): one for one in all_series}
        field: Any = self.fields["series_pk"]
        field.choices = [(pk, one.name) for pk, one in self.all_series.items()]
        if len(self.all_series) == 1:
            del self.fields["series_pk"]

    def proposal(self) -> dict[str, Any]:
        """What `propose_session` takes, beside the series."""
        names = ("title", "purpose", "when_roughly", "would_chair")
        return {name: self.cleaned_data[name] for name in names}

    def series(self) -> Series:
        """The series that was chosen, or the only one."""
        return self.all_series[self.cleaned_data.get("series_pk") or next(iter(self.all_series))]


class RecordProposalForm(ProposalForm, forms.ToldForm):
    """A proposal that somebody made by phone, by post or in person."""

    member = MemberField(label=_("Who proposes it?"))

    field_order = ["member", "series_pk", "title", "purpose", "when_roughly", "would_chair"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chair: Any = self.fields["would_chair"]
        chair.label, chair.help_text = _("Would they chair it?"), ""
