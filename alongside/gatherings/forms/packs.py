"""What goes into the pack."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms, judging_files

from ..models import Variant

VARIANT = _("For whom is it made?")
FOR_READING = [(value, label) for value, label in Variant.choices if value in ("standard", "easy_read")]


class PackItemForm(forms.Form):
    """One thing in the pack."""

    title = forms.TextField(
        label=_("What is it?"),
        hint=_("For example: the plan for the day."),
        missing=_("Write what it is."),
        max_length=160,
    )
    is_public = forms.YesNo(
        label=_("May everybody open it?"), hint=_("If not, only those who registered can."), initial=False
    )
    on_request = forms.YesNo(
        label=_("Do we make other formats for whoever asks?"),
        hint=_("Say yes only if somebody can do it in time."),
        initial=False,
    )


class WordsInPackForm(forms.Form):
    """Words that stand on the page."""

    text = forms.LongTextField(
        label=_("The words"),
        hint=_("Plain text. Leave an empty line between paragraphs."),
        missing=_("Write or paste the words."),
        rows=14,
        max_length=60_000,
    )
    variant = forms.ChooseOne(label=VARIANT, choices=FOR_READING, initial=Variant.STANDARD, small=True)


class FileInPackForm(forms.Form):
    """A file to read, listen to or look at."""

    file = forms.FileField(
        label=_("The file"),
        hint=_("PDF, Word, OpenDocument, plain text, sound (MP3) or a picture (JPEG, PNG), 20 MB at most."),
        accept=judging_files.ACCEPT,
        max_size=judging_files.MOST_BYTES,
    )
    variant = forms.ChooseOne(label=VARIANT, choices=Variant.choices, initial=Variant.STANDARD, small=True)

    def clean_file(self) -> Any:
        """Say at once when a file is not what its name says."""
        file = self.cleaned_data["file"]
        try:
            judging_files.judge(file, file.name or "")
        except judging_files.NotWhatItSays as problem:
            raise forms.ValidationError(str(problem)) from problem
        return file
