"""Ballots: which to print, and keying them in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms, languages, paper_codes
from alongside.people.models import Member, Mode

from ..actions.ballots import MOST_AT_ONCE, MOST_STATEMENTS
from ..models import Ballot, Conversation, PrintSize
from ..queries import ballots, declaring
from ..queries.statements import Shown
from .members import DeclareForm, VotesForm

CAME_BY = [(Mode.IN_PERSON.value, _("Handed over")), (Mode.POST.value, _("By post"))]


class PrintForm(forms.Form):
    """How many ballots, for whom, in which language."""

    blank = forms.NumberField(
        label=_("How many without a name?"), min_value=0, max_value=MOST_AT_ONCE, required=False,
        hint=_("For anybody who likes paper. Print a few more than you think."),
    )  # fmt: skip
    who = forms.TextField(
        label=_("Or for one person: their reference"), required=False, max_length=20, width="10",
        spellcheck=False,
    )  # fmt: skip
    most = forms.NumberField(
        label=_("How many statements on each?"), min_value=1, max_value=MOST_STATEMENTS, initial=10,
        hint=_("Those that were seen least come first."), missing=_("Write a number from 1 to 20."),
    )  # fmt: skip
    language = forms.ChooseOne(
        label=_("In which language?"), choices=(), inline=True, small=True, missing=_("Choose the language.")
    )
    size = forms.ChooseOne(
        label=_("How large?"), choices=PrintSize.choices, initial=PrintSize.LARGE,
        missing=_("Choose how large the letters are."),
    )  # fmt: skip

    def __init__(self, *args: Any, conversation: Conversation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["language"]
        field.choices = languages.named(conversation.languages)
        spoken = declaring.language()
        field.initial = spoken if spoken in conversation.languages else conversation.language

    def clean_who(self) -> Member | None:
        """The member with this reference."""
        typed = self.cleaned_data["who"]
        if not typed:
            return None
        found = ballots.find_people(typed)
        if len(found) != 1:
            raise forms.ValidationError(_("We found nobody with this reference. Look at it again."))
        return found[0]


class CodeForm(forms.Form):
    """The code of a ballot that came back."""

    code = forms.TextField(
        label=_("Code on the ballot"), hint=_("Six letters and numbers, top right, such as K7F-DM3."),
        missing=_("Type the code that is on the ballot."), spellcheck=False, width="10", max_length=20,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {
            "autofocus": True, "autocapitalize": "characters", "autocomplete": "off",
        }  # fmt: skip

    def clean_code(self) -> Ballot:
        """The ballot with this code."""
        code = paper_codes.read_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("A letter of this code is not right. Look at the ballot and type it again.")
            )
        found = ballots.ballot_of(code)
        if found is None:
            raise forms.ValidationError(_("We printed no ballot with this code. Look at the ballot again."))
        return found


class KeyForm(VotesForm, DeclareForm):
    """What stands on one ballot, and how it reached us."""

    who = forms.TextField(
        label=_("The name or reference on the ballot"), required=False, max_length=100, spellcheck=False,
        hint=_("Leave this empty where there is none. The votes count all the same."), autocomplete="off",
    )  # fmt: skip
    came_by = forms.ChooseOne(
        label=_("How did the ballot reach us?"), choices=CAME_BY, initial=Mode.IN_PERSON.value, inline=True,
        small=True, missing=_("Choose how the ballot reached us."),
    )  # fmt: skip
    came_on = forms.DateField(label=_("When?"), missing=_("Write the day on which it came."))

    def __init__(self, *args: Any, ballot: Ballot, statements: list[Shown], **kwargs: Any) -> None:
        super().__init__(*args, statements=statements, conversation=ballot.batch.conversation, **kwargs)
        self.ballot = ballot
        day: Any = self.fields["came_on"]
        day.latest = clock.today()
        self.initial.setdefault("came_on", clock.today())
        votes = [f"vote_{one.pk}" for one in self.statements]
        if ballot.member is not None:
            del self.fields["who"]
        communities: Any = self.fields["communities"]
        if not communities.choices:
            del self.fields["communities"]
        self.order_fields(["who", *votes, "communities", "came_by", "came_on"])

    def clean_who(self) -> Member | None:
        """The member whose name or reference was written; None where it was left empty."""
        typed = self.cleaned_data["who"]
        if not typed:
            return None
        found = ballots.find_people(typed)
        if not found:
            raise forms.ValidationError(
                _("We found nobody of this name. Write their reference, or leave this empty for no name.")
            )
        if len(found) > 1:
            listed = ", ".join(f"{one.full_name or one.called} {one.reference}" for one in found)
            raise forms.ValidationError(
                _("Several people have this name. Write the reference of the right one: %(people)s."),
                params={"people": listed},
            )
        return found[0]

    def voter(self) -> Member | None:
        """Whose ballot this is."""
        return self.ballot.member or self.cleaned_data.get("who")

    def chosen(self) -> list[int]:
        """The communities that were ticked."""
        return super().chosen() if "communities" in self.cleaned_data else []
