"""What comes in about training: packages, modules, where they are taught, who completed them, and what they say."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from alongside.documents.models import Version
from alongside.foundation import forms

from ..actions.taking import NOT_BEFORE_COMPLETING, NOT_BEFORE_TRAINING
from ..actions.training import MOST_MINUTES, MOST_TEXT
from ..models import Delivery, Licence, ModuleKind, TrainingVersion
from . import fields


class PackageForm(forms.Form):
    """What a training package is."""

    title = forms.TextField(label=_("Title"), max_length=160, missing=_("Write a title."))
    language = forms.language_field(initial="en")
    about = forms.LongTextField(
        label=_("What is it for, and for whom?"), required=False, rows=4, max_length=fields.MOST_LETTERS
    )
    licence = forms.ChooseOne(
        label=_("What may people do with it?"), choices=Licence.choices, small=True,
        missing=_("Choose what people may do with it."),
    )  # fmt: skip


class ModuleForm(forms.Form):
    """One module: a version of a text, or an activity."""

    title = forms.TextField(label=_("Title"), max_length=160, missing=_("Write a title."))
    minutes = forms.NumberField(
        label=_("How many minutes does it take?"), min_value=1, max_value=MOST_MINUTES, width="3",
        missing=_("Write how many minutes it takes."),
    )  # fmt: skip
    kind = forms.ChooseOne(
        label=_("What is it?"), choices=ModuleKind.choices, missing=_("Choose what it is."), small=True
    )
    version = forms.SelectField(
        label=_("If it is a text: which one?"), required=False, needed_sometimes=True,
        hint=_("Versions that stay as they are, of texts that everybody can read."),
    )  # fmt: skip
    text = forms.LongTextField(
        label=_("If it is something to do: what?"), required=False, needed_sometimes=True, rows=8, max_length=MOST_TEXT,
        hint=_("Say what to do when somebody is alone, too."),
    )  # fmt: skip

    def __init__(self, *args: Any, versions: list[Version], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(one.pk): one for one in versions}
        field: Any = self.fields["version"]
        listed = [
            (pk, _("%(title)s, version %(number)d") % {"title": one.title, "number": one.number})
            for pk, one in self.versions.items()
        ]
        field.choices = [("", _("Choose one")), *listed]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        if kind == ModuleKind.TEXT and not cleaned.get("version") and "version" not in self.errors:
            self.add_error("version", _("Choose which text it is."))
        if kind == ModuleKind.ACTIVITY and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write what people do."))
        return cleaned

    def module(self) -> dict[str, Any]:
        """What `add_module` takes."""
        given = {name: self.cleaned_data[name] for name in ("kind", "title", "minutes", "text")}
        return given | {"version": self.versions.get(self.cleaned_data["version"])}


class PublishForm(forms.Form):
    """A new version."""

    whats_new = forms.LongTextField(
        label=_("What is new in this version?"), required=False, rows=3, max_length=1000,
        hint=_("Everybody can read this."),
    )  # fmt: skip


class AuthorForm(forms.Form):
    """A member who made this with us."""

    member = fields.MemberField(label=_("Who made this with us?"))


class DeliveryForm(fields.ThingFields):
    """When and where a package is taught."""

    on = forms.DateField(label=_("On which day?"), missing=_("Write the day."))
    field_order = ("on", "thing", "label", "url")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thing"].label = _("Where?")
        self.fields["label"].label = _("If it is somewhere else: where?")
        self.fields["label"].help_text = _("For example: the library in the High Street, or online.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        thing = cleaned.get("thing") or {}
        if not thing.get("key") and not cleaned.get("label") and "label" not in self.errors:
            self.add_error("label", _("Write where it is taught."))
        return cleaned


class FeedbackFields(forms.Form):
    """At most three answers; all may stay empty."""

    helped = forms.LongTextField(label=_("What helped you?"), required=False, rows=3, max_length=2000)
    hindered = forms.LongTextField(label=_("What did not work?"), required=False, rows=3, max_length=2000)
    wanted = forms.LongTextField(label=_("What should we change?"), required=False, rows=3, max_length=2000)

    def answers(self) -> dict[str, str]:
        """What `complete` takes."""
        return {name: self.cleaned_data[name] for name in ("helped", "hindered", "wanted")}


class FinishForm(FeedbackFields):
    """The end of a training that was taken online."""


class CompletionForm(forms.ToldForm, FeedbackFields):
    """Somebody completed a training in the room, by post or by phone."""

    who = fields.MemberField(label=_("Who completed it?"))
    completed_on = forms.DateField(
        label=_("On which day did they complete it?"), missing=_("Write the day on which they completed it.")
    )
    delivery = forms.SelectField(label=_("Where it was taught, if it was"), required=False)
    field_order = ("who", "completed_on", "delivery", "helped", "hindered", "wanted")

    def __init__(
        self, *args: Any, deliveries: list[Delivery], versions: list[TrainingVersion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.opened = {timezone.localtime(one.created_at).date(): one for one in versions}
        completed: Any = self.fields["completed_on"]
        completed.not_before(min(self.opened), NOT_BEFORE_TRAINING)
        self.deliveries = {str(one.pk): one for one in deliveries}
        field: Any = self.fields["delivery"]
        field.choices = [
            ("", _("Choose one")),
            *((pk, str(one.label)) for pk, one in self.deliveries.items()),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        told, completed = cleaned.get("on"), cleaned.get("completed_on")
        if told and completed and told < completed:
            self.add_error("on", NOT_BEFORE_COMPLETING.format(day=date_format(completed)))
        return cleaned

    def version(self) -> TrainingVersion:
        """The version that was open on the day on which they completed it."""
        return self.opened[max(day for day in self.opened if day <= self.cleaned_data["completed_on"])]

    def completion(self) -> dict[str, Any]:
        """What `record_completion` takes, without who and how."""
        delivery = self.deliveries.get(self.cleaned_data["delivery"])
        return {"on": self.cleaned_data["completed_on"], "delivery": delivery, **self.answers()}
