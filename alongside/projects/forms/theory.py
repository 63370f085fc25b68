"""Theories of change: what comes in. Every field asks one of the ten questions in plain words."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.people.models import Member

from ..actions.drafts import NOT_BEFORE_DRAFT
from ..models import (
    Element,
    ElementKind,
    Holds,
    HowFar,
    Importance,
    Plan,
    Reach,
    Strength,
    TeamRole,
    Theory,
)

QUESTIONS: dict[str, Any] = {
    ElementKind.NEED.value: _("What is the situation now? What makes life hard, and for whom?"),
    ElementKind.RESOURCE.value: _("What do you have to work with? People, time, money, rooms, trust."),
    ElementKind.ACTIVITY.value: _("What will you do, together?"),
    ElementKind.OUTPUT.value: _("What is there afterwards that you can count or hold?"),
    ElementKind.OUTCOME_SOON.value: _("Who does, knows or feels something else soon afterwards?"),
    ElementKind.OUTCOME_LATER.value: _("What changes later, because of that?"),
    ElementKind.IMPACT.value: _("What is better for everybody in the end?"),
}
"""What is asked at each step, in plain words."""

TEN_STEPS: list[tuple[Any, Any]] = [
    (_("The situation"), QUESTIONS[ElementKind.NEED.value]),
    (_("Whom it is for"), _("Who lives with it? Who else is touched by it?")),
    (_("The change in the end"), QUESTIONS[ElementKind.IMPACT.value]),
    (_("The changes on the way"), _("Who must change what before that can happen?")),
    (_("What you do"), QUESTIONS[ElementKind.ACTIVITY.value]),
    (_("Why it works"), _("What happens in people or places when you do it? Write it on the link: because…")),
    (_("What comes first"), _("Which change must come before another? Link the two.")),
    (_("The picture"), _("Look at it together. Which box does nothing lead to?")),
    (_("Who and what helps"), _("Who else must join in? What else could explain the change?")),
    (_("What you take for granted"), _("What must be true for this to work? How would you notice that it is not?")),
]  # fmt: skip
"""Ten steps to a theory of change, after those of New Philanthropy Capital (NPC), each as a plain question."""


class ElementForm(forms.Form):
    """One element."""

    base = forms.HiddenField(required=False)
    kind = forms.SelectField(
        label=_("Which step is it?"), choices=ElementKind.choices, missing=_("Choose what it is.")
    )
    text = forms.LongTextField(
        label=_("In a plain sentence"), rows=3, max_length=500, missing=_("Write it in a plain sentence.")
    )
    who_changes = forms.TextField(label=_("Who changes?"), required=False, max_length=200)
    by_when = forms.TextField(
        label=_("By when?"), hint=_("For example: after three months."), required=False, max_length=100
    )
    reach = forms.ChooseOne(
        label=_("How far is it in your hands?"), choices=[*Reach.choices, ("", _("We have not said"))],
        required=False, small=True, missing=_("Choose one of these."),
    )  # fmt: skip

    def clean_base(self) -> int:
        """The revision that was seen; 0, which never is, when it does not say."""
        typed = str(self.cleaned_data["base"])
        return int(typed) if typed.isdecimal() and len(typed) < 9 else 0

    def element(self) -> dict[str, Any]:
        """What actions take."""
        return {n: self.cleaned_data[n] for n in ("kind", "text", "who_changes", "by_when", "reach")}


class LinkForm(forms.Form):
    """Where an element leads, because…"""

    target = forms.SelectField(label=_("What does it lead to?"), missing=_("Choose what it leads to."))
    because = forms.LongTextField(
        label=_("Because…"), hint=_("Why does one lead to the other?"), required=False, rows=2, max_length=500
    )
    strength = forms.ChooseOne(
        label=_("How strong is this link?"), choices=Strength.choices, small=True, initial=Strength.UNTESTED,
        missing=_("Choose how strong it is."),
    )  # fmt: skip

    def __init__(self, *args: Any, targets: list[Element], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = {one.key: one for one in targets}
        field: Any = self.fields["target"]
        field.choices = [("", _("Choose one")), *((key, str(one)) for key, one in self.targets.items())]

    def clean_target(self) -> Element:
        """The element itself."""
        return self.targets[self.cleaned_data["target"]]


class AssumptionForm(forms.Form):
    """What must be true."""

    text = forms.LongTextField(
        label=_("What must be true?"), rows=2, max_length=500, missing=_("Write what must be true.")
    )
    importance = forms.ChooseOne(
        label=_("How much does it matter?"), choices=Importance.choices, small=True, initial=Importance.SOME,
        missing=_("Choose how much it matters."),
    )  # fmt: skip
    status = forms.ChooseOne(
        label=_("Does it hold?"), choices=Holds.choices, small=True, initial=Holds.UNTESTED,
        missing=_("Choose whether it holds."),
    )  # fmt: skip
    looked_at_on = forms.DateField(label=_("When did you last look at it?"), required=False)
    evidence = forms.LongTextField(label=_("What shows it?"), required=False, rows=2, max_length=4000)


class InfluenceForm(forms.Form):
    """What else could explain the change."""

    text = forms.LongTextField(
        label=_("What else could explain the change?"), rows=2, max_length=500,
        hint=_("For example: another programme, a new law, the weather."),
        missing=_("Write what else could explain it."),
    )  # fmt: skip
    how_far = forms.ChooseOne(
        label=_("How much of the change could it explain?"), choices=HowFar.choices, small=True,
        initial=HowFar.UNKNOWN, missing=_("Choose how far."),
    )  # fmt: skip


class CommentForm(forms.Form):
    """What somebody in the team says about a draft."""

    about = forms.SelectField(label=_("What is it about?"), required=False)
    text = forms.LongTextField(
        label=_("What do you want to say?"), rows=3, max_length=4000, missing=_("Write what you want to say.")
    )

    def __init__(self, *args: Any, elements: list[Element], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["about"]
        field.choices = [("", _("The whole draft")), *((one.key, str(one)) for one in elements)]


class WhatChangedForm(forms.Form):
    """What is other than in the version before, and why."""

    what_changed = forms.LongTextField(
        label=_("What changed?"), rows=3, max_length=2000, missing=_("Write what changed."),
        hint=_("Everybody can read this, for ever."),
    )  # fmt: skip
    why = forms.LongTextField(
        label=_("Why did it change?"), rows=3, max_length=2000, missing=_("Write why it changed."),
        hint=_("For example: what people told you, or what did not work."),
    )  # fmt: skip


class AgreeForm(forms.Form):
    """Agreeing, for oneself, as one thing."""

    role = forms.ChooseOne(
        label=_("As what do you agree?"), small=True, missing=_("Choose as what you agree.")
    )
    agreed = forms.ConsentField(
        label=_("I have read this version, and I agree to it"), missing=_("Tick the box to agree.")
    )

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["role"]
        field.choices = [(role, TeamRole(role).label) for role in roles]
        if len(roles) == 1:
            self.initial.setdefault("role", roles[0])


class RecordAgreementForm(forms.ToldForm):
    """Somebody in the team told us that they agree."""

    who = forms.SelectField(label=_("Who agrees?"), missing=_("Choose who agrees."))
    field_order = ("who",)

    def __init__(
        self, *args: Any, draft: Theory | Plan, team: list[tuple[Member, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.not_before(timezone.localtime(draft.created_at).date(), NOT_BEFORE_DRAFT)
        self.team = {f"{member.pk}-{role}": (member, role) for member, role in team}
        field: Any = self.fields["who"]
        field.choices = [
            ("", _("Choose one")),
            *((key, f"{one.called}: {TeamRole(role).label}") for key, (one, role) in self.team.items()),
        ]

    def clean_who(self) -> tuple[Member, str]:
        """The member, and as what."""
        return self.team[self.cleaned_data["who"]]


class CompareForm(forms.Form):
    """Which two versions."""

    before = forms.SelectField(label=_("Older version"), missing=_("Choose a version."))
    after = forms.SelectField(label=_("Newer version"), missing=_("Choose a version."))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("before", "after"):
            field: Any = self.fields[name]
            field.choices = choices


class SettleForm(ElementForm):
    """Both people’s words, put together, or one of them."""

    choice = forms.ChooseOne(
        label=_("Which words should stand?"), small=True, missing=_("Choose which words should stand."),
        choices=[
            ("mine", _("My words")), ("theirs", _("The words that were saved first")),
            ("both", _("Both, put together below")),
        ],
    )  # fmt: skip
    field_order = ("choice",)
