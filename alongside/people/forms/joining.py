"""Joining, one question on each page."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.foundation.models import Centre

from ..models import AgeGuard, BringsKind, ReachBy, languages

LANGUAGES = languages.LANGUAGES

BRINGS_HINTS = {
    BringsKind.RESEARCHER.value: _("You do research, or help to."),
    BringsKind.PATIENT.value: _("You live, or have lived, with an illness or a condition."),
    BringsKind.PRACTITIONER.value: _("You work in health, care, teaching or a charity."),
    BringsKind.CARER.value: _("You look after somebody, paid or not."),
    BringsKind.COMMUNITY.value: _("You know your community."),
}


def contact_wording() -> str:
    """The sentence that somebody agrees to about being contacted, with the centre's name in it."""
    centre = Centre.current()
    sentence = _("I agree that {centre} may contact me about its work. I can change my mind at any time.")
    return str(format_lazy(sentence, centre=centre.name if centre else "Alongside"))


def guardian_wording(called: str) -> str:
    """The sentence that a parent or guardian agrees to."""
    centre = Centre.current()
    sentence = _(
        "I agree that {called} may take part at {centre}, and that {centre} may contact me about it. "
        "I can change my mind at any time."
    )
    return str(format_lazy(sentence, called=called, centre=centre.name if centre else "Alongside"))


class NameForm(forms.Form):
    """The name to be called by; nothing more is asked for."""

    called = forms.TextField(
        label=_("The name you like to be called by"),
        hint=_("A first name is enough."),
        missing=_("Write the name you like to be called by."),
        max_length=100, autocomplete="nickname", spellcheck=False,
    )  # fmt: skip


class AgeForm(forms.Form):
    """Whether a guardian is needed, and whether a public name is out of the question."""

    age_guard = forms.ChooseOne(
        label=_("Your age"),
        choices=[(age.value, age.label) for age in (AgeGuard.ADULT, AgeGuard.SIXTEEN, AgeGuard.UNDER_16)],
        hint=_("We ask so that we can keep young people safe."),
        missing=_("Choose your age."),
    )


class GuardianForm(forms.Form):
    """Who says yes for somebody under 16."""

    guardian_name = forms.TextField(
        label=_("Their name"), missing=_("Write the name of your parent or guardian."),
        max_length=200, autocomplete="off", spellcheck=False,
    )  # fmt: skip
    guardian_email = forms.EmailField(
        label=_("Their email"),
        required=False,
        needed_sometimes=True,
        hint=_("One way to reach them is enough."),
        autocomplete="off",
    )
    guardian_phone = forms.PhoneField(
        label=_("Their phone number"),
        required=False,
        needed_sometimes=True,
        autocomplete="off",
        max_length=40,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        wrong = {"guardian_email", "guardian_phone"} & self.errors.keys()
        if not wrong and not cleaned.get("guardian_email") and not cleaned.get("guardian_phone"):
            self.add_error("guardian_email", _("Write their email or their phone number."))
        return cleaned


class ReachForm(forms.Form):
    """How the member wants to be reached. All ways have the same standing."""

    reach_by = forms.ChooseOne(
        label=_("The way that suits you best"), choices=ReachBy.choices,
        hints={ReachBy.SUPPORTER.value: _("For example a carer, a parent, a friend or a support worker.")},
        missing=_("Choose how we can reach you."),
    )  # fmt: skip


class EmailForm(forms.Form):
    """Where email goes."""

    email = forms.EmailField(
        label=_("Your email address"), hint=_("We send a code to it. You do not need a password."),
        missing=_("Write your email address."),
    )  # fmt: skip


class PhoneForm(forms.Form):
    """Where calls go."""

    phone = forms.PhoneField(
        label=_("Your phone number"), missing=_("Write your phone number."), max_length=40
    )


class PostForm(forms.Form):
    """Where letters go."""

    full_name = forms.TextField(
        label=_("The name for the envelope"),
        required=False,
        max_length=200,
        autocomplete="name",
        spellcheck=False,
    )
    address = forms.LongTextField(
        label=_("Your address"), rows=4, missing=_("Write your address."), autocomplete="street-address"
    )


class SupporterForm(forms.Form):
    """Through whom the member is reached."""

    supporter_name = forms.TextField(
        label=_("Their name"), missing=_("Write the name of the person who supports you."),
        max_length=200, autocomplete="off", spellcheck=False,
    )  # fmt: skip
    supporter_relation = forms.TextField(
        label=_("Who they are to you"), hint=_("For example: my sister, my support worker."),
        required=False, max_length=100, autocomplete="off",
    )  # fmt: skip
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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ways = ("supporter_email", "supporter_phone", "supporter_address")
        if not set(ways) & self.errors.keys() and not any(cleaned.get(way) for way in ways):
            self.add_error("supporter_email", _("Write their email, phone number or address. One is enough."))
        return cleaned


class BringsForm(forms.Form):
    """What somebody brings: any number of things, and own words."""

    brings = forms.ChooseSeveralOrOwnWords(
        label=_("What you bring"), hint=_("Choose as many as you like."),
        choices=BringsKind.choices, hints=BRINGS_HINTS,
        required=False,
        own_words_max=500,
    )  # fmt: skip


class InterestsForm(forms.Form):
    """What somebody would like to take part in."""

    interests = forms.LongTextField(
        label=_("Topics, groups or ideas"), required=False, rows=4, max_length=1000,
        hint=_("For example: sleep, young carers, making films."),
    )  # fmt: skip


class LanguagesForm(forms.Form):
    """In which languages somebody likes to talk, sign or read."""

    languages = forms.ChooseSeveralOrOwnWords(
        label=_("Languages"), hint=_("To talk, sign or read. Choose as many as you like."),
        choices=LANGUAGES, required=False,
        own_words_label=_("Other languages"), own_words_hint=_("Put a comma between them."),
    )  # fmt: skip


class ContactForm(forms.Form):
    """Living consent to be contacted, in its exact words."""

    contact = forms.YesNo(
        label=_("Do you agree?"), missing=_("Choose yes or no."), inline=False,
        yes=_("Yes, you may contact me"), no=_("No, only answer me when I write to you"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].help_text = contact_wording()


class GuardianAnswerForm(forms.Form):
    """How a guardian gave the answer that a coordinator writes down."""

    how = forms.ChooseOne(
        label=_("How did they answer?"), missing=_("Choose how they answered."),
        choices=[("phone", _("By phone")), ("post", _("By post")), ("in_person", _("In person"))],
    )  # fmt: skip


def listed_languages(chosen: forms.Chosen) -> list[str]:
    """The languages that were ticked and those that were written, each once."""
    written = [name.strip() for name in chosen.own_words.replace(";", ",").split(",")]
    return list(dict.fromkeys(name for name in [*chosen.values, *written] if name))
