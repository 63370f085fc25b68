"""Fields that several forms have: a member, a clause by its number, a language, and the name on one's words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.people.models import Attribution
from alongside.people.queries import members

from ..languages import LANGUAGES
from ..models import NAMED_BY, Clause, Document

NOT_UNTIL_18 = _("Until you are 18 we do not print your name. It keeps you safe.")


class MemberField(forms.TextField):
    """A member by reference, or by name where only one has it. Gives a Member, or None when it may be empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("hint", _("Their reference, such as K7FD-3MXA, or their name."))
        kwargs.setdefault("missing", _("Write their reference or their name."))
        super().__init__(width="two-thirds", spellcheck=False, autocomplete="off", max_length=200, **kwargs)

    def clean(self, value: Any) -> Any:
        words = str(super().clean(value) or "").strip()
        if not words:
            return None
        found = members.named(words)
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(_("Several members have this name. Write the reference of the right one."))
        raise ValidationError(_("We know nobody of this name or reference. Look in the list of members."))


def language_field(**kwargs: Any) -> forms.SelectField:
    """A language, as its code."""
    return forms.SelectField(
        label=_("Language"), choices=LANGUAGES, missing=_("Choose a language."), **kwargs
    )


class NamingFields(forms.Form):
    """How somebody is named for what they say, if it enters the text."""

    named = forms.ChooseOne(
        label=_("How should we name you?"), choices=NAMED_BY, initial=Attribution.NONE,
        missing=_("Choose how we name you."), small=True,
    )  # fmt: skip
    role_text = forms.TextField(
        label=_("Your role, if you chose it"), hint=_("For example: carer, researcher, young adviser."),
        required=False, max_length=120,
    )  # fmt: skip

    def __init__(self, *args: Any, young: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if young:
            field: Any = self.fields["named"]
            shown = (Attribution.ROLE.value, Attribution.NONE.value)
            field.choices = [one for one in NAMED_BY if one[0] in shown]
            field.help_text = NOT_UNTIL_18

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("named") == Attribution.ROLE and not cleaned.get("role_text"):
            self.add_error("role_text", _("Write the role that we should show."))
        return cleaned


class NamingForm(NamingFields):
    """Changing how one is named for something that was said already."""


class RenameForm(forms.ToldForm, NamingFields):
    """Somebody told us that they want to be named in another way."""


def clause_with_number(document: Document, number: int | None) -> Clause:
    """The clause with this number now. Raises ValidationError where there is none."""
    found = Clause.objects.standing().filter(document=document, place=number).first()
    if found is None:
        last = Clause.objects.standing().filter(document=document).count()
        raise ValidationError(
            _("There is no clause of this number. The last one is %(last)d."), params={"last": last}
        )
    return found
