"""Fields that several forms have: a member, a thing of another room, and the name on one's words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.documents.models import NAMED_BY
from alongside.foundation import forms, sources
from alongside.people.models import Attribution
from alongside.people.queries import members

NOT_UNTIL_18 = _("Until you are 18 we do not print your name. It keeps you safe.")
LANGUAGES = [
    ("en", _("English")), ("ar", _("Arabic")), ("bn", _("Bengali")), ("zh", _("Chinese")), ("fr", _("French")),
    ("gu", _("Gujarati")), ("pa", _("Panjabi")), ("pl", _("Polish")), ("pt", _("Portuguese")),
    ("ro", _("Romanian")), ("so", _("Somali")), ("es", _("Spanish")), ("tr", _("Turkish")), ("ur", _("Urdu")),
    ("cy", _("Welsh")), ("yo", _("Yoruba")),
]  # fmt: skip
NOTHING = "-"
MOST_LETTERS = 4000


def language_field(**kwargs: Any) -> forms.SelectField:
    """A language, as its code."""
    return forms.SelectField(
        label=_("Language"), choices=LANGUAGES, missing=_("Choose a language."), **kwargs
    )


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


class NamingFields(forms.Form):
    """How somebody is named for what they say."""

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


class ThingFields(forms.Form):
    """Something that another room knows, or words and a link."""

    thing = forms.ChooseOne(label=_("Where was it?"), small=True, required=False)
    label = forms.TextField(
        label=_("If it is something else: what?"), hint=_("For example: a meeting with a carers’ group."),
        required=False, max_length=200,
    )  # fmt: skip
    url = forms.TextField(
        label=_("A link to it, if there is one"), required=False, max_length=500, spellcheck=False
    )

    def __init__(self, *args: Any, found: list[sources.Thing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["thing"]
        listed: list[tuple[str, Any]] = [(f"{one.kind}/{one.key}", one.label) for one in found]
        field.choices = [*listed, (NOTHING, _("Something else, or nothing special"))]
        self.initial.setdefault("thing", NOTHING)

    def clean_thing(self) -> dict[str, str]:
        """Kind and key of a thing; both empty for something else."""
        kind, _slash, key = str(self.cleaned_data["thing"]).partition("/")
        return {"kind": kind, "key": key} if key else {"kind": "", "key": ""}

    def place(self) -> dict[str, Any]:
        """What actions take: kind, key, label, url."""
        given = self.cleaned_data
        return {**given["thing"], "label": given["label"], "url": given["url"]}


class WhoFields(forms.ToldForm):
    """Who told us, by phone, by post or in person."""

    who = MemberField(
        label=_("Who said it?"), required=False,
        hint=_("Their reference or their name. Leave this empty if they want no name."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        nameless = cleaned.get("named") in ("none", None)
        if cleaned.get("who") is None and "who" not in self.errors and not nameless:
            self.add_error("who", _("To name somebody, we need to know who it is. Or choose “No name”."))
        return cleaned
