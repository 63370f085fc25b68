"""What those write who look after a conversation."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms, languages
from alongside.foundation.forms.choices import CHOOSE_ONE

from ..models import Conversation, ResponseState, Statement, Theme
from ..models.statements import MOST_LETTERS
from .fields import OneIdea, PlainLine, PlainText

USUAL_POLICY = _(
    "Somebody reads each statement before others see it. We accept what is one idea about this question. "
    "We do not show insults, names of people, or anything that could harm somebody. What is not shown gets a "
    "reason, and two that say the same are put together. You can ask us to look again."
)


class ConversationForm(forms.Form):
    """A question put to the community."""

    title = PlainLine(label=_("Title"), max_length=120, missing=_("Write a title."))
    question = PlainLine(
        label=_("The question"), max_length=300, missing=_("Write the question."),
        hint=_("One question, in plain words. Once published, it stays."),
    )  # fmt: skip
    why = PlainText(label=_("Why we ask"), rows=3, max_length=2000, missing=_("Write why you ask."))
    what_happens = PlainText(
        label=_("What will happen with what people say"), rows=3, max_length=2000,
        missing=_("Write what will happen with what people say."),
    )  # fmt: skip
    policy = PlainText(
        label=_("How we look at what people say"), rows=4, max_length=2000, initial=USUAL_POLICY,
        hint=_("Everybody reads this beside the question."),
        missing=_("Write how you look at what people say, before anybody reads it."),
    )  # fmt: skip
    looked_after_by = PlainLine(
        label=_("Who looks after it?"), hint=_("A role, for example: the coordinator."), max_length=120,
        missing=_("Write who looks after it, for example: the coordinator."),
    )  # fmt: skip
    language = forms.SelectField(
        label=_("In which language is this written?"), choices=list(languages.NAMES.items()), initial="en",
        missing=_("Choose the language."),
    )  # fmt: skip
    languages = forms.ChooseSeveral(
        label=_("In which other languages can people answer?"), choices=list(languages.NAMES.items()),
        required=False, small=True, hint=_("Choose those in which somebody can read what people say."),
    )  # fmt: skip
    opens_on = forms.DateField(label=_("First day"), missing=_("Write the first day."))
    closes_on = forms.DateField(label=_("Last day"), missing=_("Write the last day."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("opens_on"), cleaned.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("The last day comes before the first. Write a later day."))
        return cleaned


class ReasonForm(forms.Form):
    """Why it is closed."""

    because = PlainText(
        label=_("Why do you close it?"), rows=3, max_length=600, hint=_("Everybody reads this."),
        missing=_("Write why it is closed. People will read it."),
    )  # fmt: skip


class CommunityForm(forms.Form):
    """A community that people may declare."""

    name = PlainLine(
        label=_("“I take part as …”"), max_length=80,
        hint=_("For example: a carer, somebody under 25, somebody who lives in Camden."),
        missing=_("Write the name of the community, in at most 80 letters."),
    )  # fmt: skip


class DeclineForm(forms.Form):
    """Why a statement is not shown."""

    because = PlainText(
        label=_("Why do we not show it?"), rows=3, max_length=600,
        hint=_("The person who said it reads your words. Say what they could change."),
        missing=_("Write why. The person who said it will read your reason."),
    )  # fmt: skip


class MergeForm(forms.Form):
    """With which statement one is put together: those with the most words in common, or any by its number."""

    into = forms.NumberField(
        label=_("The number of the statement that stays"), min_value=1, width="5",
        missing=_("Write the number of the statement that stays."),
    )  # fmt: skip

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statement = statement

    def clean_into(self) -> Statement:
        """The statement with this number, in the same conversation."""
        rows = Statement.objects.accepted().filter(conversation=self.statement.conversation_id)
        found = rows.filter(pk=self.cleaned_data["into"]).exclude(pk=self.statement.pk).first()
        if found is None:
            raise forms.ValidationError(_("We show no statement with this number. Look at the list again."))
        return found


class WordForm(forms.Form):
    """A statement in another language."""

    language = forms.SelectField(
        label=_("Language"), choices=(), missing=_("Choose the language."),
    )  # fmt: skip
    text = OneIdea(
        label=_("The statement in this language"), rows=3, max_length=MOST_LETTERS,
        hint=_("Somebody who knows both languages should read it."), missing=_("Write the statement."),
    )  # fmt: skip

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["language"]
        first = [code for code in statement.conversation.languages if code != statement.language]
        rest = [code for code in languages.NAMES if code not in (*first, statement.language)]
        field.choices = [("", CHOOSE_ONE), *languages.named([*first, *rest])]


class GatherForm(forms.Form):
    """Which statements stand together, and in which theme."""

    said = forms.ChooseSeveral(
        label=_("What belongs together?"), small=True, missing=_("Choose at least one statement."),
    )  # fmt: skip
    theme = forms.ChooseOne(label=_("In which theme?"), small=True, initial="new")
    title = PlainLine(
        label=_("A new theme in one sentence"), max_length=160, required=False, needed_sometimes=True,
        hint=_("For example: people want shorter meetings."),
    )  # fmt: skip

    def __init__(self, *args: Any, said: list[tuple[str, str]], themes: list[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known: Any = self.fields["said"]
        known.choices = said
        field: Any = self.fields["theme"]
        field.choices = [("new", _("A new theme")), *((str(theme.pk), theme.title) for theme in themes)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("theme") == "new" and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", _("Write what the theme is, in one sentence."))
        return cleaned


class TitleForm(forms.Form):
    """A theme in other words."""

    title = PlainLine(
        label=_("The theme in one sentence"), max_length=160,
        missing=_("Write what the theme is, in one sentence."),
    )  # fmt: skip


class RespondForm(forms.Form):
    """The answer to a theme."""

    state = forms.ChooseOne(
        label=_("What is the answer?"), choices=ResponseState.choices, missing=_("Choose one."),
        hints={ResponseState.THINKING: _("Say below by when you tell them more.")},
    )  # fmt: skip
    text = PlainText(
        label=_("The answer in words"), rows=5, max_length=2000, missing=_("Write the answer in words."),
        hint=_("Speak to the people who said it. They get these words by their own way."),
    )  # fmt: skip
    by_role = PlainLine(
        label=_("Who answers?"), hint=_("A role, for example: the coordinator, the research team."),
        max_length=120, missing=_("Write who answers, for example: the coordinator."),
    )  # fmt: skip
    more_by = forms.DateField(
        label=_("Still thinking? By when do you say more?"), required=False, needed_sometimes=True
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day = cleaned.get("more_by")
        thinking = cleaned.get("state") == ResponseState.THINKING and "more_by" not in self.errors
        if thinking and (day is None or day <= clock.today()):
            self.add_error("more_by", _("Write a day to come, by which you say more."))
        return cleaned


def initial_of(conversation: Conversation) -> dict[str, Any]:
    """What a conversation says, as its form begins."""
    names = (
        "title",
        "question",
        "why",
        "what_happens",
        "policy",
        "looked_after_by",
        "language",
        "opens_on",
        "closes_on",
    )
    others = [code for code in conversation.languages if code != conversation.language]
    return {name: getattr(conversation, name) for name in names} | {"languages": others}
