"""What coordinators write down for members. One page, in the order in which people say it on the phone."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.foundation import languages as spoken
from alongside.foundation.forms import ToldForm, told

from ..models import (
    AgeGuard,
    Attribution,
    BringsKind,
    ConsentChannel,
    Guardian,
    Member,
    Purpose,
    ReachBy,
    Supporter,
)
from .joining import LANGUAGES, listed_languages

HELPER_FIELDS = {
    "supporter": ("name", "relation", "phone", "email", "address"),
    "guardian": ("name", "phone", "email"),
}


class DetailsForm(ToldForm):
    """Everything about a member that a coordinator may write down."""

    called = forms.TextField(
        label=_("The name they like to be called by"),
        missing=_("Write the name they like to be called by."),
        max_length=100,
        autocomplete="off",
        spellcheck=False,
    )
    full_name = forms.TextField(
        label=_("Their full name"), required=False, max_length=200, autocomplete="off", spellcheck=False
    )
    age_guard = forms.ChooseOne(
        label=_("Their age"),
        choices=AgeGuard.choices,
        missing=_("Choose their age, or “Not known”."),
        small=True,
    )
    reach_by = forms.ChooseOne(
        label=_("How can we reach them?"),
        choices=ReachBy.choices,
        missing=_("Choose how we can reach them."),
        small=True,
    )
    phone = forms.PhoneField(
        label=_("Their phone number"),
        required=False,
        needed_sometimes=True,
        hint=_("Needed if they are reached this way."),
        max_length=40,
        autocomplete="off",
    )
    address = forms.LongTextField(
        label=_("Their address for letters"),
        required=False,
        needed_sometimes=True,
        hint=_("Needed if they are reached this way."),
        rows=3,
        autocomplete="off",
    )
    supporter_name = forms.TextField(
        label=_("The supporter’s name"),
        required=False,
        needed_sometimes=True,
        hint=_("Needed if they are reached through a supporter."),
        max_length=200,
        autocomplete="off",
        spellcheck=False,
    )
    supporter_relation = forms.TextField(
        label=_("Who they are to the member"), required=False, max_length=100, autocomplete="off"
    )
    supporter_phone = forms.PhoneField(
        label=_("The supporter’s phone number"),
        required=False,
        needed_sometimes=True,
        hint=_("One way to reach them is enough."),
        max_length=40,
        autocomplete="off",
    )
    supporter_email = forms.EmailField(
        label=_("The supporter’s email address"), required=False, needed_sometimes=True, autocomplete="off"
    )
    supporter_address = forms.LongTextField(
        label=_("The supporter’s address"), required=False, needed_sometimes=True, rows=3, autocomplete="off"
    )
    guardian_name = forms.TextField(
        label=_("The parent or guardian’s name"),
        required=False,
        needed_sometimes=True,
        hint=_("Needed if they are under 16."),
        max_length=200,
        autocomplete="off",
        spellcheck=False,
    )
    guardian_phone = forms.PhoneField(
        label=_("The parent or guardian’s phone number"),
        required=False,
        needed_sometimes=True,
        hint=_("One way to reach them is enough."),
        max_length=40,
        autocomplete="off",
    )
    guardian_email = forms.EmailField(
        label=_("The parent or guardian’s email address"),
        required=False,
        needed_sometimes=True,
        autocomplete="off",
    )
    brings = forms.ChooseSeveralOrOwnWords(
        label=_("What do they bring?"),
        choices=BringsKind.choices,
        required=False,
        own_words_max=500,
        small=True,
    )
    interests = forms.LongTextField(
        label=_("What would they like to take part in?"), required=False, rows=2, max_length=1000
    )
    languages = forms.ChooseSeveralOrOwnWords(
        label=_("Which languages do they speak, sign or read?"),
        choices=LANGUAGES,
        required=False,
        own_words_label=_("Other languages"),
        own_words_hint=_("Put a comma between them."),
        small=True,
    )
    language = forms.ChooseOne(
        label=_("Which language shall we write in?"),
        choices=spoken.offered_names,
        initial="en",
        inline=True,
        small=True,
    )

    who = ("called", "full_name", "age_guard")
    reach: tuple[str, ...] = ("reach_by", "phone", "address")
    brought = ("brings", "interests", "languages", "language")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("age_guard") == AgeGuard.UNDER_16:
            self._ask_for_helper("guardian", _("Write the name of their parent or guardian."))
        elif cleaned.get("reach_by") == ReachBy.SUPPORTER:
            self._ask_for_helper("supporter", _("Write the name of the person who supports them."))
        elif cleaned.get("reach_by") == ReachBy.PHONE and not cleaned.get("phone"):
            self._ask_once("phone", _("Write their phone number."))
        elif cleaned.get("reach_by") == ReachBy.POST and not cleaned.get("address"):
            self._ask_once("address", _("Write their address."))
        return cleaned

    def _ask_for_helper(self, who: str, sentence: Any) -> None:
        if not self.cleaned_data.get(f"{who}_name"):
            self._ask_once(f"{who}_name", sentence)
        ways = [f"{who}_{way}" for way in ("phone", "email", "address") if f"{who}_{way}" in self.fields]
        if not any(self.cleaned_data.get(way) for way in ways):
            self._ask_once(f"{who}_phone", _("Write a way to reach them. One is enough."))

    def _ask_once(self, name: str, sentence: Any) -> None:
        if name not in self.errors:
            self.add_error(name, sentence)

    def helper(self, who: str) -> dict[str, str]:
        """A supporter or guardian as `people.join` takes them; empty when no name was given."""
        found = {part: self.cleaned_data.get(f"{who}_{part}", "") for part in HELPER_FIELDS[who]}
        return found if found["name"] else {}

    def details(self) -> dict[str, Any]:
        """The member's own fields, by the names of the model."""
        plain = ("called", "full_name", "age_guard", "reach_by", "phone", "address", "interests", "language")
        return {name: self.cleaned_data[name] for name in plain} | {
            "brings_in_own_words": self.cleaned_data["brings"].own_words,
            "languages": listed_languages(self.cleaned_data["languages"]),
        }

    def groups(self) -> dict[str, list[forms.BoundField]]:
        """The fields in the order of the page."""
        names = {"who": self.who, "reach": self.reach, "brought": self.brought, "told": self.told_fields}
        helpers = {who: tuple(f"{who}_{part}" for part in parts) for who, parts in HELPER_FIELDS.items()}
        return {group: [self[name] for name in listed] for group, listed in (names | helpers).items()}

    def opened(self) -> dict[str, bool]:
        """Which of the folded parts of the page hold something, or something wrong."""
        return {
            who: any(self._is_used(f"{who}_{part}") for part in parts) for who, parts in HELPER_FIELDS.items()
        }

    def _is_used(self, name: str) -> bool:
        return bool(self[name].errors or self[name].value())


