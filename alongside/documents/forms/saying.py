"""A comment on a clause, a suggestion to change it, and how a principle was lived."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms

from ..actions.remarks import MOST_SAID
from ..models import Document, RemarkKind
from ..models.clauses import MOST_LETTERS
from . import fields
from .versions import things

WHY = _("Why?")
UP_TO = format_lazy(_("You can write up to {most} letters."), most=MOST_LETTERS)


def reason_field() -> forms.LongTextField:
    """Why somebody suggests a change."""
    return forms.LongTextField(
        label=WHY, hint=_("A few words are enough. Editors and members read them."), rows=3, max_length=MOST_SAID,
        missing=_("Write why. A few words are enough."),
    )  # fmt: skip


def words_field(label: Any, **kwargs: Any) -> forms.LongTextField:
    """The words of a clause. How long it may be is said by the action, so that nothing pasted is cut."""
    return forms.LongTextField(
        label=label, rows=kwargs.pop("rows", 8), missing=_("Write the words that you suggest."),
        hint=kwargs.pop("hint", UP_TO), **kwargs,
    )  # fmt: skip


class SayingForm(fields.NamingFields):
    """What every form has with which somebody says something about a clause: the wording that they read."""

    revision = forms.HiddenField(required=False)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document

    def clean_revision(self) -> int | None:
        """The revision that was read; None when it does not say."""
        typed = str(self.cleaned_data["revision"])
        return int(typed) if typed.isdecimal() and len(typed) < 9 else None

    def saying(self) -> dict[str, Any]:
        """What `comment` and `suggest` take."""
        return {name: self.cleaned_data[name] for name in self.fields if name in SAID}


SAID = {"text", "second_text", "heading", "other", "reason", "revision", "named", "role_text"}


class CommentForm(SayingForm):
    """A comment."""

    text = forms.LongTextField(
        label=_("What would you like to say?"), rows=6, max_length=MOST_SAID,
        hint=_("Please leave out names of other people."), missing=_("Write what you would like to say."),
    )  # fmt: skip
    field_order = ("text", "named", "role_text")


class ReplaceForm(SayingForm):
    """Other words for a clause."""

    text = words_field(_("How should it read?"))
    reason = reason_field()
    field_order = ("text", "reason", "named", "role_text")


class AddForm(SayingForm):
    """A new clause after this one."""

    heading = forms.TextField(label=_("A heading for it"), required=False, max_length=160)
    text = words_field(_("How should the new clause read?"))
    reason = reason_field()
    field_order = ("heading", "text", "reason", "named", "role_text")


class RemoveForm(SayingForm):
    """To take a clause out."""

    reason = reason_field()
    field_order = ("reason", "named", "role_text")


class SplitForm(SayingForm):
    """To make two clauses of one."""

    text = words_field(_("The first clause"))
    second_text = words_field(_("The second clause"), rows=5)
    reason = reason_field()
    field_order = ("text", "second_text", "reason", "named", "role_text")


class MergeForm(SayingForm):
    """To join a clause with another."""

    other = forms.NumberField(
        label=_("With which clause?"), hint=_("Its number in the text now."), min_value=1, width="4",
        missing=_("Write the number of the other clause."),
    )  # fmt: skip
    text = words_field(_("How should the joined clause read?"), required=False,
                       hint=_("Leave this empty to put one after the other."))  # fmt: skip
    reason = reason_field()
    field_order = ("other", "text", "reason", "named", "role_text")

    def clean_other(self) -> Any:
        """The clause with that number."""
        return fields.clause_with_number(self.document, self.cleaned_data["other"])


class MoveForm(SayingForm):
    """To move a clause."""

    other = forms.NumberField(
        label=_("After which clause should it stand?"), min_value=0, width="4",
        hint=_("The number of that clause. Write 0 for the beginning."),
        missing=_("Write the number of a clause, or 0."),
    )  # fmt: skip
    reason = reason_field()
    field_order = ("other", "reason", "named", "role_text")

    def clean_other(self) -> Any:
        """The clause with that number; None for the beginning."""
        number = self.cleaned_data["other"]
        return fields.clause_with_number(self.document, number) if number else None


FORMS: dict[str, type[SayingForm]] = {
    RemarkKind.COMMENT: CommentForm, RemarkKind.REPLACE: ReplaceForm, RemarkKind.ADD: AddForm,
    RemarkKind.REMOVE: RemoveForm, RemarkKind.SPLIT: SplitForm, RemarkKind.MERGE: MergeForm,
    RemarkKind.MOVE: MoveForm,
}  # fmt: skip


class WhoFields(forms.ToldForm, fields.NamingFields):
    """Who told us, by phone, by post or in person, and how they are named."""

    who = fields.MemberField(
        label=_("Who said it?"), required=False, needed_sometimes=True,
        hint=_("Their reference or their name. Leave this empty if they want no name."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (
            cleaned.get("who") is None
            and "who" not in self.errors
            and cleaned.get("named") not in ("none", None)
        ):
            self.add_error("who", _("To name somebody, we need to know who it is. Or choose “No name”."))
        who = cleaned.get("who")
        self.refuse_young_name(cleaned.get("named"), young=who is not None and who.is_young)
        return cleaned


def recording(form: type[SayingForm]) -> type[Any]:
    """The same form, with who told us and how."""
    return type(
        f"Record{form.__name__}", (WhoFields, form), {"field_order": ("who", *(form.field_order or ()))}
    )


class ReflectionForm(fields.NamingFields):
    """How somebody lived a principle, and where."""

    text = forms.LongTextField(
        label=_("How was it lived?"), rows=6, max_length=MOST_SAID, missing=_("Write how it was lived."),
        hint=_("What happened, and what it changed. Please leave out names of other people."),
    )  # fmt: skip
    thing = forms.SelectField(label=_("Where was it?"), empty=_("Somewhere else"), required=False)
    label = forms.TextField(
        label=_("If it was somewhere else: where?"), hint=_("For example: a project, a meeting."),
        required=False, needed_sometimes=True, max_length=200,
    )  # fmt: skip
    field_order: Any = ("text", "thing", "label", "named", "role_text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["thing"]
        field.choices = [("", _("Somewhere else")), *things()]

    def saying(self) -> dict[str, Any]:
        """What `reflect` takes."""
        kind, _slash, key = self.cleaned_data["thing"].partition("/")
        given = {name: self.cleaned_data[name] for name in ("text", "label", "named", "role_text")}
        return given | {"kind": kind, "key": key}


class RecordReflectionForm(WhoFields, ReflectionForm):
    """A reflection that somebody told us."""

    field_order = ("who", *ReflectionForm.field_order)


class HoldBackForm(forms.Form):
    """Why something is not shown. The person who said it reads this."""

    because = forms.LongTextField(
        label=_("Why do we not show it?"), rows=3, max_length=MOST_SAID,
        hint=_("The person who said it reads your words. Say what they could change."),
        missing=_("Write why. The person who said it will read your reason."),
    )  # fmt: skip
