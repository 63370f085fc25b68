"""A list from elsewhere as a file."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms

from .. import reading_lists


class UploadListForm(forms.Form):
    """A CSV file with one person on each line. `sheet` holds what was read."""

    file = forms.FileField(
        label=_("Choose the file"),
        hint=_("A CSV file with up to 5,000 people. The first line names the columns."),
        accept=".csv",
        max_size=reading_lists.MOST_BYTES,
    )
    sheet: reading_lists.Sheet

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.sheet = reading_lists.read(file.read())
        except reading_lists.Unreadable as problem:
            raise ValidationError(str(problem)) from problem
        return file


class ApplyListForm(forms.Form):
    """The list is true, as far as we know."""

    true = forms.ConsentField(
        label=_(
            "Every line is true: they saw or heard these words on that day, and nobody has said no since"
        ),
        missing=_("Tick the box when every line is true. Take out those of which you are not sure."),
    )
