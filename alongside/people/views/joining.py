"""Joining, and a guardian's answer for somebody under 16."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, forms, navigation, once
from alongside.foundation import steps as journeys

from .. import actions as people
from .. import allauth as sign_in
from .. import emails
from ..forms import joining as asks
from ..models import AgeGuard, Guardian, Mode, ReachBy
from ..queries import members
from . import posted

JOINED = "joined"
WRITTEN_TO = (("email", "email"), ("guardian", "guardian_email"), ("supporter", "supporter_email"))
HEARD_IT = _("A guardian's answer is written down by whoever heard it.")


def _is_child(answers: journeys.Answers) -> bool:
    return bool(answers.value("age", "age_guard") == AgeGuard.UNDER_16)


def _is_asked_how(answers: journeys.Answers) -> bool:
    return not _is_child(answers)


def _by(way: str) -> Any:
    return lambda answers: answers.value("reach", "reach_by") == way


class Joining(journeys.Steps):
    """Joining in under three minutes: one thing on each page, no script, no password."""

    key = "joining"
    url_name = "people:join"
    title = _("Join us")
    check_template = "people/join_check.html"
    finish_label = _("Join")
    steps = (
        journeys.Step("name", asks.NameForm, _("What should we call you?")),
        journeys.Step("age", asks.AgeForm, _("How old are you?")),
        journeys.Step(
            "guardian", asks.GuardianForm, _("Who looks after you?"), when=_is_child,
            hint=_("You are under 16, so we ask your parent or guardian first."),
        ),
        journeys.Step("reach", asks.ReachForm, _("How can we reach you?"), when=_is_asked_how),
        journeys.Step("email", asks.EmailForm, _("What is your email address?"), when=_by(ReachBy.EMAIL)),
        journeys.Step("phone", asks.PhoneForm, _("What is your phone number?"), when=_by(ReachBy.PHONE)),
        journeys.Step("post", asks.PostForm, _("Where should letters go?"), when=_by(ReachBy.POST)),
        journeys.Step(
            "supporter", asks.SupporterForm, _("Who supports you?"), when=_by(ReachBy.SUPPORTER),
            hint=_("Ask them first. Give one way to reach them."),
        ),
        journeys.Step("brings", asks.BringsForm, _("What do you bring?")),
        journeys.Step("interests", asks.InterestsForm, _("What are you interested in?")),
        journeys.Step("languages", asks.LanguagesForm, _("Which languages do you like to use?")),
        journeys.Step(
            "contact", asks.ContactForm, _("May we contact you about our work?"), when=_is_asked_how
        ),
    )  # fmt: skip

    def context(
        self, request: HttpRequest, step: journeys.Step | None, answers: journeys.Answers
    ) -> dict[str, Any]:
        return {"is_child": _is_child(answers), "contact_wording": asks.contact_wording()}

    def finish(self, request: HttpRequest, answers: journeys.Answers) -> str:
        """Add the member.

        A known address leads to the same page, and to a message that only its owner reads.
        """
        asked = [answers.value(step, name, "") for step, name in WRITTEN_TO]
        allowed = sign_in.within_limit(request, "join")
        if not allowed or not all(
            sign_in.within_limit(request, "ask_for_code", email) for email in asked if email
        ):
            raise forms.ValidationError(
                _t("Too many people joined from here just now. Wait 15 minutes and try again.")
            )
        by_email = answers.value("reach", "reach_by") == ReachBy.EMAIL
        seen: dict[str, str] = {"reach_by": str(answers.value("reach", "reach_by", ""))}
        try:
            member = people.join(**_details(answers), welcome=not by_email, by=actors.of_request(request))
            seen |= {} if by_email else {"reference": member.reference, "called": member.called}
        except people.AlreadyHere:
            member = None
        except people.CannotJoin as problem:
            raise forms.ValidationError(str(problem)) from problem
        if by_email:
            sign_in.send_first_code(request, answers["email"]["email"], member)
            seen["email"] = answers["email"]["email"]
        request.session[JOINED] = seen | {"is_child": "yes" if _is_child(answers) else ""}
        return reverse("people:joined")


def _details(answers: journeys.Answers) -> dict[str, Any]:
    """The answers as `people.join` takes them."""
    given, brings = answers.all(), answers["brings"]["brings"]
    return {
        "called": given["called"], "full_name": given.get("full_name", ""), "age_guard": given["age_guard"],
        "reach_by": given.get("reach_by", ReachBy.SUPPORTER), "email": given.get("email", ""),
        "phone": given.get("phone", ""), "address": given.get("address", ""),
        "brings": brings.values, "brings_in_own_words": brings.own_words, "interests": given["interests"],
        "languages": asks.listed_languages(given["languages"]), "language": get_language() or "en",
        "supporter": _part(given, "supporter"), "guardian": _part(given, "guardian"),
        "contact_wording": asks.contact_wording() if given.get("contact") else "",
    }  # fmt: skip


def _part(given: dict[str, Any], who: str) -> dict[str, str]:
    return {
        name.removeprefix(f"{who}_"): value for name, value in given.items() if name.startswith(f"{who}_")
    }


@doors.open_to(doors.EVERYONE, unlimited="Nothing is kept before the last step, and that one counts.")
def join(request: HttpRequest, step: str = "") -> HttpResponseBase:
    """One step of joining. Somebody who has a place already goes to their own page."""
    if getattr(request, "member", None):
        return redirect("people:me")
    return Joining().respond(request, step)


@doors.open_to(doors.EVERYONE)
def joined(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    seen = request.session.get(JOINED)
    if seen is None:
        return redirect("people:join")
    also = navigation.items(request, "joined")
    return render(request, "people/joined.html", {"seen": seen, "also": also})


@doors.open_to(doors.EVERYONE)
def answer_for_child(request: HttpRequest, token: str) -> HttpResponse:
    """A parent or guardian reads what they are asked."""
    guardian = emails.guardian_of(token)
    if guardian is None:
        return render(request, "people/guardian_link_over.html", status=410)
    wording = asks.guardian_wording(guardian.member.called)
    context = {"guardian": guardian, "token": token, "wording": wording, "once": once.new_key()}
    return render(request, "people/answer_for_child.html", context)


@doors.open_to(doors.EVERYONE)
@require_POST
@once.guard
def agree_for_child(request: HttpRequest, token: str) -> HttpResponse:
    """A parent or guardian says yes."""
    guardian = _asked(token)
    wording = asks.guardian_wording(guardian.member.called)
    people.record_guardian_agreement(guardian, how=Mode.WEB, wording=wording, by=actors.VISITOR)
    return redirect("people:answered_for_child", "yes")


@doors.open_to(doors.EVERYONE)
@require_POST
@once.guard
def refuse_for_child(request: HttpRequest, token: str) -> HttpResponse:
    """A parent or guardian says no, or changes their mind."""
    people.record_guardian_refusal(_asked(token), by=actors.VISITOR)
    return redirect("people:answered_for_child", "no")


def _asked(token: str) -> Guardian:
    guardian = emails.guardian_of(token)
    if guardian is None:
        raise Http404
    return guardian


@doors.open_to(doors.EVERYONE)
def answered_for_child(request: HttpRequest, answer: str) -> HttpResponse:
    """Thank you, and what happens next."""
    return render(request, "people/answered_for_child.html", {"answer": answer})


@doors.open_to(doors.COORDINATORS, why_not_members=HEARD_IT)
def record_guardian(request: HttpRequest, reference: str) -> HttpResponse:
    """A coordinator writes down that a guardian said yes."""
    member = get_object_or_404(members.by_reference(reference), guardian__isnull=False)
    guardian = Guardian.objects.select_related("member").get(member=member)
    form = asks.GuardianAnswerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        people.record_guardian_agreement(
            guardian, how=form.cleaned_data["how"], wording=asks.guardian_wording(member.called),
            by=actors.of_request(request),
        )  # fmt: skip
        return redirect("people:record_guardian", reference)
    context = {
        "member": member, "guardian": guardian, "form": form, "once": once.new_key(),
        "wording": asks.guardian_wording(member.called),
    }  # fmt: skip
    return render(request, "people/record_guardian.html", context)


@doors.open_to(doors.COORDINATORS, why_not_members=HEARD_IT)
@require_POST
@once.guard
def record_guardian_refusal(request: HttpRequest, reference: str) -> HttpResponse:
    """A coordinator writes down that a guardian said no: the record is erased."""
    member = get_object_or_404(members.by_reference(reference), guardian__isnull=False)
    guardian = Guardian.objects.select_related("member").get(member=member)
    people.record_guardian_refusal(guardian, by=actors.of_request(request))
    return redirect("people:answered_for_child", "no")
