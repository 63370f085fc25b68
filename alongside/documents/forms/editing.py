"""What editors write: documents, clauses, answers, and the choice when two saved at once."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms

from ..actions.documents import MOST_PASTED
from ..actions.remarks import MOST_SAID
from ..models import Document, DocumentKind, Remark, RemarkKind, Settled
from . import fields
from .saying import words_field

YES, NO = "yes", "no"
EVERYBODY_READS = _("Everybody can read this.")


def because_field(**kwargs: Any) -> forms.LongTextField:
    """Why an editor changes something. It stands in the history of the clause."""
    kwargs.setdefault("label", _("Why?"))
    kwargs.setdefault("hint", EVERYBODY_READS)
    return forms.LongTextField(rows=2, max_length=MOST_SAID, **kwargs)


class DocumentForm(forms.Form):
    """What a document is."""

    kind = forms.ChooseOne(
        label=_("What is it?"), choices=DocumentKind.choices, missing=_("Choose what it is."), small=True
    )
    title = forms.TextField(label=_("Title"), max_length=160, missing=_("Write a title."))
    language = forms.language_field(initial="en")
    about = forms.LongTextField(
        label=_("What is it for?"), hint=_("A sentence or two for people who see it first."), required=False,
        rows=3, max_length=2000,
    )  # fmt: skip


class StartForm(DocumentForm):
    """A new document, with the words that are there already."""

    text = forms.LongTextField(
        label=_("Words that you have already"), required=False, rows=14, max_length=MOST_PASTED,
        hint=_("Leave an empty line between clauses. A line that begins with # is a heading. You can paste."),
    )  # fmt: skip


class BasedForm(forms.Form):
    """A change to a clause: it says which wording its writer saw."""

    base = forms.HiddenField(required=False)

    def clean_base(self) -> int:
        """The revision that was seen; 0, which never is, when it does not say."""
        typed = str(self.cleaned_data["base"])
        return int(typed) if typed.isdecimal() and len(typed) < 9 else 0


class RewordForm(BasedForm):
    """Other words for a clause."""

    heading = forms.TextField(label=_("Heading"), required=False, max_length=160)
    text = words_field(_("The words of the clause"))
    because = because_field(required=False)


class WriteClauseForm(forms.Form):
    """A new clause."""

    heading = forms.TextField(label=_("Heading"), required=False, max_length=160)
    text = words_field(_("The words of the clause"))
    because = because_field(required=False)


class SplitClauseForm(BasedForm):
    """Two clauses of one."""

    first = words_field(_("The first clause"))
    second_heading = forms.TextField(label=_("A heading for the second one"), required=False, max_length=160)
    second = words_field(_("The second clause"))
    because = because_field(required=False)


class OtherNumber(BasedForm):
    """A form that names another clause by its number."""

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document

    def clean_other(self) -> Any:
        """The clause with that number; None for 0."""
        number = self.cleaned_data["other"]
        return fields.clause_with_number(self.document, number) if number else None


class MergeClauseForm(OtherNumber):
    """Which clause is joined to this one, and how they read then."""

    other = forms.NumberField(
        label=_("Which clause is joined to this one?"), hint=_("Its number in the text now."), min_value=1,
        width="4", missing=_("Write the number of the other clause."),
    )  # fmt: skip
    text = words_field(_("The words of the joined clause"), required=False,
                       hint=_("Leave this empty to put one after the other."))  # fmt: skip
    because = because_field(required=False)


class MoveClauseForm(OtherNumber):
    """Where a clause goes."""

    other = forms.NumberField(
        label=_("After which clause should it stand?"), min_value=0, width="4",
        hint=_("The number of that clause. Write 0 for the beginning."),
        missing=_("Write the number of a clause, or 0."),
    )  # fmt: skip


class RemoveClauseForm(BasedForm):
    """Why a clause is taken out."""

    because = because_field(missing=_("Write why. Everybody can read your reason."))


class SettleForm(forms.Form):
    """The choice between one's own words, those that were saved first, and both put together."""

    choice = forms.ChooseOne(
        label=_("Which words should stand?"), choices=Settled.choices, missing=_("Choose which words should stand."),
        hints={Settled.MERGED.value: _("Put them together below.")},
    )  # fmt: skip
    heading = forms.TextField(label=_("Heading, if you put both together"), required=False, max_length=160)
    text = words_field(_("Words, if you put both together"), required=False, needed_sometimes=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("choice") == Settled.MERGED and not cleaned.get("text"):
            self.add_error("text", _("Write both, put together."))
        return cleaned


class EditorForm(forms.Form):
    """A member who edits a document."""

    member = fields.MemberField(label=_("Who edits it?"))


class AnswerCommentForm(forms.Form):
    """The answer to a comment."""

    answer = forms.LongTextField(
        label=_("The answer in words"), rows=4, max_length=MOST_SAID, missing=_("Write the answer in words."),
        hint=_("Speak to the person who said it. They get these words by their own way."),
    )  # fmt: skip


class AnswerSuggestionForm(BasedForm):
    """Yes, in the words that were suggested or in others; or no, for a reason."""

    choice = forms.ChooseOne(
        label=_("Do you accept it?"), choices=[(YES, _("Yes")), (NO, _("No, and I say why"))],
        missing=_("Choose yes or no."), small=True,
    )  # fmt: skip
    heading = forms.TextField(label=_("Heading"), required=False, max_length=160)
    text = words_field(
        _("The words that enter the text"),
        required=False, needed_sometimes=True, hint=_("You can change them."),
    )  # fmt: skip
    second_text = words_field(
        _("The second clause"), required=False, needed_sometimes=True, hint=_("You can change it.")
    )
    answer = forms.LongTextField(
        label=_("Your words to the person who suggested it"),
        required=False, needed_sometimes=True, rows=4, max_length=MOST_SAID,
        hint=_("If you say no, write why. If you changed their words, say why too."),
    )  # fmt: skip

    def __init__(self, *args: Any, remark: Remark, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wordless = remark.kind in (RemarkKind.REMOVE, RemarkKind.MOVE)
        for name, unused in (
            ("text", wordless), ("second_text", remark.kind != RemarkKind.SPLIT),
            ("heading", remark.kind != RemarkKind.ADD),
        ):  # fmt: skip
            if unused:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("choice") == NO and not cleaned.get("answer"):
            self.add_error("answer", _("Write why. The person who suggested it will read your reason."))
        return cleaned

    def accepting(self) -> dict[str, Any]:
        """What `accept` takes."""
        wanted = ("text", "second_text", "heading", "answer", "base")
        return {name: self.cleaned_data[name] for name in wanted if name in self.cleaned_data}
