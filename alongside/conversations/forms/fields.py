"""Fields whose text is made plain: what people paste stays readable, and nothing hidden stays in it."""

from __future__ import annotations

from typing import Any

from alongside.foundation import forms, plain_text


class PlainLine(forms.TextField):
    """One line of plain text."""

    def to_python(self, value: Any) -> str:
        return plain_text.clean_line(str(super().to_python(value) or ""))


class PlainText(forms.LongTextField):
    """Several lines of plain text."""

    def to_python(self, value: Any) -> str:
        return plain_text.clean(str(super().to_python(value) or ""))


class OneIdea(forms.LongTextField):
    """One idea in plain text: several rows to write in, one line that is kept."""

    def to_python(self, value: Any) -> str:
        return plain_text.clean_line(str(super().to_python(value) or ""))
