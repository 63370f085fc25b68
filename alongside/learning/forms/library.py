"""What comes in about the library: things in it, and other formats that people ask for."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms, judging_files

from ..models import Form, Licence, ResourceKind, Strand
from . import fields


class ResourceForm(forms.Form):
    """What a thing in the library is."""

    title = forms.TextField(label=_("Title"), max_length=160, missing=_("Write a title."))
    kind = forms.ChooseOne(
        label=_("What is it?"), choices=ResourceKind.choices, missing=_("Choose what it is."), small=True
    )
    about = forms.LongTextField(
        label=_("What is in it, and for whom?"), required=False, rows=4, max_length=fields.MOST_LETTERS
    )
    made_by = forms.TextField(
        label=_("Who made it?"), hint=_("A group or an organisation. Ask people before you name them."),
        required=False, max_length=200,
    )  # fmt: skip
    language = forms.language_field(initial="en")
    form = forms.SelectField(
        label=_("Format"), choices=Form.choices, required=False,
        hint=_("Leave this empty, and we look at the file."),
    )  # fmt: skip
    strand = forms.SelectField(label=_("What is it about?"), choices=Strand.choices, required=False)
    licence = forms.ChooseOne(
        label=_("What may people do with it?"), choices=Licence.choices, small=True,
        missing=_("Choose what people may do with it."),
    )  # fmt: skip


class AddResourceForm(ResourceForm):
    """A new thing: a link or a file."""

    url = forms.TextField(
        label=_("A link to it"),
        hint="https://…",
        required=False,
        needed_sometimes=True,
        max_length=500,
        spellcheck=False,
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False, needed_sometimes=True, accept=judging_files.ACCEPT, max_size=judging_files.MOST_BYTES,
        hint=_("PDF, Word, OpenDocument, plain text, MP3, JPEG or PNG, up to 20 MB."),
    )  # fmt: skip
    field_order = ("title", "kind", "url", "file")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = bool(cleaned.get("url")) + bool(cleaned.get("file"))
        if given != 1 and not {"url", "file"} & set(self.errors):
            self.add_error("url", _("Write a link, or choose a file: one of the two."))
        return cleaned


class AskFormatForm(forms.Form):
    """Another format that somebody needs."""

    wanted = forms.LongTextField(
        label=_("Which format do you need?"), rows=3, max_length=1000, missing=_("Write which format is needed."),
        hint=_("For example: large print, audio in Urdu, Braille, read out on the phone."),
    )  # fmt: skip


class RecordFormatForm(forms.ToldForm, AskFormatForm):
    """Another format that somebody asked us for, by phone, by post or in person."""

    who = fields.MemberField(label=_("Who asked for it?"))
    field_order = ("who", "wanted")


class AnswerFormatForm(forms.Form):
    """The answer to somebody who asked for another format."""

    answer = forms.LongTextField(
        label=_("The answer in words"), rows=4, max_length=2000, missing=_("Write the answer in words."),
        hint=_("Say where it is, or when it comes, or why not. They get these words by their own way."),
    )  # fmt: skip
