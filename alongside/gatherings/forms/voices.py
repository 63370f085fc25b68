"""What somebody says to a session, and the answer to it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms
from alongside.people.models import Attribution

from ..models import AnswerState, ContributionKind
from ..models.voices import NAMED_BY

NOT_UNTIL_18 = _("Until you are 18 we do not print your name. It keeps you safe.")


class NamingFields(forms.Form):
    """How somebody is named for what they said."""

    named = forms.ChooseOne(
        label=_("How should we name you?"), choices=NAMED_BY, initial=Attribution.NONE,
        missing=_("Choose how we name you."),
    )  # fmt: skip
    role_text = forms.TextField(
        label=_("Your role, if you chose it"), hint=_("For example: carer, researcher, young adviser."),
        required=False, needed_sometimes=True, max_length=120,
    )  # fmt: skip

    def _prepare_naming(self, young: bool) -> None:
        if young:
            field: Any = self.fields["named"]
            field.choices = [one for one in NAMED_BY if one[0] != Attribution.FIRST_NAME]
            field.help_text = NOT_UNTIL_18

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("named") == Attribution.ROLE and not cleaned.get("role_text"):
            self.add_error("role_text", _("Write the role that we should show."))
        return cleaned


class SayForm(NamingFields):
    """An idea, a question, a worry or something else, in own words."""

    kind = forms.ChooseOne(
        label=_("What is it?"), choices=ContributionKind.choices, inline=True, missing=_("Choose what it is.")
    )
    text = forms.LongTextField(
        label=_("What would you like to say?"), rows=5, max_length=2000,
        hint=_("Please leave out names of other people."), missing=_("Write what you would like to say."),
    )  # fmt: skip
    field_order = ("kind", "text", "named", "role_text")

    def __init__(self, *args: Any, young: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare_naming(young)

    def saying(self) -> dict[str, Any]:
        """What `say` takes."""
        return {name: self.cleaned_data[name] for name in ("kind", "text", "named", "role_text")}


class NamingForm(NamingFields):
    """Changing how one is named for something that was said already."""

    def __init__(self, *args: Any, young: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare_naming(young)


class RenameForm(forms.ToldForm, NamingForm):
    """Somebody told us that they want to be named in another way."""


class HoldBackForm(forms.Form):
    """Why something is not shown. The person who said it reads this."""

    because = forms.LongTextField(
        label=_("Why do we not show it?"), rows=3, max_length=600,
        hint=_("The person who said it reads your words. Say what they could change."),
        missing=_("Write why. The person who said it will read your reason."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """One answer, to one thing that was said or to several."""

    said = forms.ChooseSeveral(
        label=_("What do you answer?"), hint=_("Choose one or several. They all get this answer."),
        small=True, missing=_("Choose at least one thing that people said."),
    )  # fmt: skip
    state = forms.ChooseOne(
        label=_("What is the answer?"), choices=AnswerState.choices, missing=_("Choose one."),
        hints={AnswerState.THINKING: _("Say below by when you tell them more.")},
    )  # fmt: skip
    text = forms.LongTextField(
        label=_("The answer in words"), rows=5, max_length=2000, missing=_("Write the answer in words."),
        hint=_("Speak to the person who said it. They get these words by their own way."),
    )  # fmt: skip
    by_role = forms.TextField(
        label=_("Who answers?"), hint=_("A role, for example: the coordinator, the research team."),
        max_length=120, missing=_("Write who answers, for example: the coordinator."),
    )  # fmt: skip
    more_by = forms.DateField(
        label=_("Still thinking? By when do you say more?"), required=False, needed_sometimes=True
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day = cleaned.get("more_by")
        thinking = cleaned.get("state") == AnswerState.THINKING and "more_by" not in self.errors
        if thinking and (day is None or day <= clock.today()):
            self.add_error("more_by", _("Write a day to come, by which you say more."))
        return cleaned

    def answering(self) -> dict[str, Any]:
        """What `answer` takes beside the contributions."""
        return {name: self.cleaned_data[name] for name in ("state", "text", "by_role", "more_by")}


class GatherForm(forms.Form):
    """What was said and belongs together, and in which theme."""

    said = forms.ChooseSeveral(
        label=_("What belongs together?"),
        small=True,
        missing=_("Choose at least one thing that people said."),
    )
    theme = forms.ChooseOne(label=_("In which theme?"), small=True, initial="new")
    title = forms.TextField(
        label=_("A new theme in one sentence"), max_length=160, required=False, needed_sometimes=True,
        hint=_("For example: people want shorter meetings."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, said: list[tuple[str, str]], themes: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known: Any = self.fields["said"]
        known.choices = said
        field: Any = self.fields["theme"]
        field.choices = [("new", _("A new theme")), *themes]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("theme") == "new" and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", _("Write what the theme is, in one sentence."))
        return cleaned


class AnswerThemeForm(AnswerForm):
    """One answer, to everything in a theme."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["said"]