class AddMemberForm(DetailsForm):
    """Somebody joins by phone, by post or in person."""

    email = forms.EmailField(
        label=_("Their email address"),
        required=False,
        needed_sometimes=True,
        hint=_("Needed if they are reached this way."),
        autocomplete="off",
    )
    contact = forms.ConsentField(label=_("They agreed to be contacted"), required=False)

    reach = ("reach_by", "phone", "email", "address")

    def __init__(self, *args: Any, wording: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].help_text = wording
        self.wording = wording

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        by_email = cleaned.get("reach_by") == ReachBy.EMAIL and cleaned.get("age_guard") != AgeGuard.UNDER_16
        if by_email and not cleaned.get("email"):
            self._ask_once("email", _("Write their email address."))
        return cleaned

    def joining(self) -> dict[str, Any]:
        """What `people.join` takes."""
        return self.details() | {
            "email": self.cleaned_data["email"],
            "brings": self.cleaned_data["brings"].values,
            "supporter": self.helper("supporter"),
            "guardian": self.helper("guardian"),
            "contact_wording": self.wording if self.cleaned_data["contact"] else "",
        }


class ChangeMemberForm(DetailsForm):
    """Somebody asks to have their record put right. An email address changes by a code that proves it."""

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("reach_by") == ReachBy.EMAIL and not self.member.email:
            self._ask_once(
                "reach_by", _("We have no email address for them. Choose another way to reach them.")
            )
        return cleaned


