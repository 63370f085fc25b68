"""How django-allauth fits this house.

Signing in needs no password: a code by email, or a passkey. Joining is our own journey. Every mail that
allauth wants to send is a row in the outbox. For members a passkey is another way in; for staff, where the
centre asks for it, it is the second step after the code, with recovery codes beside it.
"""

import time
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import (
    get_authentication_records,
    perform_login,
    record_authentication,
)
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage
from allauth.core import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from alongside.foundation import actors, clock, doors, letters, outbox, pages
from alongside.foundation.doors import Role, View

from . import rules
from .models import Account, Member
from .queries import sessions

SIGNED_IN_LATELY = 15 * 60
LONGEST_SESSION = timedelta(days=30)
STAFF_CODE_SECONDS = 10 * 60
"""For members a code from an email lives as long as the settings say: some read slowly, or ask somebody for help."""

LONGEST_PROOF = timedelta(hours=12)
"""After this, staff show their passkey again; before, their roles count without asking."""

SAID = {
    "account/messages/email_confirmed.txt": gettext_lazy("Your email address is confirmed."),
    "account/messages/email_confirmation_failed.txt": gettext_lazy(
        "This email address cannot be used. Try another."
    ),
    "account/messages/logged_in.txt": "",
    "account/messages/logged_out.txt": gettext_lazy("You are signed out."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("Your passkey is added."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("Your passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy(
        "You have new recovery codes. Only these work."
    ),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Joining happens in our own journey; mail goes through the outbox."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This is not the code we sent. Check the email and try again."),
        "too_many_login_attempts": gettext_lazy(
            "That was one try too many. Wait a little, then ask for a new code."
        ),
        "code_too_old": gettext_lazy("This code is too old. Ask for a new one."),
        "rate_limited": gettext_lazy("Please wait a little before you ask for another code."),
        "email_taken": gettext_lazy("This email address cannot be used. Try another."),
        "duplicate_email": gettext_lazy("This is your email address already."),
        "same_as_current": gettext_lazy("This is your email address already."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People join in our own journey, never here."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the mail in the outbox; the worker sends it."""
        subject, text = _written(template_prefix, email, context, self.request)
        outbox.email(
            to=email,
            subject=subject,
            text=text,
            by=actors.VISITOR,
            language=get_language() or "en",
            forget=True,
        )

    def add_message(self, request: HttpRequest, level: int, message_template: str | None = None,
                    message_context: dict[str, Any] | None = None, extra_tags: str = "",
                    message: str | None = None) -> None:  # fmt: skip
        """Say it in our words, or not at all."""
        again = (message_template or "").endswith("_sent.txt") and request.POST.get("action") == "resend"
        words = message or (
            _("We sent you another code.") if again else str(SAID.get(message_template or "", ""))
        )
        if words:
            messages.add_message(request, level, words, extra_tags=extra_tags)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where they wanted to go; else the desk, or one's own page in a house without one."""
        if wanted := pages.way_back(request):
            return wanted
        try:
            return reverse(settings.LOGIN_REDIRECT_URL)
        except NoReverseMatch:
            return reverse("people:me")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The story, or the sign-in page in a house without one."""
        try:
            return reverse(str(settings.LOGOUT_REDIRECT_URL))
        except NoReverseMatch:
            return reverse("account_login")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """Back to one's own page."""
        return reverse("people:me")

    def get_login_stages(self) -> list[str]:
        """The code, then for staff the passkey.

        Every way in proves itself, so no address is asked to be confirmed.
        """
        ours = f"{StaffAuthenticateStage.__module__}.{StaffAuthenticateStage.__qualname__}"
        return [f"{LoginByCodeStage.__module__}.{LoginByCodeStage.__qualname__}", ours]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in a little while ago need not prove it again, so a lost passkey locks no member
        out.

        Staff who have a passkey showed it, or a recovery code, when they signed in.
        """
        if _signed_in_lately(self.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The passkey first, then a recovery code."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return sorted(methods, key=lambda method: "webauthn" not in method["id"])


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """For members a passkey is another way in, not a second hurdle."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code does not work. Try another one from your list."),
        "unverified_email": gettext_lazy("Confirm your email address first: sign in with a code."),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The centre's name, as the passkey shows it."""
        return {**super().get_public_key_credential_rp_entity(), "name": letters.centre_name()}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """The name to be called by, as the passkey shows it."""
        member = rules.member_of(user)
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | ({"name": member.called, "display_name": member.called} if member else {})

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:
        """A name for the passkey until its owner gives it one."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("My passkey") if count == 0 else _("My passkey %(number)d") % {"number": count + 1}


class StaffAuthenticateStage(AuthenticateStage):  # type: ignore[misc]  # allauth ships no types
    """The second step of signing in: for staff who have a passkey, where the centre asks for one."""

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        return user is not None and needs_second_step(user) and bool(super()._should_handle(request))


def needs_second_step(account: Any) -> bool:
    """Whether this account must prove itself by passkey or recovery code before it acts as staff."""
    if not settings.REQUIRE_STAFF_PASSKEY or not account.is_authenticated:
        return False
    return bool(rules.roles_of(account) & rules.GUARDED)


def has_passkey(account: AbstractBaseUser) -> bool:
    """Whether an account has a passkey."""
    return bool(Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.WEBAUTHN).exists())


def proved_by_passkey(request: HttpRequest) -> bool:
    """Whether this session was opened, or proven since, with a passkey or a recovery code, within 12 hours."""
    proofs = (one for one in get_authentication_records(request, request.user) if one.get("method") == "mfa")
    return any(_age(one) < LONGEST_PROOF for one in proofs)


def is_over(request: HttpRequest) -> bool:
    """Whether somebody signed in here so long ago that they do it again, however often they came since."""
    records = get_authentication_records(request, request.user) if request.user.is_authenticated else []
    return bool(records) and all(_age(one) > LONGEST_SESSION for one in records)


def is_idle(request: HttpRequest, held: frozenset[Role]) -> bool:
    """Whether somebody who sees other people's details did nothing here for longer than the centre allows."""
    seen = (
        request.session.get(sessions.LAST_SEEN)
        if held & rules.GUARDED and settings.STAFF_IDLE_MINUTES
        else None
    )
    return seen is not None and clock.now().timestamp() - seen > settings.STAFF_IDLE_MINUTES * 60


def code_is_too_old(account: Any, asked_at: float) -> bool:
    """Whether a code by email is over for this account: staff have less time. `asked_at` is in seconds since 1970."""
    return _sees_others(account) and time.time() - asked_at > STAFF_CODE_SECONDS


def _sees_others(account: Any) -> bool:
    return account is not None and bool(rules.roles_of(account) & rules.GUARDED)


def proves_anew(view: View) -> View:
    """Around a view: staff who have a passkey show it again before a button works, and it works then."""
    asked: View = reauthentication_required(allow_get=True, enabled=_is_staff)(view)
    return asked


def _is_staff(request: HttpRequest) -> bool:
    return bool(doors.roles_of(request) & rules.GUARDED)


def _age(record: Any) -> timedelta:
    return timedelta(seconds=clock.now().timestamp() - float(record.get("at") or 0))


def within_limit(request: HttpRequest, action: str, key: str = "") -> bool:
    """Count one try against the limits of `ACCOUNT_RATE_LIMITS[action]`; False when there were too many."""
    return bool(ratelimit.consume(request, action=action, key=key.strip().lower() or "nobody"))


def send_first_code(request: HttpRequest, email: str, member: Member | None) -> None:
    """After joining: a code by email.

    A known address gets one too, in a message that only its owner reads.
    """
    account = (
        member.account if member else Account.objects.filter(email=email.lower(), is_active=True).first()
    )
    request.first_code = "joined" if member else "known"  # type: ignore[attr-defined]  # read by _written
    LoginCodeVerificationProcess.initiate(request=request, user=account, email=email.lower())


def sign_in(request: HttpRequest, account: Account) -> HttpResponse:
    """Sign in whoever holds a card; staff still prove themselves by passkey where the centre asks for it."""
    record_authentication(request, account, method="card")
    response: HttpResponse = perform_login(request, Login(user=account, email_verification="none"))
    return response


def _signed_in_lately(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < SIGNED_IN_LATELY


def _written(prefix: str, email: str, given: dict[str, Any], request: HttpRequest | None) -> tuple[str, str]:
    """Subject and text of a mail of allauth's, in our words."""
    centre, code = {"centre": letters.centre_name()}, given.get("code", "")
    staff = prefix == "account/email/login_code" and _sees_others(Account.objects.filter(email=email).first())
    code_lines = [
        _("Your code is: %(code)s") % {"code": code},
        _("Copy it into the page where you asked for it. It works once, for 10 minutes.")
        if staff
        else _("Copy it into the page where you asked for it. It works once, for 15 minutes."),
    ]
    ignore = _("If you did not ask for this, you need not do anything.")
    if prefix == "account/email/login_code":
        return _login_code(getattr(request, "first_code", ""), email, centre, code_lines, ignore)
    if prefix == "account/email/unknown_account":
        opening = (
            _("Somebody asked for a sign-in code for this address. It has no place at %(centre)s yet.")
            % centre
        )
        here = _("You can join here: %(link)s") % {"link": letters.absolute(reverse("people:join"))}
        return _("Signing in at %(centre)s") % centre, letters.paragraphs(opening, here, ignore)
    if prefix.startswith("account/email/email_confirmation"):
        subject = _("Your code for %(centre)s") % centre
        return subject, letters.paragraphs(_("Confirm your email address."), *code_lines, ignore)
    if prefix == "account/email/account_already_exists":
        opening = (
            _("Somebody wanted to use this address at %(centre)s, where you have a place already.") % centre
        )
        return _("You already have a place at %(centre)s") % centre, letters.paragraphs(opening, ignore)
    raise ValueError(f"Nobody has written the mail {prefix} yet.")


def _login_code(
    first: str, email: str, centre: dict[str, str], lines: list[str], ignore: str
) -> tuple[str, str]:
    if first == "joined":
        member = Member.objects.here().filter(account__email=email).first()
        subject = _("Welcome to %(centre)s: your code") % centre
        return subject, letters.paragraphs(
            _("Hello %(name)s,") % {"name": member.called if member else ""},
            _("You now have a place at %(centre)s. Thank you for joining.") % centre,
            *lines,
            _("Your reference is %(reference)s. Say it when you call or write to us.")
            % {"reference": member.reference if member else ""},
            _("If you did not join, tell us and we will erase this."),
        )
    if first == "known":
        subject = _("You already have a place at %(centre)s") % centre
        opening = _("You wanted to join %(centre)s. You already have a place here, so sign in.") % centre
        return subject, letters.paragraphs(opening, *lines, ignore)
    return _("Your code for %(centre)s") % centre, letters.paragraphs(*lines, ignore)
