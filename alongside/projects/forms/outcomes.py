"""Forms about outcomes. The first is short enough for a phone; what it does not ask can be added later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms
from alongside.people.models import Member
from alongside.people.queries import members

from ..models import (
    ElementKind,
    EvidenceKind,
    Expected,
    HowStrong,
    Independence,
    Rating,
    Reading,
    Significance,
    Stance,
    TeamRole,
    Valence,
)

MOST = 4000
SOMEBODY = ("", _("Somebody of the team"))
NO_NAMES = _("Please leave out names of people.")
EMPTY = _("You can leave this empty.")
NOT_SAID = ("", _("I cannot say"))


def day_field(**kwargs: Any) -> forms.DateField:
    """A day that has come; it may be left out for today."""
    kwargs.setdefault("hint", _("Leave this empty if it was today. For example, 27 3 2026"))
    return forms.DateField(required=False, **kwargs)


class RoleFields(forms.Form):
    """As what somebody speaks. Only what they are in the team, or nothing nearer than “somebody of the team”."""

    role = forms.ChooseOne(label=_("How do we say who you are?"), small=True, required=False)

    def __init__(self, *args: Any, roles: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["role"]
        field.choices = [*((one, TeamRole(one).label) for one in roles), SOMEBODY]
        field.help_text = _("Never by name.")
        self.initial.setdefault("role", next(iter(roles), ""))


class ShortFields(forms.Form):
    """What a phone asks first."""

    what = forms.LongTextField(
        label=_("What changed?"), rows=3, max_length=MOST, hint=NO_NAMES, missing=_("Write what changed.")
    )
    who_changed = forms.TextField(
        label=_("Who or what changed?"), hint=_("For example: the young boxers, the club, the council."),
        max_length=200, missing=_("Write who or what changed."),
    )  # fmt: skip
    expected = forms.ChooseOne(
        label=_("Did you expect it?"), choices=Expected.choices, small=True,
        missing=_("Choose whether you expected it."),
    )  # fmt: skip
    valence = forms.ChooseOne(
        label=_("Is it good?"), choices=Valence.choices, small=True, missing=_("Choose whether it is good.")
    )

    def saying(self) -> dict[str, Any]:
        """What `record_outcome` takes."""
        return {name: self.cleaned_data[name] for name in ("what", "who_changed", "expected", "valence")}


class OutcomeForm(ShortFields):
    """Four questions, and nothing else: the rest can be added later."""


class MemberField(forms.TextField):
    """A member by reference, or by name where only one has it. Gives a Member, or None when it may be empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("hint", _("Their reference, such as K7FD-3MXA, or their name."))
        super().__init__(width="two-thirds", spellcheck=False, autocomplete="off", max_length=200, **kwargs)

    def clean(self, value: Any) -> Any:
        words = str(super().clean(value) or "").strip()
        if not words:
            return None
        found = members.named(words)
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(
                _("Several members have this name. Write the reference of the right one.")
            )
        raise forms.ValidationError(
            _("We know nobody of this name or reference. Look in the list of members.")
        )


class WhoFields(forms.ToldForm):
    """Who of the team told us, by phone, by post or in person."""

    who = MemberField(label=_("Who told you?"), required=False,
                      hint=_("Their reference or their name. Leave this empty if they want no name kept."))  # fmt: skip
    role = forms.ChooseOne(
        label=_("As what do they say it?"), choices=[*TeamRole.choices, SOMEBODY], small=True, required=False
    )

    @property
    def member(self) -> Member | None:
        """Who told us, if they want it kept."""
        found: Member | None = self.cleaned_data.get("who")
        return found


class RecordOutcomeForm(WhoFields, ShortFields):
    """An outcome as somebody of the team told it."""

    field_order = ("who", "role", "what", "who_changed", "expected", "valence")


