"""Freezing, signing and opening again; where a clause came from; other formats."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms, sources

from ..actions.around import ELSEWHERE
from ..actions.versions import NOT_BEFORE_VERSION
from ..models import FormatKind, SigningRole, Version
from . import fields


class FreezeForm(forms.Form):
    """What changed in this version."""

    what_changed = forms.LongTextField(
        label=_("What changed?"), hint=_("A sentence or two. Everybody can read this."), required=False, rows=3,
        max_length=2000,
    )  # fmt: skip


class SigningRoleForm(forms.Form):
    """Who signs, and in which role."""

    name = forms.TextField(
        label=_("In which role?"), hint=_("For example: chair of the working group. Everybody can read this."),
        max_length=120, missing=_("Write the role, for example: chair of the working group."),
    )  # fmt: skip
    member = fields.MemberField(label=_("Who holds it?"))


class SignForm(forms.Form):
    """Signing."""

    agreed = forms.ConsentField(
        label=_("I have read this version, and I sign it"), missing=_("Tick the box to sign.")
    )


class RecordSignatureForm(forms.ToldForm):
    """Somebody told us that they sign."""

    role = forms.ChooseOne(label=_("Who signs?"), missing=_("Choose who signs."), small=True)
    field_order = ("role",)

    def __init__(self, *args: Any, version: Version, roles: list[SigningRole], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if version.frozen_at:
            self.not_before(timezone.localtime(version.frozen_at).date(), NOT_BEFORE_VERSION)
        field: Any = self.fields["role"]
        field.choices = [
            (str(role.pk), f"{role.name}: {role.member.called}") for role in roles if role.member is not None
        ]


class ReopenForm(forms.Form):
    """Why a signed text is opened again."""

    because = forms.LongTextField(
        label=_("Why is it opened again?"), hint=_("Everybody can read your reason. Those who signed are told."),
        rows=4, max_length=2000, missing=_("Write why. Everybody can read your reason."),
    )  # fmt: skip
    by_role = forms.TextField(
        label=_("Who decides this?"), hint=_("A role, for example: the working group."), max_length=120,
        missing=_("Write who decides, for example: the working group."),
    )  # fmt: skip


class CompareForm(forms.Form):
    """Which two versions."""

    before = forms.SelectField(label=_("Older version"), missing=_("Choose a version."))
    after = forms.SelectField(label=_("Newer version"), missing=_("Choose a version."))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("before", "after"):
            field: Any = self.fields[name]
            field.choices = choices


NEWEST, MATCHING = 4, 10
"""How many things of each kind are listed before somebody looks for words, and afterwards."""


def things(words: str = "") -> list[tuple[str, str]]:
    """Things that rooms know, as choices "kind/key": the newest of each kind, or those that match some words."""
    most = MATCHING if words else NEWEST
    return [
        (f"{one.kind}/{one.key}", f"{kind.label}: {one.label}")
        for kind in sources.kinds()
        for one in kind.find(words)[:most]
    ]


class SourceForm(forms.Form):
    """Where a clause came from: something that another room knows, or words and a link."""

    thing = forms.ChooseOne(label=_("Where did this clause come from?"), missing=_("Choose one."), small=True)
    label = forms.TextField(
        label=_("If it is something else: what?"), hint=_("For example: a letter from a carers’ group."),
        required=False, needed_sometimes=True, max_length=200,
    )  # fmt: skip
    url = forms.TextField(label=_("A link to it"), required=False, max_length=500, spellcheck=False)
    note = forms.TextField(
        label=_("A note"), hint=_("For example: said in the second round."), required=False, max_length=300
    )

    def __init__(self, *args: Any, words: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["thing"]
        field.choices = [*things(words), (f"{ELSEWHERE}/", _("Something else"))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("thing") == f"{ELSEWHERE}/" and not cleaned.get("label"):
            self.add_error("label", _("Write where it came from."))
        return cleaned

    def source(self) -> dict[str, Any]:
        """What `add_source` takes."""
        kind, _slash, key = self.cleaned_data["thing"].partition("/")
        return {"kind": kind, "key": key} | {
            name: self.cleaned_data[name] for name in ("label", "url", "note")
        }


class FormatForm(forms.Form):
    """Another format of a version."""

    version = forms.SelectField(label=_("Of which version?"), missing=_("Choose a version."))
    kind = forms.ChooseOne(
        label=_("Which format?"),
        choices=FormatKind.choices,
        missing=_("Choose which format it is."),
        small=True,
    )
    language = forms.language_field(initial="en")
    text = forms.LongTextField(
        label=_("Its words"), hint=_("For Easy Read and translations. Leave this empty to give a link."),
        required=False, needed_sometimes=True, rows=10, max_length=60_000,
    )  # fmt: skip
    url = forms.TextField(
        label=_("Or a link to it"), hint=_("A film, a recording or a file: https://…"),
        required=False, needed_sometimes=True, max_length=500, spellcheck=False,
    )  # fmt: skip

    def __init__(self, *args: Any, versions: list[Version], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(one.number): one for one in versions}
        field: Any = self.fields["version"]
        field.choices = [(number, number) for number in self.versions]

    def format(self) -> dict[str, Any]:
        """What `add_format` takes."""
        wanted = ("kind", "language", "text", "url")
        given = {name: self.cleaned_data[name] for name in wanted}
        return given | {"version": self.versions[self.cleaned_data["version"]]}
