"""Questions that belong together: their rules are on the page, and each has a name of its own that is true."""

import ast
import inspect
import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.forms import BaseForm
from django.utils.module_loading import import_string

from tests.architecture.checks import all_patterns
from tools import input_rules

WRONG_RATHER_THAN_MISSING = {
    ("ConsentForForm", "expires_on"), ("ScheduleForm", "until"),
}  # fmt: skip
"""What is refused there is an answer, not an empty field; "until" is asked for only where its time was written."""


ASKED_FOR_BY_ACTIONS = {
    "outreach.forms.staff.ReachFields": {"email", "address", "phone"},
    "outreach.forms.issues.ApproveForm": {"alone_because"},
    "gatherings.forms.minutes.AnswerCorrectionForm": {"reason", "text"},
    "documents.forms.editing.AnswerSuggestionForm": {"text", "second_text"},
    "documents.forms.saying.ReflectionForm": {"label"},
    "documents.forms.versions.FormatForm": {"text", "url"},
    "projects.forms.outcomes.EvidenceForm": {"reading", "speaker"},
    "projects.forms.plan.MeasureForm": {"baseline_on"},
    "funding.forms.rounds.RoundForm": {"because"},
}
"""No form refuses these, but an action does, because of another answer."""


EACH_SHOWN_ALONE = {("PatternForm", "Email")}
"""The page of patterns shows each part of the furniture by itself."""


def test_every_rule_for_input_that_belongs_together_is_on_the_page() -> None:
    list(all_patterns())  # the views, and with them every form, are read in
    assert input_rules.PAGE.read_text() == input_rules.page(), "Run: python -m tools.input_rules"


def test_what_another_answer_needs_is_not_called_optional() -> None:
    list(all_patterns())
    asked = {(form, name) for form in set(_below(BaseForm)) for name in _asked_for(form)}
    assert len(asked) > 30, "and many are found"
    called_optional = {
        (form.__name__, name) for form, name in asked
        if form.mark_optional and name in form.base_fields and not form.base_fields[name].required
        and not getattr(form.base_fields[name], "needed_sometimes", False)
    }  # fmt: skip
    assert called_optional == WRONG_RATHER_THAN_MISSING, "Say needed_sometimes=True, and in the hint when"


@pytest.mark.parametrize(("form", "names"), ASKED_FOR_BY_ACTIONS.items())
def test_what_an_action_needs_because_of_another_answer_is_not_called_optional(
    form: str, names: set[str]
) -> None:
    asked = import_string(f"alongside.{form}")
    known = {name for name, field in asked.base_fields.items() if getattr(field, "needed_sometimes", False)}
    assert known >= names


def test_no_question_of_a_form_is_called_like_another_or_like_an_answer() -> None:
    """Whoever hears the page would not know which of the two they are at."""
    list(all_patterns())
    alike = set()
    for form in _below(BaseForm):
        fields = form.base_fields.values() if form.__module__.startswith("alongside.") else ()
        questions = Counter(str(field.label) for field in fields if field.label)
        lists = [getattr(field, "choices", None) for field in fields]
        answers = {str(words) for choices in lists if isinstance(choices, list) for _value, words in choices}
        alike |= {(form.__name__, name) for name, n in questions.items() if n > 1 or name in answers}
    assert alike == EACH_SHOWN_ALONE


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def _asked_for(form: type[Any]) -> Iterator[str]:
    """The fields to which a form of ours itself adds an error, by their names."""
    if not form.__module__.startswith("alongside."):
        return
    for call in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(form)))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            first = call.args[0] if call.args else None
            if (
                call.func.attr in ("add_error", "_ask_once")
                and isinstance(first, ast.Constant)
                and first.value
            ):
                yield str(first.value)
