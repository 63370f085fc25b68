"""Projects, their teams, partners and milestones: what comes in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.documents.models import NAMED_BY
from alongside.foundation import forms, languages
from alongside.people.models import Attribution, Organisation
from alongside.people.queries import members, network

from ..models import TeamRole

NOT_UNTIL_18 = _("Until you are 18 we do not print your name. It keeps you safe.")


class MemberField(forms.TextField):
    """A member by reference, or by name where only one has it. Gives a Member."""

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


class ReferenceField(MemberField):
    """A member by reference only, for those who may not look through the list of members."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("hint", _("It looks like K7FD-3MXA. They find it on their own page: ask them."))
        kwargs.setdefault("missing", _("Write their reference."))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        words = str(forms.TextField.clean(self, value) or "").strip()
        if not words:
            return None
        member = members.by_reference(words).first()
        if member is None:
            raise ValidationError(_("We know no member with this reference. Look at its letters again."))
        return member


class ProjectForm(forms.Form):
    """What a project is."""

    title = forms.TextField(
        label=_("What is the project called?"), max_length=140, missing=_("Write what the project is called.")
    )
    in_short = forms.LongTextField(
        label=_("What is it about, in a sentence or two?"), rows=2, max_length=300,
        missing=_("Write in a sentence or two what it is about."),
    )  # fmt: skip
    about = forms.LongTextField(label=_("More about it"), rows=6, max_length=10_000, required=False)
    language = forms.SelectField(
        label=_("In which language is this written?"), choices=languages.written_names, missing=_("Choose a language."),
        initial="en",
    )  # fmt: skip
    starts_on = forms.DateField(label=_("First day"), missing=_("Write the first day."))
    ends_on = forms.DateField(label=_("Last day"), missing=_("Write the last day."))

    def what(self) -> dict[str, Any]:
        """What actions take."""
        given = {name: self.cleaned_data[name] for name in ProjectForm.base_fields}
        return given | {"summary": given.pop("in_short")}


class StartForm(ProjectForm):
    """A new project, and who leads it."""

    lead = MemberField(label=_("Who leads it?"), required=False)


class RoleFields(forms.Form):
    """As what somebody is in a team."""

    role = forms.ChooseOne(
        label=_("As what are they in the team?"), choices=TeamRole.choices, small=True,
        missing=_("Choose as what they are in the team."),
    )  # fmt: skip
    leads = forms.ConsentField(label=_("They may also change who is in the team"), required=False)


class AskForm(RoleFields):
    """Whom a lead asks to be in the team."""

    member = ReferenceField(label=_("Whom do you ask? Write their reference"))
    field_order = ("member", "role", "leads")


class NamingForm(forms.Form):
    """How somebody is named in one team."""

    named = forms.ChooseOne(
        label=_("How should we name you?"), choices=NAMED_BY, initial=Attribution.NONE,
        missing=_("Choose how we name you."), small=True,
    )  # fmt: skip
    role_text = forms.TextField(
        label=_("Your role, if you chose it"), hint=_("For example: carer, researcher, young adviser."),
        required=False, needed_sometimes=True, max_length=120,
    )  # fmt: skip

    def __init__(self, *args: Any, young: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if young:
            field: Any = self.fields["named"]
            shown = (Attribution.ROLE.value, Attribution.NONE.value)
            field.choices = [one for one in NAMED_BY if one[0] in shown]
            field.help_text = NOT_UNTIL_18

    def naming(self) -> dict[str, Any]:
        """What actions take."""
        return {name: self.cleaned_data[name] for name in ("named", "role_text")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("named") == Attribution.ROLE and not cleaned.get("role_text"):
            self.add_error("role_text", _("Write the role that we should show."))
        return cleaned


class LivedForm(NamingForm):
    """How a principle was lived in a project."""

    principle = forms.SelectField(label=_("Which principle?"), missing=_("Choose a principle."))
    text = forms.LongTextField(
        label=_("How was it lived?"), rows=5, max_length=4000, missing=_("Write how it was lived."),
        hint=_("Please leave out names of other people."),
    )  # fmt: skip
    field_order = ("principle", "text")

    def __init__(self, *args: Any, principles: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["principle"]
        field.choices = [("", _("Choose one")), *principles.items()]


class RecordJoiningForm(forms.ToldForm, RoleFields, NamingForm):
    """Somebody told us that they are in a team."""

    member = MemberField(label=_("Who is it?"))
    field_order = ("member", "role", "leads", "named", "role_text")


class RecordNamingForm(forms.ToldForm, NamingForm):
    """Somebody told us how they want to be named."""


class PartnerForm(forms.Form):
    """An organisation that works with the project."""

    organisation = forms.SelectField(label=_("Which organisation?"), missing=_("Choose an organisation."))
    brings = forms.TextField(
        label=_("What does it bring?"), hint=_("For example: rooms, time of staff, advice."), required=False,
        max_length=200,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.choices = [("", _("Choose one")), *network.organisation_choices()]

    def clean_organisation(self) -> Organisation:
        """The organisation itself."""
        return Organisation.objects.get(pk=self.cleaned_data["organisation"])


class MilestoneForm(forms.Form):
    """Something that the project means to reach."""

    what = forms.TextField(
        label=_("What do you mean to reach?"), max_length=200, missing=_("Write what you mean to reach.")
    )
    due_on = forms.DateField(label=_("By when?"), missing=_("Write the day."))


class ReachForm(forms.Form):
    """When something was reached."""

    on = forms.DateField(label=_("When did you reach it?"), missing=_("Write the day."))