class CorrectForm(ShortFields, RoleFields):
    """Everything that an outcome can say, and why it is corrected."""

    happened_on = day_field(label=_("When?"))
    where = forms.TextField(label=_("Where?"), required=False, max_length=200, hint=EMPTY)
    rating = forms.ChooseOne(
        label=_("How much did the project do for it?"),
        choices=[*Rating.choices, NOT_SAID],
        small=True,
        required=False,
    )
    contribution = forms.LongTextField(
        label=_("What did the project do for it?"), rows=3, max_length=MOST, required=False, hint=EMPTY
    )
    others = forms.LongTextField(
        label=_("Who or what else helped?"), rows=2, max_length=MOST, required=False, hint=EMPTY
    )
    why = forms.LongTextField(
        label=_("What do you add or correct, and why?"), rows=2, max_length=MOST,
        hint=_("Everybody can read this."), missing=_("Write why you correct it. Everybody can read this."),
    )  # fmt: skip
    base = forms.HiddenField()
    field_order = (
        "what", "who_changed", "expected", "valence", "happened_on", "where", "rating", "contribution", "others", "why",
        "role", "base",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["happened_on"]
        day.latest = clock.today()

    def clean_base(self) -> int:
        """The version that was read. A broken one counts as none."""
        text = str(self.cleaned_data["base"])
        return int(text) if text.isdecimal() and len(text) < 5 else 0

    def saying(self) -> dict[str, Any]:
        """What `correct_outcome` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}


class ViewpointForm(RoleFields):
    """How somebody sees an outcome."""

    stance = forms.ChooseOne(
        label=_("Do you agree with what is written?"), choices=Stance.choices, small=True,
        missing=_("Choose whether you agree."),
    )  # fmt: skip
    significance = forms.ChooseOne(
        label=_("How much does it matter, in your view?"), choices=Significance.choices, small=True,
        missing=_("Choose how much it matters to you."),
    )  # fmt: skip
    words = forms.LongTextField(
        label=_("In your own words"), rows=3, max_length=MOST, required=False, needed_sometimes=True,
        hint=_("If you do not agree, write what you see in another way."),
    )  # fmt: skip
    field_order: Any = ("stance", "significance", "words", "role")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("stance") not in (None, "", Stance.AGREE) and not cleaned.get("words"):
            self.add_error("words", _("Write what you see in another way."))
        return cleaned

    def saying(self) -> dict[str, Any]:
        """What `say_viewpoint` takes."""
        return {name: self.cleaned_data[name] for name in ("stance", "significance", "words", "role")}


class RecordViewpointForm(WhoFields, ViewpointForm):
    """How somebody of the team sees an outcome, as they told it."""

    field_order: Any = ("who", "role", "stance", "significance", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["role"]
        field.choices = [*TeamRole.choices, SOMEBODY]


class EvidenceForm(forms.Form):
    """What speaks for an outcome."""

    kind = forms.ChooseOne(
        label=_("What is it?"), choices=EvidenceKind.choices, small=True, missing=_("Choose what it is.")
    )
    words = forms.LongTextField(
        label=_("What does it say?"), rows=3, max_length=MOST, hint=NO_NAMES, missing=_("Write what it says.")
    )
    says_who = forms.TextField(
        label=_("Who says so?"), hint=_("A role or an organisation, for example: two teachers of the school."),
        max_length=200, missing=_("Write who says so."),
    )  # fmt: skip
    strength = forms.ChooseOne(
        label=_("How strong is it?"), choices=HowStrong.choices, small=True, missing=_("Choose how strong it is."),
        hints={"weak": _("One voice, or a guess."), "fair": _("Several voices, or numbers of a few people."),
               "strong": _("Seen by people who have nothing to gain, or measured before and after.")},
    )  # fmt: skip
    url = forms.TextField(
        label=_("A link to it, if there is one"), required=False, max_length=500, spellcheck=False
    )
    reading = forms.ChooseOne(
        label=_("If it is a reading of a measure: which?"), small=True, required=False, needed_sometimes=True,
        hint=_("Only readings that were approved."),
    )  # fmt: skip
    speaker = MemberField(
        label=_("If it is what somebody said: whose words are these?"), required=False, needed_sometimes=True,
        hint=_("Their reference or their name. They must have agreed to be quoted on the website."),
    )  # fmt: skip

    def __init__(self, *args: Any, readings: Iterable[Reading] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.readings = {str(one.pk): one for one in readings}
        field: Any = self.fields["reading"]
        listed = [
            (key, f"{one.measure.text} ({date_format(one.until)})") for key, one in self.readings.items()
        ]
        field.choices = [*listed, ("", _("It is no reading"))]
        if not listed:
            del self.fields["reading"]

    def clean_reading(self) -> Reading | None:
        """The reading that was chosen, if any."""
        return self.readings.get(self.cleaned_data["reading"])


class AskForm(forms.Form):
    """Somebody outside the team who may know whether it is so."""

    role = forms.TextField(
        label=_("As what do they know it?"), hint=_("Everybody reads this. For example: head of a school nearby."),
        max_length=120, missing=_("Write as what they know it, for example: head of a school."),
    )  # fmt: skip
    called = forms.TextField(
        label=_("Their name"), required=False, max_length=120,
        hint=_("We delete it when they have answered. Nobody reads it on the page."),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("Their email address"), required=False, autocomplete="off",
        hint=_("We send a link that works once. Leave this empty to ask by phone or post."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """Whether it is so, from outside the team."""

    stance = forms.ChooseOne(
        label=_("Is it so?"), choices=Stance.choices, small=True, missing=_("Choose whether you agree.")
    )
    rating = forms.ChooseOne(
        label=_("How much did the project do for it?"),
        choices=[*Rating.choices, NOT_SAID],
        small=True,
        required=False,
    )
    words = forms.LongTextField(
        label=_("What would you like to add?"), rows=3, max_length=MOST, required=False, needed_sometimes=True,
        hint=format_lazy(
            "{when} {who}", when=_("If you do not agree, write what you see in another way."),
            who=_("Everybody may read this. Please leave out names of people."),
        ),
    )  # fmt: skip
    independence = forms.ChooseOne(
        label=_("How do you stand to the project?"), choices=Independence.choices, small=True,
        missing=_("Choose how you stand to the project."),
    )  # fmt: skip

    def __init__(self, *args: Any, rates: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not rates:
            del self.fields["rating"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("stance") not in (None, "", Stance.AGREE) and not cleaned.get("words"):
            self.add_error("words", _("Write what you see in another way."))
        return cleaned


class RecordAnswerForm(AnswerForm):
    """The same, as they told us by phone, by post or in person."""

    mode = forms.ChooseOne(
        label=_("How did they tell you?"), small=True, missing=_("Choose how they told you."),
        choices=[("phone", _("By phone")), ("post", _("By post")), ("in_person", _("In person"))],
    )  # fmt: skip
    agreed = forms.ConsentField(
        label=_("I read this back, and they agreed that it is right"),
        missing=_("Read it back to them, then tick the box."),
    )
    field_order = ("stance", "rating", "words", "independence", "mode", "agreed")


class HoldBackForm(forms.Form):
    """Why an outcome is not shown. The person who recorded it reads this."""

    because = forms.LongTextField(
        label=_("Why do we not show it?"), rows=3, max_length=MOST,
        hint=_("For example: it names somebody. That it is not good is no reason."),
        missing=_("Write why. The person who recorded it will read your reason."),
    )  # fmt: skip


class ProposeForm(forms.Form):
    """As what kind of step an outcome is proposed for the theory of change."""

    kind = forms.ChooseOne(
        label=_("What kind of step is it?"), choices=ElementKind.choices, small=True,
        missing=_("Choose what kind of step it is."),
    )  # fmt: skip


class PlaceForm(forms.Form):
    """To which element of the theory of change an outcome belongs."""

    element_key = forms.ChooseOne(
        label=_("Which step of the theory of change is it?"), small=True, required=False
    )

    def __init__(self, *args: Any, elements: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["element_key"]
        field.choices = [*((one.key, one.text) for one in elements), ("", _("None of them"))]
