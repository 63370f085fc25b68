"""What a coordinator declares: a baseline, a question, paper forms handed out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms

from .. import queries
from ..questions import PREFER_NOT

ONE, SEVERAL = "exclusive", "several"
MOST_ANSWERS = {ONE: 4, SEVERAL: 12}
PREFER_NOT_TEXT = "Prefer not to say"


class BaselineForm(forms.Form):
    """The area that figures stand beside from today on."""

    area = forms.ChooseOne(
        label=_("Which area should our figures stand beside?"), choices=queries.areas,
        missing=_("Choose an area."),
    )  # fmt: skip


class HandOutForm(forms.Form):
    """So many paper forms were handed out."""

    number = forms.NumberField(
        label=_("How many paper forms did you hand out?"), min_value=1, max_value=10_000,
        missing=_("Write how many forms you handed out."),
    )  # fmt: skip


class QuestionForm(forms.Form):
    """A new question. It takes no groups: so it may have only a few answers, or one table for each answer."""

    text = forms.TextField(
        label=_("What do you ask?"), max_length=200, missing=_("Write the question."),
        hint=_("One question in plain words, as you would say it."),
    )  # fmt: skip
    why = forms.TextField(
        label=_("Why do you ask?"), max_length=300, missing=_("Write why you ask. People read this first."),
        hint=_("People see this under the question."),
    )  # fmt: skip
    kind = forms.ChooseOne(
        label=_("How many answers may one person give?"), choices=[(ONE, _("One")), (SEVERAL, _("Several"))],
        missing=_("Say how many answers one person may give."),
    )  # fmt: skip
    answers = forms.LongTextField(
        label=_("Answers, one on each line"), rows=6, max_length=1000, missing=_("Write at least two answers."),
        hint=_("We add “Prefer not to say” ourselves. One answer: up to 4 lines. Several answers: up to 12."),
    )  # fmt: skip

    def __init__(self, *args: Any, taken: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = set(taken)

    def clean_answers(self) -> list[str]:
        """Each answer once, without "prefer not to say"."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["answers"].splitlines()]
        found = [line for line in lines if line and line.casefold() != PREFER_NOT_TEXT.casefold()]
        if len(found) < 2:
            raise ValidationError(_("Write at least two answers, each on a line of its own."))
        if len({line.casefold() for line in found}) < len(found):
            raise ValidationError(_("Two answers are the same. Take one of them out."))
        too_long = next((line for line in found if len(line) > 100), None)
        if too_long:
            raise ValidationError(_("Make each answer shorter. It may have 100 letters."))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        most = MOST_ANSWERS.get(cleaned.get("kind", ""), 0)
        if most and len(cleaned.get("answers", [])) > most:
            self.add_error("answers", ValidationError(
                _("Write at most %(most)d answers. With more, too few people would stand behind each."),
                params={"most": most},
            ))  # fmt: skip
        return cleaned

    def question(self) -> dict[str, Any]:
        """The question as a question set keeps it."""
        given = self.cleaned_data
        codes = _codes(given["answers"])
        answers = [list(pair) for pair in zip(codes, given["answers"], strict=True)]
        return {
            "id": _free(_code(given["text"])[:40] or "question", self.taken | {"check"}),
            "title": given["text"],
            "text": given["text"],
            "why": given["why"],
            "kind": given["kind"],
            "answers": [*answers, [PREFER_NOT, PREFER_NOT_TEXT]],
            "standard": "The centre’s own question",
        }


def _codes(answers: Sequence[str]) -> list[str]:
    made: list[str] = []
    for answer in answers:
        made.append(_free(_code(answer)[:40] or "answer", {*made, PREFER_NOT}))
    return made


def _code(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return slugify(plain).replace("-", "_")


def _free(code: str, taken: set[str]) -> str:
    """The code, or the code with the first number that makes it new."""
    known = {code, *(f"{code}_{number}" for number in range(2, len(taken) + 3))} - taken
    return min(known, key=lambda one: (len(one), one))
