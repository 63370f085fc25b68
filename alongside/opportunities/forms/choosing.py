"""Who was chosen and why, what was drawn, who took part, and who is invited."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from alongside.foundation import clock, forms
from alongside.people.models import BringsKind, Member

from ..models import Interest


class DecisionForm(forms.Form):
    """Who was chosen, who decided, and why: one reason for all, or one for each."""

    chosen = forms.ChooseSeveral(label=_("Who is chosen?"), required=False)
    decided_by = forms.TextField(
        label=_("Who decided? Say it by role"), missing=_("Say who decided, by role."), max_length=200,
        hint=_("For example: two members of the advisory group and the coordinator. No names."),
    )  # fmt: skip
    why = forms.LongTextField(
        label=_("Why these people?"), required=False, rows=3, max_length=2000,
        hint=_("Those who are chosen read this. Say what you looked at."),
    )  # fmt: skip
    answer = forms.LongTextField(
        label=_("What do you tell those who are not chosen?"), required=False, rows=3, max_length=2000,
        hint=_("They read this as their answer. Give the reason, kindly and plainly."),
    )  # fmt: skip

    def __init__(self, *args: Any, waiting: Sequence[Interest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = waiting
        self.mark_optional = False
        chosen: Any = self.fields["chosen"]
        chosen.choices = [(str(one.pk), one.member.called) for one in waiting]
        for one in waiting:
            self.fields[f"own_{one.pk}"] = forms.TextField(
                label=_("A reason only for %(name)s") % {"name": one.member.called}, required=False,
                max_length=500,
            )  # fmt: skip

    @property
    def own_reasons(self) -> list[Any]:
        """The fields for reasons of their own."""
        return [self[f"own_{one.pk}"] for one in self.waiting]

    def decision(self) -> dict[str, Any]:
        """What `decide` takes."""
        chosen = {int(pk) for pk in self.cleaned_data["chosen"]}
        own = {one.pk: self.cleaned_data[f"own_{one.pk}"] for one in self.waiting}
        return {
            "chosen": {pk: own[pk] for pk in sorted(chosen)},
            "answers": {pk: words for pk, words in own.items() if pk not in chosen},
            **{name: self.cleaned_data[name] for name in ("decided_by", "why", "answer")},
        }


class DrawForm(forms.Form):
    """What was drawn in public, in front of people."""

    public_words = forms.TextField(
        label=_("The numbers or words that were drawn"), missing=_("Write what was drawn."), max_length=200,
        hint=_("Let somebody in the room draw numbered balls, say. For example: 17 4 31"),
    )  # fmt: skip
    witnesses = forms.TextField(
        label=_("Who was there, by role?"), required=False, max_length=300,
        hint=_("Everybody can read this. For example: eleven members and one trustee."),
    )  # fmt: skip


class TookPartForm(forms.Form):
    """On which day somebody took part."""

    on = forms.DateField(label=_("On which day did they take part?"), missing=_("Write the day."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["on"]
        day.latest = clock.today()
        self.initial.setdefault("on", clock.today())


class FindToInviteForm(forms.Form):
    """Whom to look for."""

    words = forms.TextField(
        label=_("Name, reference, or words in their interests"),
        required=False,
        max_length=100,
        width="two-thirds",
    )
    brings = forms.ChooseOne(
        label=_("What they bring"), choices=[("", _("Anything")), *BringsKind.choices], required=False,
        small=True, inline=True, initial="",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mark_optional = False

    def criteria(self) -> dict[str, str]:
        """What `queries.people.for_inviting` takes."""
        known = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {name: str(known.get(name) or "") for name in ("words", "brings")}


class InviteForm(forms.Form):
    """Whom to ask, and why somebody who was asked often is asked once more."""

    members = forms.ChooseSeveral(label=_("Who do you invite?"), missing=_("Choose at least one person."))
    words = forms.LongTextField(
        label=_("A few words from you"), required=False, rows=2, max_length=600,
        hint=_("The notice, the time, the payment and the last day are in the message already."),
    )  # fmt: skip
    because = forms.TextField(
        label=_("If somebody was asked often: why ask once more?"), required=False, max_length=300,
        hint=_("It stays on record, and they can read it."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, found: Sequence[Member], asked: dict[int, int], limit: int, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        field: Any = self.fields["members"]
        field.choices = [(str(member.pk), member.called) for member in found]
        field.widget.hints = {
            str(member.pk): format_lazy(
                "{reference}. {asked}", reference=member.reference, asked=_asked(asked[member.pk], limit)
            )
            for member in found
        }
        self.mark_optional = True


def _often(count: int) -> Any:
    said = ngettext_lazy(
        "Asked %(n)d time in 30 days. That is as often as the centre allows.",
        "Asked %(n)d times in 30 days. That is as often as the centre allows.",
        count,
    )
    return said % {"n": count}


def _asked(count: int, limit: int) -> Any:
    if count >= limit:
        return _often(count)
    if not count:
        return _("Not asked in 30 days.")
    said = ngettext_lazy("Asked %(n)d time in 30 days.", "Asked %(n)d times in 30 days.", count)
    return said % {"n": count}
