"""What members say and vote, and the same when staff write it down for somebody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms, languages
from alongside.people import actions as people

from ..models import Conversation, Value
from ..models.statements import MOST_LETTERS
from ..queries import declaring
from ..queries.statements import Shown
from .fields import OneIdea

NOT_SAID = ""


class _Told(forms.ToldForm):
    def as_told(self) -> people.Told:
        """How they told us."""
        return people.Told(**self.told())


class SayForm(forms.Form):
    """One idea, in the language in which somebody thinks it."""

    text = OneIdea(
        label=_("Your idea"), rows=3, max_length=MOST_LETTERS, missing=_("Write your idea."),
        hint=_("One idea at a time. You can say several, one after the other. Leave out names of people."),
    )  # fmt: skip

    def __init__(self, *args: Any, conversation: Conversation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conversation = conversation
        if len(conversation.languages) > 1:
            spoken = declaring.language()
            known = spoken if spoken in conversation.languages else conversation.language
            self.fields["language"] = forms.ChooseOne(
                label=_("In which language?"), choices=languages.named(conversation.languages), initial=known,
                inline=True, small=True, missing=_("Choose the language."),
            )  # fmt: skip

    def saying(self) -> dict[str, Any]:
        """What `say` takes."""
        return {"text": self.cleaned_data["text"], "language": self.cleaned_data.get("language", "")}


class SayForForm(_Told, SayForm):
    """One idea that somebody told us by phone, by post or in person."""


class SayWithoutNameForm(SayForm):
    """One idea that somebody said in the room, who gave no name."""


class DeclareForm(forms.Form):
    """As what somebody takes part. Nothing is ticked beforehand."""

    communities = forms.ChooseSeveral(
        label=_("I take part as"), required=False, hint=_("Choose any number, or none.")
    )

    def __init__(self, *args: Any, conversation: Conversation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["communities"]
        field.choices = [(str(one.pk), one.name) for one in conversation.communities.all()]

    def chosen(self) -> list[int]:
        """The communities by their numbers."""
        return [int(pk) for pk in self.cleaned_data["communities"]]


class DeclareForForm(_Told, DeclareForm):
    """What somebody declared by phone, by post or in person, once the wording was read to them."""


VOTES: list[tuple[str, str | Promise]] = [(str(value), label) for value, label in Value.choices]


class VotesForm(forms.Form):
    """Votes on several statements, each optional: for ballots, and for somebody on the phone."""

    def __init__(self, *args: Any, statements: Iterable[Shown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statements = list(statements)
        for number, one in enumerate(self.statements, start=1):
            self.fields[f"vote_{one.pk}"] = forms.ChooseOne(
                label=f"{number}. {one.text}", choices=VOTES, required=False, inline=True, small=True
            )

    mark_optional = False

    def votes(self) -> dict[int, int]:
        """What was chosen, by statement; what was left out is no vote."""
        chosen = {one.pk: self.cleaned_data.get(f"vote_{one.pk}", "") for one in self.statements}
        return {pk: int(value) for pk, value in chosen.items() if value != NOT_SAID}


class VotesForForm(_Told, VotesForm):
    """Votes that somebody told us by phone, by post or in person."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(f"vote_{one.pk}") for one in self.statements):
            self.add_error(None, _("Choose a vote for at least one statement."))
        return cleaned


class WithdrawForForm(_Told):
    """Somebody told us that they take part no more."""


class FindForm(forms.Form):
    """Who told us."""

    words = forms.TextField(
        label=_("Name, reference, phone or email"), missing=_("Write a name or a reference."), max_length=100
    )
