"""Fields that are chosen from: all answers in sight, and own words where no answer fits."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .common import Asked, Text

CHOOSE_ONE, YES, NO = _("Choose one"), _("Yes"), _("No")
OWN_WORDS = _("In my own words")
NOT_AN_ANSWER = _("Choose one of the answers on this page.")
Choices = Iterable[tuple[Any, Any]]


@dataclass(frozen=True)
class Chosen:
    """What was chosen, and what was written in own words. True when there is either."""

    values: list[str] = field(default_factory=list)
    own_words: str = ""

    def __bool__(self) -> bool:
        return bool(self.values or self.own_words)


class _Listed(forms.widgets.ChoiceWidget):
    """Radios or checkboxes with hints under answers and an "or" before one of them."""

    hints: Mapping[str, Text] = {}
    or_before = ""
    inline = False
    small = False
    own_words_label: Text = ""
    own_words_hint: Text = ""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        option["or_before"] = bool(self.or_before) and str(value) == self.or_before
        option["attrs"].pop("aria-invalid", None)
        return option

    def format_value(self, value: Any) -> Any:
        self.written = value.own_words if isinstance(value, Chosen) else ""
        return super().format_value(value.values if isinstance(value, Chosen) else value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context.update(inline=self.inline, small=self.small)
        if self.own_words_label:
            context["own_words"] = {
                "name": f"{name}_own_words", "id": f"{(attrs or {}).get('id', 'id_' + name)}_own_words",
                "label": self.own_words_label, "hint": self.own_words_hint, "value": self.written,
            }  # fmt: skip
        return context


class Radios(_Listed, forms.RadioSelect):
    """One answer out of several."""

    template_name = "foundation/forms/widgets/radios.html"


class Checkboxes(_Listed, forms.CheckboxSelectMultiple):
    """Any number of answers."""

    template_name = "foundation/forms/widgets/checkboxes.html"


class _WithOwnWords(_Listed):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Chosen:
        raw = super().value_from_datadict(data, files, name)
        values = raw if isinstance(raw, list) else [raw] if raw else []
        return Chosen([str(value) for value in values], str(data.get(f"{name}_own_words", "")).strip())


class RadiosOrOwnWords(_WithOwnWords, Radios):
    """One answer, or own words."""


class CheckboxesOrOwnWords(_WithOwnWords, Checkboxes):
    """Any number of answers, and own words."""


class _Choice(Asked):
    asks = _("Choose an answer")
    choices: Any

    def __init__(
        self, *, hints: Mapping[str, Text] | None = None, or_before: str = "", inline: bool = False,
        small: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(**kwargs)
        if isinstance(self.widget, _Listed):
            self.widget.hints, self.widget.or_before = hints or {}, or_before
            self.widget.inline, self.widget.small = inline, small
        self.error_messages["invalid_choice"] = NOT_AN_ANSWER

    def label_of(self, value: str) -> Text:
        """The words of an answer."""
        labels: dict[str, Text] = {str(known): words for known, words in self.choices}
        return labels.get(str(value), value)


class ChooseOne(_Choice, forms.ChoiceField):
    """Radios. Gives the value that was chosen, "" when none was."""

    widget = Radios


class SelectField(_Choice, forms.ChoiceField):
    """A list that drops down: the last resort, for dozens of short answers."""

    def __init__(
        self, *, choices: Choices | Callable[[], Choices] = (), empty: Text = CHOOSE_ONE, **kwargs: Any
    ) -> None:
        given = (lambda: [("", empty), *choices()]) if callable(choices) else [("", empty), *choices]
        super().__init__(choices=given, **kwargs)


class ChooseSeveral(_Choice, forms.MultipleChoiceField):
    """Checkboxes. Gives a list of values. Values in `alone` may only be chosen by themselves."""

    asks = _("Choose at least one answer")
    widget = Checkboxes

    def __init__(self, *, alone: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.alone = frozenset(alone)

    def clean(self, value: Any) -> list[str]:
        values: list[str] = super().clean(value)
        _check_alone(values, self)
        return values


def _check_alone(values: list[str], field: Any, own_words: str = "") -> None:
    lonely = next((value for value in values if value in field.alone), None)
    if lonely and (len(values) > 1 or own_words):
        raise ValidationError(
            _("Choose “%(answer)s” on its own, or leave it out."), code="alone",
            params={"answer": field.label_of(lonely)},
        )  # fmt: skip


class _OwnWords(_Choice):
    """What the two fields with own words share. Gives `Chosen`."""

    def __init__(
        self, *, choices: Choices = (), alone: Collection[str] = (), own_words_label: Text = OWN_WORDS,
        own_words_hint: Text = "", own_words_max: int = 200, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(**kwargs)
        self._choices = list(choices)
        self.widget.choices = self._choices
        self.widget.own_words_label, self.widget.own_words_hint = own_words_label, own_words_hint
        self.alone, self.own_words_max = frozenset(alone), own_words_max

    @property
    def choices(self) -> list[tuple[Any, Any]]:
        """Every answer on the page."""
        return self._choices

    @choices.setter
    def choices(self, choices: Choices) -> None:
        self._choices = self.widget.choices = list(choices)

    def clean(self, value: Any) -> Chosen:
        chosen = value if isinstance(value, Chosen) else Chosen()
        if self.required and not chosen:
            raise ValidationError(self.error_messages["required"], code="required")
        if any(one not in {str(known) for known, _words in self.choices} for one in chosen.values):
            raise ValidationError(NOT_AN_ANSWER, code="invalid_choice")
        if len(chosen.own_words) > self.own_words_max:
            raise ValidationError(
                _("Make your own words shorter. They may have %(most)d letters, and they have %(size)d."),
                code="max_length", params={"most": self.own_words_max, "size": len(chosen.own_words)},
            )  # fmt: skip
        if "\x00" in chosen.own_words:
            raise ValidationError(self.error_messages["null_characters_not_allowed"], code="null")
        _check_alone(chosen.values, self, chosen.own_words)
        return chosen

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or Chosen()) != (data or Chosen())


class ChooseOneOrOwnWords(_OwnWords):
    """Radios with a box for own words. `Chosen.values` has at most one value."""

    widget: Any = RadiosOrOwnWords


class ChooseSeveralOrOwnWords(_OwnWords):
    """Checkboxes with a box for own words."""

    asks = _("Choose at least one answer, or use your own words")
    widget: Any = CheckboxesOrOwnWords


class YesNo(_Choice, forms.TypedChoiceField):
    """Yes or no, as radios. Gives True, False, or None when not answered."""

    widget = Radios

    def __init__(self, *, yes: Text = YES, no: Text = NO, **kwargs: Any) -> None:
        kwargs.setdefault("inline", True)
        super().__init__(
            choices=[("yes", yes), ("no", no)],
            coerce=lambda value: value == "yes",
            empty_value=None,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class ConsentField(Asked, forms.BooleanField):
    """One box to tick. The label is the whole sentence that is agreed to; required means that it must be
    ticked.
    """

    asks = _("Tick the box to go on")

    def _missing(self) -> Text:
        return self.asks
