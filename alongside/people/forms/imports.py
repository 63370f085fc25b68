"""A list of people as a file, and how the people on it agreed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms
from alongside.foundation.forms.told import TOLD_MODES

from .. import reading_files


class UploadForm(forms.Form):
    """A file with one person on each line. `sheet` holds what was read."""

    file = forms.FileField(
        label=_("Choose the file"),
        hint=_("A CSV or XLSX file with up to 5,000 people. The first line names the columns."),
        accept=".csv,.xlsx",
        max_size=2 * 1024 * 1024,
    )
    sheet: reading_files.Sheet

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.sheet = reading_files.read(file.read(), file.name or "")
        except reading_files.Unreadable as problem:
            raise ValidationError(str(problem)) from problem
        return file


class ApplyForm(forms.Form):
    """How the people on a list agreed to be members."""

    mode = forms.ChooseOne(
        label=_("How did these people tell you that they want to be members?"),
        choices=TOLD_MODES,
        missing=_("Choose how they told you."),
    )
    on = forms.DateField(
        label=_("When?"), hint=_("The last day, if it was not all on one day."), missing=_("Write the day.")
    )
    welcome = forms.YesNo(
        label=_("Shall we write to each new person?"),
        hint=_("They get a message by email, or you get a letter to post or a call to make."),
        missing=_("Choose yes or no."),
    )
    agreed = forms.ConsentField(
        label=_("Everybody on this list agreed to be a member, and to be on this list"),
        missing=_("Tick the box when everybody agreed. Take out those who did not."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["on"]
        day.latest = clock.today()
