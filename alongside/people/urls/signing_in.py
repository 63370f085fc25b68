"""The doors of allauth that this house opens, and no others; each says who may enter."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from alongside.foundation import doors

from ..views import signing_in

everyone = doors.open_to(doors.EVERYONE)
signed_in = doors.open_to(doors.SIGNED_IN)

sign_in = everyone(signing_in.SignInView.as_view())

urlpatterns = [
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/", sign_in, name="account_request_login_code"),
    path("sign-in/code/", everyone(signing_in.ConfirmCodeView.as_view()), name="account_confirm_login_code"),
    path("sign-out/", everyone(account.logout), name="account_logout"),
    path("closed/", everyone(account.account_inactive), name="account_inactive"),
    path("join/", signing_in.no_sign_up, name="account_signup"),
    path("email/", signed_in(signing_in.ChangeEmailView.as_view()), name="account_email"),
    path(
        "email/code/",
        signed_in(signing_in.ConfirmEmailView.as_view()),
        name="account_email_verification_sent",
    ),
    path("passkeys/", signed_in(mfa.index), name="mfa_index"),
    path("passkeys/second-step/", everyone(mfa.authenticate), name="mfa_authenticate"),
    path("passkeys/recovery-code/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("passkeys/prove/", signed_in(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("passkeys/sign-in/", everyone(signing_in.PasskeyView.as_view()), name="mfa_login_webauthn"),
    path("passkeys/list/", signed_in(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/add/", signed_in(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", signed_in(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("passkeys/<int:pk>/rename/", signed_in(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("recovery-codes/", signed_in(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "recovery-codes/new/", signed_in(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path(
        "recovery-codes/file/",
        signed_in(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
