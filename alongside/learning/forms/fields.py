"""Fields that several forms have: a member, a thing of another room, and the name on one's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.documents.models import NAMED_BY
from alongside.foundation import forms, sources
from alongside.people.models import Attribution, Member
from alongside.people.queries import members

NOTHING = "-"
MOST_LETTERS = 4000


class MemberField(forms.PersonField):
    """A member by reference, or by name where only one has it."""

    def find(self, words: str) -> Sequence[Member]:
        return members.named(words)


class NamingFields(forms.NamingFields):
    """How somebody is named for what they say."""

    ways = NAMED_BY
    young_ways = (Attribution.ROLE.value, Attribution.NONE.value)
    by_role = Attribution.ROLE.value


class NamingForm(NamingFields):
    """Changing how one is named for something that was said already."""


class RenameForm(forms.ToldForm, NamingFields):
    """Somebody told us that they want to be named in another way."""


class ThingFields(forms.Form):
    """Something that another room knows, or words and a link."""

    thing = forms.ChooseOne(label=_("Where was it?"), small=True, required=False)
    label = forms.TextField(
        label=_("If it is something else: what?"), hint=_("For example: a meeting with a carers’ group."),
        required=False, needed_sometimes=True, max_length=200,
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


class WhoFields(forms.ToldForm, NamingFields):
    """Who told us, by phone, by post or in person, and how they are named."""

    who = MemberField(
        label=_("Who said it?"), required=False, needed_sometimes=True,
        hint=_("Their reference or their name. Leave this empty if they want no name."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        nameless = cleaned.get("named") in ("none", None)
        if cleaned.get("who") is None and "who" not in self.errors and not nameless:
            self.add_error("who", _("To name somebody, we need to know who it is. Or choose “No name”."))
        who = cleaned.get("who")
        self.refuse_young_name(cleaned.get("named"), young=who is not None and who.is_young)
        return cleaned
