"""The forms of signing in: allauth's, asked in our words and in our look."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.foundation.forms.base import Designed

from .. import allauth as sign_in


def _code(label: Any, missing: Any, hint: Any = "") -> forms.TextField:
    """One box for the whole code, so that it can be pasted."""
    return forms.TextField(
        label=label, hint=hint, missing=missing, max_length=40, width="20", autocomplete="one-time-code",
        spellcheck=False,
    )  # fmt: skip


class AskForCode(Designed, allauth_forms.RequestLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    """Where the code goes: ten tries for one address and a hundred from one place in 15 minutes."""

    email = forms.EmailField(label=_("Your email address"), missing=_("Write your email address."))

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        request = allauth_forms.context.request
        if not sign_in.within_limit(request, "ask_for_code", email):
            raise ImmediateHttpResponse(respond_429(request))
        self.cleaned_data["email"] = email.lower()
        return str(super().clean_email())


class ConfirmCode(Designed, allauth_forms.ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    """The code from the email."""

    code = _code(
        _("The code from the email"), _("Write the code from the email."), _("You can copy and paste it.")
    )


class ConfirmEmailCode(Designed, allauth_forms.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]  # allauth ships no types
    """The code that proves an address."""

    code = _code(
        _("The code from the email"), _("Write the code from the email."), _("You can copy and paste it.")
    )


class ChangeEmail(Designed, allauth_forms.AddEmailForm):  # type: ignore[misc]  # allauth ships no types
    """A new address; it counts once its code was typed."""

    email = forms.EmailField(label=_("Your email address"), missing=_("Write your email address."))


class RecoveryCode(Designed, mfa_forms.AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """A recovery code instead of a passkey."""

    code = _code(_("A recovery code"), _("Write one of your recovery codes."))


class ProveByRecoveryCode(Designed, mfa_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """A recovery code, to prove again who is here."""

    code = _code(_("A recovery code"), _("Write one of your recovery codes."))


class AddPasskey(Designed, passkey_forms.AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A name for a new passkey. It always signs in on its own."""

    name = forms.TextField(
        label=_("A name for this passkey"), hint=_("For example: my phone."), required=False, max_length=60
    )
    passwordless = forms.ConsentField(
        label=_("Sign me in with this passkey alone, without a code"), required=False, initial=True
    )


class RenamePasskey(Designed, passkey_forms.EditWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """Another name for a passkey."""

    name = forms.TextField(label=_("A name for this passkey"), missing=_("Write a name."), max_length=60)


class CardForm(forms.Form):
    """The code on a sign-in card."""

    code = _code(
        _("The code on your card"), _("Write the code on your card."), _("Twelve letters and numbers.")
    )
