"""Correcting one's own details, and deciding about consents."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms, languages
from alongside.foundation.models import Centre

from ..models import Attribution, ConsentChannel, Member, Purpose, ReachBy
from .joining import BringsForm, InterestsForm, LanguagesForm, PostForm, SupporterForm


class NamesForm(forms.Form):
    """The names of a member."""

    called = forms.TextField(
        label=_("The name you like to be called by"), missing=_("Write the name you like to be called by."),
        max_length=100, autocomplete="nickname", spellcheck=False,
    )  # fmt: skip
    full_name = forms.TextField(
        label=_("Your full name"), hint=_("Only if you want us to know it."), required=False,
        max_length=200, autocomplete="name", spellcheck=False,
    )  # fmt: skip


class SiteLanguageForm(forms.Form):
    """The language in which we write to a member."""

    language = forms.ChooseOne(
        label=_("The language we write to you in"),
        choices=languages.offered_names,
        missing=_("Choose a language."),
    )


class WayForm(forms.Form):
    """How to reach me, with the details of every way on one page."""

    reach_by = forms.ChooseOne(
        label=_("The way that suits you best"),
        choices=ReachBy.choices,
        missing=_("Choose how we can reach you."),
    )
    phone = forms.PhoneField(
        label=_("Your phone number"),
        required=False,
        needed_sometimes=True,
        hint=_("Needed if we reach you this way."),
        max_length=40,
    )
    address = forms.LongTextField(
        label=_("Your address"),
        rows=4,
        required=False,
        needed_sometimes=True,
        hint=_("Needed if we reach you this way."),
        autocomplete="street-address",
    )
    supporter_name = forms.TextField(
        label=_("The name of who supports you"),
        required=False,
        needed_sometimes=True,
        hint=_("Needed if we reach you through them."),
        max_length=200,
        autocomplete="off",
    )
    supporter_relation = forms.TextField(
        label=_("Who they are to you"), required=False, max_length=100, autocomplete="off"
    )
    supporter_email = forms.EmailField(
        label=_("Their email"),
        required=False,
        needed_sometimes=True,
        hint=_("One way to reach them is enough."),
        autocomplete="off",
    )
    supporter_phone = forms.PhoneField(
        label=_("Their phone number"),
        required=False,
        needed_sometimes=True,
        autocomplete="off",
        max_length=40,
    )
    supporter_address = forms.LongTextField(
        label=_("Their address"), required=False, needed_sometimes=True, rows=3, autocomplete="off"
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        way = cleaned.get("reach_by")
        if way == ReachBy.EMAIL and not self.member.email:
            self.add_error("reach_by", _("Add your email address first. The link is on your page."))
        if way in (ReachBy.PHONE, ReachBy.POST):
            name = {ReachBy.PHONE.value: "phone", ReachBy.POST.value: "address"}[way]
            if not cleaned.get(name):
                self.add_error(name, _("Write where we can reach you."))
        if way == ReachBy.SUPPORTER:
            self._needs_supporter(cleaned)
        return cleaned

    def _needs_supporter(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("supporter_name"):
            self.add_error("supporter_name", _("Write the name of the person who supports you."))
        elif not any(cleaned.get(f"supporter_{way}") for way in ("email", "phone", "address")):
            self.add_error("supporter_email", _("Write their email, phone number or address. One is enough."))


ASKED = {
    Purpose.CONTACT: _("I agree that {centre} may contact me about its work."),
    Purpose.NEWSLETTER: _("I agree that {centre} may send me its newsletter."),
    Purpose.QUOTE: _(
        "I agree that {centre} may quote words of mine that I have agreed to, in the places I tick."
    ),
    Purpose.CREDIT: _("I agree that {centre} may say what I contributed to, in the places I tick."),
    Purpose.PHOTO: _(
        "I agree that {centre} may show photos of me that I have agreed to, in the places I tick."
    ),
    Purpose.RESEARCH: _("I agree that {centre} may use what I gave in its research."),
}
ANY_TIME = _("I can take this back at any time.")
NO_PLACES = frozenset({Purpose.CONTACT, Purpose.NEWSLETTER, Purpose.RESEARCH})


def wording_of(purpose: str) -> str:
    """The exact sentence that is agreed to for a purpose, with the centre's name in it."""
    centre = Centre.current()
    name = centre.name if centre else "Alongside"
    return f"{format_lazy(ASKED[Purpose(purpose)], centre=name)} {ANY_TIME}"


class ConsentForm(forms.Form):
    """Giving one consent, in words that are kept."""

    channels = forms.ChooseSeveral(
        label=_("Where may it be shown?"),
        choices=ConsentChannel.choices,
        missing=_("Choose at least one place."),
    )
    attribution = forms.ChooseOne(
        label=_("How should we name you?"),
        choices=Attribution.choices,
        missing=_("Choose how we should name you."),
    )
    attribution_text = forms.TextField(
        label=_("Your role, as we should print it"),
        hint=_("For example: young adviser, parent, researcher."),
        required=False, max_length=120,
    )  # fmt: skip
    agreed = forms.ConsentField(label="", missing=_("Tick the box if you agree."))

    def __init__(self, *args: Any, purpose: str, young: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].label = wording_of(purpose)
        if purpose in NO_PLACES:
            for name in ("channels", "attribution", "attribution_text"):
                del self.fields[name]
        elif young:
            only_without_name(self)


class AttributionForm(forms.Form):
    """Changing how the giver of a consent is named."""

    attribution = forms.ChooseOne(
        label=_("How should we name you?"),
        choices=Attribution.choices,
        missing=_("Choose how we should name you."),
    )

    def __init__(self, *args: Any, young: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if young:
            only_without_name(self)


def only_without_name(form: Any) -> None:
    """Young people are never named in public, so they are not asked for it."""
    field = form.fields["attribution"]
    field.choices = [(choice.value, choice.label) for choice in (Attribution.ROLE, Attribution.NONE)]
    field.help_text = _("Until you are 18 we do not print your name. It keeps you safe.")


class PurposeForm(forms.Form):
    """What a new consent is for."""

    purpose = forms.ChooseOne(
        label=_("What would you like to agree to?"), choices=Purpose.choices, missing=_("Choose one.")
    )


class LeaveForm(forms.Form):
    """Leaving for good."""

    sure = forms.ConsentField(
        label=_("Yes, I want to leave and have my details erased"),
        missing=_("Tick the box if you want to leave."),
    )


__all__ = [
    "AttributionForm",
    "BringsForm",
    "ConsentForm",
    "InterestsForm",
    "LanguagesForm",
    "LeaveForm",
    "NamesForm",
    "PostForm",
    "PurposeForm",
    "SiteLanguageForm",
    "SupporterForm",
    "WayForm",
    "wording_of",
]
