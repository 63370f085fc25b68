"""What a round asks and is judged by."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.conversations.models import Conversation
from alongside.foundation import forms

from ..models import Criterion, Question, QuestionKind, SelfCheck


class CriterionForm(forms.Form):
    """What bids are judged by, and where that was made together."""

    name = forms.TextField(label=_("A name for it"), missing=_("Write a name for it."), max_length=120)
    means = forms.LongTextField(
        label=_("What does it mean?"), missing=_("Write what it means."), rows=3, max_length=1000
    )
    weight = forms.NumberField(
        label=_("How often does it count?"), hint=_("1 counts once, 2 counts double."), min_value=1, max_value=10,
        initial=1, missing=_("Write how often it counts, from 1 to 10."),
    )  # fmt: skip
    most = forms.NumberField(
        label=_("The highest score"), min_value=1, max_value=100, initial=5,
        missing=_("Write the highest score, from 1 to 100."),
    )  # fmt: skip
    conversation = forms.SelectField(
        label=_("In which conversation was it made?"), empty=_("In none of these"), required=False
    )

    def __init__(self, *args: Any, criterion: Criterion | None = None, **kwargs: Any) -> None:
        if criterion is not None:
            names = ("name", "means", "weight", "most")
            kwargs["initial"] = {name: getattr(criterion, name) for name in names} | {
                "conversation": str(criterion.conversation_id or "")
            }
        super().__init__(*args, **kwargs)
        self.known = {str(row.pk): row for row in Conversation.objects.exclude(publication=None)[:200]}
        field: Any = self.fields["conversation"]
        field.choices = [("", _("In none of these")), *((key, row.title) for key, row in self.known.items())]

    def clean_conversation(self) -> Conversation | None:
        return self.known.get(self.cleaned_data["conversation"])


class QuestionForm(forms.Form):
    """A question of the form."""

    text = forms.TextField(label=_("The question"), missing=_("Write the question."), max_length=300)
    help = forms.TextField(
        label=_("Help for answering it"), hint=_("What do you look for? Give an example."), required=False,
        max_length=600,
    )  # fmt: skip
    kind = forms.ChooseOne(
        label=_("What does an answer look like?"), choices=QuestionKind.choices, initial=QuestionKind.WORDS,
        missing=_("Choose what an answer looks like."), small=True,
    )  # fmt: skip
    most_words = forms.NumberField(
        label=_("The most words, if it is several sentences"), required=False, min_value=10, max_value=3000
    )
    required = forms.ConsentField(
        label=_("Everybody has to answer it"), required=False, initial=True
    )  # fmt: skip

    def __init__(self, *args: Any, question: Question | None = None, **kwargs: Any) -> None:
        if question is not None:
            names = ("text", "help", "kind", "most_words", "required")
            kwargs["initial"] = {name: getattr(question, name) for name in names}
        super().__init__(*args, **kwargs)


class SelfCheckForm(forms.Form):
    """A question that people ask themselves before they start."""

    text = forms.TextField(
        label=_("The question"), hint=_("One that is answered with yes or no."), missing=_("Write the question."),
        max_length=200,
    )  # fmt: skip
    fits = forms.YesNo(label=_("Which answer fits this round?"), missing=_("Choose yes or no."), initial=True)
    told = forms.LongTextField(
        label=_("What do you tell people whose answer does not fit?"), rows=3, max_length=400,
        hint=_("Say what they can do instead."), missing=_("Write what they are told, and what they can do."),
    )  # fmt: skip

    def __init__(self, *args: Any, check: SelfCheck | None = None, **kwargs: Any) -> None:
        if check is not None:
            kwargs["initial"] = {name: getattr(check, name) for name in ("text", "told", "fits")}
        super().__init__(*args, **kwargs)


class CouldWeForm(forms.Form):
    """The self-check of a round. Nothing is kept of what anybody answers."""

    def __init__(self, *args: Any, checks: list[SelfCheck], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.checks = checks
        for check in checks:
            self.fields[f"check_{check.pk}"] = forms.YesNo(
                label=check.text, missing=_("Choose yes or no."), small=True
            )

    def told(self) -> list[str]:
        """What people are told whose answers do not fit; empty when all do."""
        given = self.cleaned_data
        return [one.told for one in self.checks if given[f"check_{one.pk}"] != one.fits]
