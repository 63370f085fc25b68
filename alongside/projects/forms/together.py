"""What a team shares, and the log after a meeting: what comes in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms
from alongside.people.models import Member

from ..models import PinKind, TeamRole
from .projects import MemberField

MOST_LETTERS = 4000


class PinForm(forms.Form):
    """A link, a note, a date, or something to do."""

    kind = forms.ChooseOne(
        label=_("What is it?"), choices=PinKind.choices, small=True, missing=_("Choose what it is.")
    )
    text = forms.LongTextField(
        label=_("In words"), rows=2, max_length=2000, missing=_("Write what it is."),
        hint=_("For example: “Next meeting, by phone”, or “Book the room”."),
    )  # fmt: skip
    url = forms.TextField(label=_("The link, if it is one"), required=False, max_length=500, spellcheck=False)
    on = forms.DateField(label=_("The day, if it has one"), required=False)
    member = forms.SelectField(label=_("Who does it?"), required=False)

    def __init__(self, *args: Any, team: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = {str(one.pk): one for one in team}
        field: Any = self.fields["member"]
        field.choices = [("", _("Nobody yet")), *((key, one.called) for key, one in self.team.items())]

    def clean_member(self) -> Member | None:
        """The member themselves."""
        return self.team.get(self.cleaned_data["member"])


class LogForm(forms.Form):
    """A meeting, in a minute: three short answers, and who was there."""

    happened = forms.LongTextField(
        label=_("What happened?"), rows=2, max_length=MOST_LETTERS,
        missing=_("Write what happened. A few words are enough."),
    )  # fmt: skip
    surprised = forms.LongTextField(
        label=_("What surprised you?"), rows=2, max_length=MOST_LETTERS, required=False
    )
    next_step = forms.LongTextField(label=_("What is next?"), rows=2, max_length=MOST_LETTERS, required=False)
    held_on = forms.DateField(label=_("When was it?"), missing=_("Write the day."))

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["held_on"]
        day.latest = clock.today()
        self.initial.setdefault("held_on", clock.today())
        self.roles = roles
        for role in roles:
            self.fields[f"there_{role}"] = forms.NumberField(
                label=_("How many were there: %(role)s") % {"role": TeamRole(role).label}, required=False,
                min_value=0, max_value=500, width="3",
            )  # fmt: skip

    def entry(self) -> dict[str, Any]:
        """What `write_log` takes."""
        given = self.cleaned_data
        counts = {role: given.get(f"there_{role}") or 0 for role in self.roles}
        words = {name: given[name] for name in ("happened", "surprised", "next_step")}
        return words | {"on": given["held_on"], "there": counts}


class RecordLogForm(forms.ToldForm, LogForm):
    """A meeting, as somebody told us."""

    member = MemberField(label=_("Who tells us?"))
    field_order = ("member", "happened", "surprised", "next_step")
