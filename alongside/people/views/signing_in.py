"""Signing in: asking for a code, and sign-in cards for members without email."""

from typing import Any

from allauth.account.views import (
    ConfirmEmailVerificationCodeView,
    ConfirmLoginCodeView,
    EmailView,
    RequestLoginCodeView,
)
from allauth.core.ratelimit import respond_429
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from alongside.foundation import actors, doors, letters, security_log

from .. import actions as people
from .. import allauth as sign_in
from ..forms.signing_in import CardForm
from ..queries import members
from . import posted


class SignInView(RequestLoginCodeView):  # type: ignore[misc]  # allauth ships no types
    """The sign-in page. Somebody who comes back to it may start again with another address."""

    template_name = "people/sign_in.html"

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: object) -> None:
        return None


class ConfirmCodeView(ConfirmLoginCodeView):  # type: ignore[misc]  # allauth ships no types
    """Where the code from the email is typed."""

    template_name = "people/confirm_code.html"

    def _verify_form_valid(self, form: Any) -> HttpResponseBase:
        """Only whoever has the right code learns that it is too old, so nobody learns who is staff."""
        process: Any = self._process
        if sign_in.code_is_too_old(process.user, process.state["at"]):
            process.abort()
            messages.error(self.request, sign_in.AccountAdapter.error_messages["code_too_old"])
            return redirect("account_login")
        answer: HttpResponseBase = super()._verify_form_valid(form)
        return answer


class ChangeEmailView(EmailView):  # type: ignore[misc]  # allauth ships no types
    """Add or change one's email address. It counts once its code was typed."""

    template_name = "people/change_email.html"


class ConfirmEmailView(ConfirmEmailVerificationCodeView):  # type: ignore[misc]  # allauth ships no types
    """Where the code that proves a new address is typed."""

    template_name = "people/confirm_email.html"


class PasskeyView(LoginWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """Where a passkey signs somebody in."""

    def form_invalid(self, form: Any) -> HttpResponseBase:
        """A passkey that is not known here, or an answer that is not its own."""
        security_log.note("sign_in.wrong_passkey", self.request)
        answer: HttpResponseBase = super().form_invalid(form)
        return answer


@doors.open_to(doors.EVERYONE)
def no_sign_up(request: HttpRequest) -> HttpResponse:
    """People join in our own journey."""
    return redirect("people:join")


@doors.open_to(doors.SIGNED_IN)
def add_passkey_first(request: HttpRequest) -> HttpResponse:
    """Why staff need a passkey here, and the way to add one."""
    return render(request, "people/add_passkey_first.html", {"next": request.GET.get("next", "")})


@doors.open_to(doors.EVERYONE)
@never_cache
def type_card(request: HttpRequest) -> HttpResponseBase:
    """Where the code on a card is typed."""
    form = CardForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _use(request, form.cleaned_data["code"], form)
    return render(request, "people/type_card.html", {"form": form})


@doors.open_to(doors.EVERYONE)
@never_cache
def use_card(request: HttpRequest, code: str) -> HttpResponseBase:
    """Where the QR code on a card leads. Looking signs nobody in; the button does."""
    if request.method == "POST":
        return _use(request, code, CardForm({"code": code}))
    return render(request, "people/use_card.html", {"code": code})


def _use(request: HttpRequest, code: str, form: CardForm) -> HttpResponseBase:
    if not sign_in.within_limit(request, "sign_in_card"):
        return respond_429(request)  # type: ignore[no-any-return]  # allauth ships no types
    try:
        account = people.use_sign_in_card(code, by=actors.of_request(request))
    except people.CardRefused as refused:
        security_log.note("sign_in.wrong_card", request)
        form.add_error("code", str(refused))
        return render(request, "people/type_card.html", {"form": form})
    return sign_in.sign_in(request, account)


@doors.open_to(
    doors.COORDINATORS, why_not_members=_("A card opens somebody's record, so a coordinator hands it over.")
)
@never_cache
def print_card(request: HttpRequest, reference: str) -> HttpResponse:
    """Make a card for a member and show it once, ready to print."""
    member = get_object_or_404(members.by_reference(reference))
    card: dict[str, object] = {}
    if request.method == "POST":
        try:
            code = people.issue_sign_in_card(member, by=actors.of_request(request))
            link = letters.absolute(reverse("people:use_card", args=[code]))
            card = {
                "code": code,
                "link": link,
                "type_at": letters.absolute(reverse("people:type_card")),
                "qr": qr(link),
            }
        except people.CardRefused as refused:
            card = {"problem": str(refused)}
    return render(request, "people/print_card.html", {"member": member, **card})


def qr(link: str) -> str:
    """A QR code as inline SVG that a strict content policy allows."""
    import segno  # here, because few processes ever draw a code

    drawn = segno.make(link, error="m").svg_inline(
        scale=5, border=2, title=link, svgclass="al-qr", lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308  # segno draws it; our own link is the only text in it
