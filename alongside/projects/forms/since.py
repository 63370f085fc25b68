"""Forms about the close of a project, what happened since, how it went on, and its case study."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms
from alongside.foundation.forms.money import PoundsField

from ..models import RippleKind, SinceKind
from .outcomes import EMPTY, MOST, NO_NAMES, RoleFields, WhoFields, day_field

MOST_POUNDS = 100_000_000_000
PIECES = 10


class CloseForm(forms.Form):
    """What a project says at its close."""

    done = forms.LongTextField(
        label=_("What was done?"), rows=5, max_length=MOST, hint=_("Everybody can read this."),
        missing=_("Write what was done."),
    )  # fmt: skip
    changed = forms.LongTextField(
        label=_("What did you do otherwise than planned, and why?"),
        rows=3,
        max_length=MOST,
        required=False,
        hint=EMPTY,
    )
    did_not_work = forms.LongTextField(
        label=_("What did not work?"), rows=4, max_length=MOST, required=False,
        hint=_("One thing on each line. Each becomes something that we learnt, and others can use it."),
    )  # fmt: skip

    def clean_did_not_work(self) -> list[str]:
        """One thing on each line."""
        lines = [line.strip() for line in self.cleaned_data["did_not_work"].splitlines() if line.strip()]
        if len(lines) > PIECES:
            raise forms.ValidationError(
                _("Write %(most)d lines or fewer. You wrote %(count)d."),
                params={"most": PIECES, "count": len(lines)},
            )
        return lines


class RecordCloseForm(WhoFields, CloseForm):
    """The close, as somebody of the team told it."""

    field_order = ("who", "role", "done", "changed", "did_not_work")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["role"]


class HappenedFields(forms.Form):
    """Something that happened since."""

    kind = forms.ChooseOne(
        label=_("What happened?"), choices=SinceKind.choices, small=True, missing=_("Choose what happened.")
    )
    what = forms.LongTextField(
        label=_("Tell it in a sentence"),
        rows=2,
        max_length=1000,
        hint=NO_NAMES,
        missing=_("Write what happened."),
    )
    happened_on = day_field(label=_("When was it?"))
    pence = PoundsField(
        label=_("If it is money: how much?"),
        required=False,
        needed_sometimes=True,
        most=MOST_POUNDS,
        hint=_("For example, 40,000"),
    )
    funder = forms.TextField(
        label=_("If it is money: who gives it?"), required=False, needed_sometimes=True, max_length=200,
        hint=_("The name of the organisation."),
    )  # fmt: skip
    url = forms.TextField(
        label=_("A link to read more, if there is one"), required=False, max_length=500, spellcheck=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["happened_on"]
        day.latest = clock.today()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("pence") and not cleaned.get("funder") and "funder" not in self.errors:
            self.add_error("funder", _("Write who gives the money."))
        return cleaned

    def happened(self) -> dict[str, Any]:
        """What `record_since` takes."""
        names = ("kind", "what", "happened_on", "pence", "funder", "url")
        return {name: self.cleaned_data[name] for name in names}


class SinceForm(HappenedFields, RoleFields):
    """Something that happened since, told by somebody of the team."""

    field_order = ("kind", "what", "happened_on", "pence", "funder", "url", "role")


class RecordSinceForm(WhoFields, HappenedFields):
    """Something that happened since, as somebody of the team told it."""

    field_order = ("who", "role", "kind", "what", "happened_on", "pence", "funder", "url")


SOMETHING, NOTHING, STOP = "something", "nothing", "stop"


class WhatHappenedForm(HappenedFields):
    """One question, by link. Only “something happened” asks for more."""

    answer = forms.ChooseOne(
        label=_("Did something happen since?"), small=True, missing=_("Choose an answer."),
        choices=[(NOTHING, _("Nothing yet")), (SOMETHING, _("Yes, something happened")),
                 (STOP, _("Please do not ask again"))],
    )  # fmt: skip
    field_order: Any = ("answer", "kind", "what", "happened_on", "pence", "funder", "url")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].required = self.fields["what"].required = False
        self.fields["kind"].label = _("If something happened: what?")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("answer") == SOMETHING:
            for name, sentence in (("kind", _("Choose what happened.")), ("what", _("Write what happened."))):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return cleaned


class RecordAnswerForm(forms.ToldForm, WhatHappenedForm):
    """The same answer, as they told us by phone, by post or in person."""


class SeenForm(forms.Form):
    """What staff saw that proves it."""

    seen = forms.TextField(
        label=_("What did you see?"), hint=_("For example: the letter of the funder. Everybody can read this."),
        max_length=200, missing=_("Write what you saw, for example: the letter of the funder."),
    )  # fmt: skip


class RippleForm(forms.Form):
    """How something went on to others."""

    begins = forms.TextField(
        label=_("Where did it begin?"), hint=_("For example: a session of the project. Please name no people."),
        max_length=120, missing=_("Write where it began."),
    )  # fmt: skip
    reached = forms.TextField(
        label=_("Whom or what did it reach?"), hint=_("For example: a second club, the council."), max_length=120,
        missing=_("Write whom or what it reached."),
    )  # fmt: skip
    kind = forms.ChooseOne(
        label=_("How did it go on?"),
        choices=RippleKind.choices,
        small=True,
        missing=_("Choose how it went on."),
    )
    words = forms.LongTextField(
        label=_("What happened?"), rows=2, max_length=1000, required=False, hint=EMPTY
    )
    happened_on = forms.DateField(label=_("When was it?"), required=False, hint=EMPTY)


class LessonForm(forms.Form):
    """What others can take from the project."""

    lesson = forms.LongTextField(
        label=_("What should others take from it?"), rows=5, max_length=1500, required=False,
        hint=_("In the words of the team. It opens the case study."),
    )  # fmt: skip


class AgreeForForm(WhoFields):
    """Somebody of the team told us that they agree to the case study."""

    def __init__(self, *args: Any, team: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["role"]
        self.fields["who"].required = True
