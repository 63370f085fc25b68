"""News that the hall hears: somebody signed in, proved an email address, or changed how they sign in."""

from typing import Any

from allauth.account.signals import email_confirmed
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from alongside.foundation import actors

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


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def offer_to_end_others(request: HttpRequest, **kwargs: Any) -> None:
    """Whoever changed how they sign in, and is signed in elsewhere too, is asked whether that should go on."""
    account = getattr(request, "user", None)
    if account is None or not account.is_authenticated:
        return
    if sessions.has_others(account.pk, here=request.session.session_key):
        asked = _("You are signed in somewhere else too.")
        link = format_html(
            '<a class="govuk-link" href="{}">{}</a>',
            reverse("people:where_signed_in"),
            _("Look where, and end it"),
        )
        messages.info(request, format_html("{} {}", asked, link), fail_silently=True)
