"""The guided set-up of a new centre: five short pages, then a centre with its first coordinator."""

from typing import Any

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.foundation import actors, doors, steps

from . import actions, rules
from .forms import setting_up as forms

SESSION_KEY = "set_up_key"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class SettingUp(steps.Steps):
    key = "set_up"
    url_name = "desk:set_up"
    title = _("Set up your centre")
    steps = (
        steps.Step("name", forms.NameForm, _("What is your centre called?")),
        steps.Step("purpose", forms.PurposeForm, _("What is it for?")),
        steps.Step("area", forms.AreaForm, _("Where does it work?")),
        steps.Step("languages", forms.LanguagesForm, _("Which languages?")),
        steps.Step("you", forms.CoordinatorForm, _("Who is its first coordinator?")),
    )
    finish_label = _("Set up the centre")

    def finish(self, request: HttpRequest, answers: Any) -> HttpResponseBase:
        """Make the centre, and let its coordinator in at once: there was nobody here before."""
        given = answers.all()
        member = actions.set_up_centre(
            name=given["name"],
            short_name=given["short_name"],
            purpose=given["purpose"],
            area=given["area"],
            languages=given["languages"],
            coordinator_called=given["called"],
            coordinator_email=given["email"],
            by=actors.SYSTEM,
        )
        if member.account is not None:
            login(request, member.account, backend=BACKEND)
        return redirect("desk:home")


@doors.open_to(doors.EVERYONE)
def open_set_up(request: HttpRequest, key: str) -> HttpResponse:
    """The address that the terminal printed leads here; it is worth nothing once a centre is here."""
    if not rules.may_set_up(key):
        raise Http404
    request.session[SESSION_KEY] = key
    return redirect(reverse("desk:set_up"))


@doors.open_to(doors.EVERYONE)
def set_up(request: HttpRequest, step: str = "") -> HttpResponseBase:
    """One page of the set-up."""
    if not rules.may_set_up(request.session.get(SESSION_KEY, "")):
        raise Http404
    return SettingUp().respond(request, step)
