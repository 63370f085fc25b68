"""How it was, and "may we quote you?". The same fields stand on the web, on paper, and in the staff form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.foundation.letters import centre_name
from alongside.people.models import Attribution, ConsentChannel

from ..actions.quotes import MayQuote
from ..models import Heard, Session

WITH_NAME, WITHOUT = "name", "no_name"
QUOTE_FIELDS = ("quote", "quote_channels", "quote_attribution", "quote_role", "quote_agreed")
NOT_UNTIL_18 = _("Until you are 18 we do not print your name. It keeps you safe.")
MISSING_ATTRIBUTION = _("Choose how we name you with these words.")


def wording_of(session: Session) -> str:
    """The sentence that is agreed to, with the centre and the session in it. It is kept with the consent."""
    sentence = _(
        "I agree that {centre} may quote the words that I wrote here about session {session}, in the places "
        "that I ticked. I can take this back at any time."
    )
    which = f"{session.number} “{session.title}”" if session.number else f"“{session.title}”"
    return str(format_lazy(sentence, centre=centre_name(), session=which))


class QuoteFields(forms.Form):
    """May we quote you? Nothing is filled in beforehand."""

    quote = forms.LongTextField(
        label=_("May we quote you? Write the words that we may use"),
        hint=_("Your own words. Leave this empty if you do not want to be quoted."),
        rows=3, max_length=600, required=False,
    )  # fmt: skip
    quote_channels = forms.ChooseSeveral(
        label=_("Where may we use these words?"),
        choices=ConsentChannel.choices,
        required=False,
        needed_sometimes=True,
    )
    quote_attribution = forms.ChooseOne(
        label=_("How should we name you with these words?"),
        choices=Attribution.choices,
        required=False,
        needed_sometimes=True,
    )
    quote_role = forms.TextField(
        label=_("Your role, as we should print it"), hint=_("For example: carer, researcher, young adviser."),
        required=False, needed_sometimes=True, max_length=120,
    )  # fmt: skip
    quote_agreed = forms.ConsentField(label="", required=False)

    session: Session

    def _prepare_quote(self, session: Session, young: bool) -> None:
        self.session = session
        self.fields["quote_agreed"].label = wording_of(session)
        if young:
            field: Any = self.fields["quote_attribution"]
            field.choices = [(one.value, one.label) for one in (Attribution.ROLE, Attribution.NONE)]
            field.help_text = NOT_UNTIL_18

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if any(cleaned.get(name) for name in QUOTE_FIELDS):
            self._check_quote(cleaned)
        return cleaned

    def quote_part(self) -> list[forms.BoundField]:
        """The fields of "May we quote you?"."""
        return [bound for bound in self.visible_fields() if bound.name in QUOTE_FIELDS]

    def other_part(self) -> list[forms.BoundField]:
        """All other fields, in their order."""
        return [bound for bound in self.visible_fields() if bound.name not in QUOTE_FIELDS]

    def _check_quote(self, given: Mapping[str, Any]) -> None:
        """Whoever began to say yes is asked for what is missing; to say no is to leave it all empty."""
        needed: dict[str, tuple[bool, str | Promise]] = {
            "quote": (not given.get("quote"), _("Write the words that we may use, or leave this part empty.")),
            "quote_channels": (not given.get("quote_channels"), _("Choose at least one place.")),
            "quote_attribution": (not given.get("quote_attribution"), MISSING_ATTRIBUTION),
            "quote_role": (
                given.get("quote_attribution") == Attribution.ROLE and not given.get("quote_role"),
                _("Write the role that we should print."),
            ),
            "quote_agreed": (
                not given.get("quote_agreed"), _("Tick the box if you agree, or leave this part empty.")
            ),
        }  # fmt: skip
        for name, (missing, sentence) in needed.items():
            if missing and name not in self.errors:
                self.add_error(name, str(sentence))

    def may_quote(self) -> MayQuote | None:
        """What they let us quote; None when they left it empty."""
        given = self.cleaned_data
        if not given.get("quote"):
            return None
        return MayQuote(
            text=given["quote"], wording=wording_of(self.session), channels=given["quote_channels"],
            attribution=given["quote_attribution"], role_text=given["quote_role"],
        )  # fmt: skip


class FeedbackForm(QuoteFields):
    """At most four questions, each may be left out, and words to quote."""

    good = forms.LongTextField(rows=3, max_length=2000, required=False)
    differently = forms.LongTextField(rows=3, max_length=2000, required=False)
    heard = forms.ChooseOne(choices=Heard.choices, required=False, inline=True)
    anything_else = forms.LongTextField(rows=3, max_length=2000, required=False)
    keep_name = forms.ChooseOne(
        label=_("May we keep your name with these answers?"),
        choices=[(WITH_NAME, _("Yes, keep my name")), (WITHOUT, _("No, without my name"))],
        hint=_("With your name, we can come back to you about it. Nobody else sees it."),
        required=False,
        initial=WITHOUT,
    )
    field_order = ("good", "differently", "heard", "anything_else", "keep_name", *QUOTE_FIELDS)

    def __init__(
        self, *args: Any, session: Session, questions: Mapping[str, str], young: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, question in questions.items():
            if question:
                self.fields[name].label = question
            else:
                del self.fields[name]
        self._prepare_quote(session, young)

    def answers(self) -> dict[str, str]:
        """The answers to the questions that were asked."""
        names = ("good", "differently", "heard", "anything_else")
        return {name: self.cleaned_data.get(name) or "" for name in names}

    @property
    def keeps_name(self) -> bool:
        """Whether the name stays with the answers: only where they say so, or wrote it into the form itself."""
        return "keep_name" not in self.fields or bool(self.cleaned_data.get("keep_name") == WITH_NAME)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(
            cleaned.get(name) for name in ("good", "differently", "heard", "anything_else", "quote")
        ):
            self.add_error(None, _("Answer at least one question. You can leave out the others."))
        return cleaned


class WordFeedbackForm(forms.Form):
    """The questions as a coordinator words them; an empty one is not asked."""

    good = forms.TextField(label=_("First question"), required=False, max_length=160)
    differently = forms.TextField(label=_("Second question"), required=False, max_length=160)
    heard = forms.TextField(
        label=_("Third question"), hint=_("The answers to choose from are: yes, mostly, not much, no."),
        required=False, max_length=160,
    )  # fmt: skip
    anything_else = forms.TextField(label=_("Fourth question"), required=False, max_length=160)
    mark_optional = False
