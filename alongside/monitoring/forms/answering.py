"""The pages on which a person answers. Nothing has to be answered: what is left empty is "prefer not to say"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.foundation.components import Row

from ..questions import OWN_WORDS, PREFER_NOT, Ask, FollowUp, Option, said

PREFER_NOT_WORDS = _("Prefer not to say")
MANY = 8
"""From so many answers on, a list that drops down is quicker to key in than a page of radios."""


class AnswerForm(forms.Form):
    """One question, or the second question that an answer leads to. The field is called `answer`."""

    mark_optional = False

    def __init__(self, *args: Any, ask: Ask, follow_up: FollowUp | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = _follow_up_field(follow_up) if follow_up else _first_field(ask)

    def summary(self) -> list[Row]:
        """As it will be counted: an empty answer reads "prefer not to say"."""
        if self.cleaned_data["answer"]:
            return super().summary()
        return [Row(self["answer"].label, PREFER_NOT_WORDS)]


def _first_field(ask: Ask) -> Any:
    common: dict[str, Any] = {"label": said(ask.text), "hint": said(ask.hint), "required": False}
    choices = _choices(ask.options)
    options: dict[str, Any] = {"choices": choices, "hints": _hints(ask.options), "or_before": PREFER_NOT}
    if ask.several:
        options["alone"] = [PREFER_NOT]
    if not ask.own_words_count_as:
        return (forms.ChooseSeveral if ask.several else forms.ChooseOne)(**common, **options)
    kind = forms.ChooseSeveralOrOwnWords if ask.several else forms.ChooseOneOrOwnWords
    return kind(**common, **options | {"alone": [PREFER_NOT]})


def _follow_up_field(follow_up: FollowUp) -> Any:
    return forms.ChooseOne(
        label=said(follow_up.text), hint=said(follow_up.hint), required=False,
        choices=_choices(follow_up.options), hints=_hints(follow_up.options), or_before=PREFER_NOT,
    )  # fmt: skip


def _choices(options: Iterable[Option]) -> list[tuple[str, str]]:
    return [(option.code, said(option.text)) for option in options]


def _hints(options: Iterable[Option]) -> dict[str, str]:
    return {option.code: said(option.hint) for option in options if option.hint}


class KeyInForm(forms.Form):
    """A form that came on paper, on one page: one field for each question, whatever its follow-ups."""

    mark_optional = False

    def __init__(self, *args: Any, asks: Iterable[Ask], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks = list(asks)
        for ask in self.asks:
            self.fields[ask.id] = _key_in_field(ask)
            if ask.own_words_count_as:
                self.fields[ask.id + OWN_WORDS] = forms.TextField(
                    label=format_lazy("{title}: {own}", title=said(ask.title), own=_("in their own words")),
                    required=False, max_length=200, width="two-thirds",
                )  # fmt: skip
        self.fields["source"] = forms.TextField(
            label=_("Where was it filled in?"), required=False, max_length=80, width="two-thirds",
            hint=_("An event or a partner. Leave it empty if the form came on its own."),
        )  # fmt: skip

    def given(self) -> dict[str, Any]:
        """What the action takes: nothing for what is empty on paper."""
        return {name: value for name, value in self.cleaned_data.items() if value and name != "source"}


def _key_in_field(ask: Ask) -> Any:
    choices = [pair for option in ask.options for pair in _final_choices(ask, option)]
    common: dict[str, Any] = {"label": said(ask.text), "required": False, "choices": choices}
    if ask.several:
        return forms.ChooseSeveral(**common, small=True, alone=[PREFER_NOT])
    if len(choices) > MANY:
        return forms.SelectField(**common, empty=_("Nothing ticked"))
    return forms.ChooseOne(**common, small=True)


def _final_choices(ask: Ask, option: Option) -> list[tuple[str, str]]:
    """The answers that can be counted behind one answer, in the words of the paper form."""
    follow_up = ask.follow_up(option.code)
    if follow_up is None:
        return [(option.code, said(option.text))]
    return [
        (inner.code, f"{said(option.text)}: {said(inner.text)}")
        for inner in follow_up.options
        if inner.code != PREFER_NOT
    ]