class ConsentForForm(ToldForm):
    """A consent that somebody gave by phone, by post or in person, in the words that were read to them."""

    purpose = forms.ChooseOne(
        label=_("What for?"), choices=Purpose.choices, missing=_("Choose what they agreed to.")
    )
    wording = forms.LongTextField(
        label=_("The words that you read to them"),
        hint=_("Write exactly what they agreed to."),
        missing=_("Write the words that they agreed to."),
        rows=3,
        max_length=1000,
    )
    channels = forms.ChooseSeveral(
        label=_("Where may it be shown?"),
        hint=_("Leave this empty for being contacted."),
        choices=ConsentChannel.choices,
        required=False,
        needed_sometimes=True,
    )
    attribution = forms.ChooseOne(
        label=_("How would they like to be named?"),
        choices=[(value, told.THEIR_WAYS.get(value, label)) for value, label in Attribution.choices],
        initial=Attribution.ROLE,
        missing=_("Choose how they would like to be named."),
    )
    attribution_text = forms.TextField(
        label=_("Their role in their own words"),
        hint=format_lazy(
            "{when} {how}",
            when=_("Needed if they are named by their role."),
            how=_("For example: carer and co-producer."),
        ),
        required=False,
        needed_sometimes=True,
        max_length=120,
    )
    expires_on = forms.DateField(label=_("Until when, if they said so"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        shown = cleaned.get("purpose") in (Purpose.QUOTE, Purpose.CREDIT, Purpose.PHOTO)
        if shown and not cleaned.get("channels") and "channels" not in self.errors:
            self.add_error("channels", _("Choose where it may be shown."))
        if cleaned.get("attribution") == Attribution.ROLE and shown and not cleaned.get("attribution_text"):
            self.add_error("attribution_text", _("Write the role that they would like to be named by."))
        until, told = cleaned.get("expires_on"), cleaned.get("on")
        if until and told and until <= told:
            self.add_error("expires_on", _("Write a day after the day they told you."))
        return cleaned

    def consent(self) -> dict[str, Any]:
        """What `people.record_consent_for` takes."""
        names = ("purpose", "wording", "channels", "attribution", "attribution_text", "expires_on")
        return {name: self.cleaned_data[name] for name in names}


def as_initial(
    member: Member, *, brings: list[str], supporter: Supporter | None, guardian: Guardian | None
) -> dict[str, Any]:
    """A member as `ChangeMemberForm` shows them."""
    known = {value for value, _label in LANGUAGES}
    other = [name for name in member.languages if name not in known]
    plain = ("called", "full_name", "age_guard", "reach_by", "phone", "address", "interests", "language")
    initial = {name: getattr(member, name) for name in plain} | {
        "brings": forms.Chosen(brings, member.brings_in_own_words),
        "languages": forms.Chosen([name for name in member.languages if name in known], ", ".join(other)),
    }
    for who, helper in (("supporter", supporter), ("guardian", guardian)):
        if helper:
            initial |= {f"{who}_{part}": getattr(helper, part) for part in HELPER_FIELDS[who]}
    return initial


class AffiliationForm(forms.Form):
    """An organisation that a member belongs to."""

    organisation = forms.SelectField(
        label=_("Which organisation?"), missing=_("Choose an organisation, or add it to the list first.")
    )
    role = forms.TextField(
        label=_("What they do there"), required=False, max_length=120, width="two-thirds", autocomplete="off"
    )

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.choices = [("", _("Choose one")), *organisations]


class AppointForm(forms.Form):
    """A role for a member."""

    role = forms.ChooseOne(label=_("Which role?"), missing=_("Choose a role."))

    def __init__(
        self, *args: Any, roles: list[tuple[str, Any]], hints: dict[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["role"]
        field.choices = roles
        field.widget.hints = hints


class SearchMembersForm(forms.Form):
    """Finding members. Whatever is wrong here is left out of the search."""

    mark_optional = False

    words = forms.TextField(
        label=_("Name, reference, email or phone number"),
        required=False,
        width="two-thirds",
        spellcheck=False,
    )
    kind = forms.SelectField(
        label=_("Brings"), choices=BringsKind.choices, empty=_("Anything"), required=False
    )
    reach_by = forms.SelectField(
        label=_("Reached by"), choices=ReachBy.choices, empty=_("Any way"), required=False
    )
    guardian_waiting = forms.ConsentField(label=_("Waiting for a parent or guardian"), required=False)

    def criteria(self) -> dict[str, Any]:
        """What `queries.listing.find` takes."""
        return dict(self.cleaned_data) if self.is_valid() else {}
