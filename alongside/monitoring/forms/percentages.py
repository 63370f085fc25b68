"""Percentages to check: one line for each question."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import forms
from alongside.foundation.plain_text import plain_digits

MOST_LINES, MOST_NUMBERS, MOST_PEOPLE = 12, 60, 10_000


class PercentagesForm(forms.Form):
    """Printed whole percentages, and how many people there could be at most."""

    percentages = forms.LongTextField(
        label=gettext_lazy("Percentages, one line for each question"), rows=5, max_length=1000,
        missing=gettext_lazy("Write at least one percentage."),
        hint=gettext_lazy("For example “33, 34, 33”. Put all answers of a question on its line. "
                          "A single number may stand alone."),
    )  # fmt: skip
    most = forms.NumberField(
        label=gettext_lazy("How many people could there be at most?"), min_value=1, max_value=MOST_PEOPLE,
        initial=MOST_PEOPLE, required=False,
    )  # fmt: skip

    def clean_percentages(self) -> list[list[int]]:
        """Whole numbers from 0 to 100, line by line."""
        lines = [line for line in self.cleaned_data["percentages"].splitlines() if line.strip()]
        found = [_numbers(number, line) for number, line in enumerate(lines, start=1)]
        if len(found) > MOST_LINES or sum(map(len, found)) > MOST_NUMBERS:
            raise ValidationError(
                _("Write at most %(lines)d lines and %(numbers)d numbers. Check the rest afterwards.")
                % {"lines": MOST_LINES, "numbers": MOST_NUMBERS}
            )
        return found

    def clean_most(self) -> int:
        """How far to look."""
        return int(self.cleaned_data["most"] or MOST_PEOPLE)


def _numbers(line_number: int, line: str) -> list[int]:
    signs = [
        sign for sign in re.split(r"[\s,;/،؛]+", plain_digits(line).translate({37: " ", 0x66A: " "})) if sign
    ]
    if not signs:
        raise ValidationError(_("Line %(line)d: write a number from 0 to 100.") % {"line": line_number})
    return [_number(line_number, sign) for sign in signs]


def _number(line_number: int, sign: str) -> int:
    told = {"line": line_number, "sign": sign[:20]}
    if re.fullmatch(r"\d+[.٫]\d+", sign):
        raise ValidationError(
            _("Line %(line)d: “%(sign)s” is not whole. Write it as it was printed, like 33.") % told
        )
    if not re.fullmatch(r"\d{1,9}", sign):
        raise ValidationError(
            _("Line %(line)d: “%(sign)s” is not a number. Write numbers like 33, 34, 33.") % told
        )
    if int(sign) > 100:
        raise ValidationError(
            _("Line %(line)d: %(sign)s is more than 100. Write numbers from 0 to 100.") % told
        )
    return int(sign)
