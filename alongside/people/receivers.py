"""News that the hall hears: somebody signed in, proved an email address, or changed how they sign in."""

import logging
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import email_confirmed, email_verification_code_rejected, login_code_rejected
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from alongside.foundation import actors, security_log

from . import actions as people
from . import middleware
from .models import Account
from .queries import sessions


@receiver(email_confirmed)
def keep_confirmed_email(request: HttpRequest, email_address: Any, **kwargs: Any) -> None:
    """A code proved an address: it becomes the member's."""
    account = email_address.user
    people.confirm_email(account, email=email_address.email, by=actors.of(account))
    offer_to_end_others(request)


@receiver(user_logged_in)
def note_where(request: HttpRequest, user: Account, **kwargs: Any) -> None:
    """Somebody signed in: where, and since when."""
    middleware.note_where(request, user)
    ways = "+".join(str(one.get("method")) for one in get_authentication_records(request, user))
    security_log.note("signed_in", request, level=logging.INFO, account=user.pk, way=ways)


@receiver(user_logged_out)
def note_end(request: HttpRequest | None, user: Account | None, **kwargs: Any) -> None:
    """Somebody signed out, or was signed out because their time was over."""
    if user is not None:
        security_log.note("signed_out", request, level=logging.INFO, account=user.pk)


@receiver([login_code_rejected, email_verification_code_rejected, authentication_failed])
def note_wrong_code(request: HttpRequest, user: Account | None, **kwargs: Any) -> None:
    """A code from an email, a passkey or a recovery code was wrong."""
    security_log.note("sign_in.wrong_code", request, account=user.pk if user else 0)


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def offer_to_end_others(request: HttpRequest, **kwargs: Any) -> None:
    """Whoever changed how they sign in, and is signed in elsewhere too, is asked whether that should go on."""
    account = getattr(request, "user", None)
    if account is None or not account.is_authenticated:
        return
    security_log.note("ways_in_changed", request, level=logging.INFO)
    if sessions.has_others(account.pk, here=request.session.session_key):
        asked = _("You are signed in somewhere else too.")
        link = format_html(
            '<a class="govuk-link" href="{}">{}</a>',
            reverse("people:where_signed_in"),
            _("Look where, and end it"),
        )
        messages.info(request, format_html("{} {}", asked, link), fail_silently=True)
