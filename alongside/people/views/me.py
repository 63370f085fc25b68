"""My data: see it, correct it, decide about consents, take it along, leave."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.foundation import actors, clock, doors, once, rights
from alongside.foundation.components import Row
from alongside.foundation.forms import Chosen
from alongside.foundation.pages import NotHere

from .. import actions as people
from ..forms import me as asks
from ..forms.joining import LANGUAGES, listed_languages
from ..models import Brings, Consent, ConsentChannel, Member, Purpose, Recording, Supporter
from ..queries import consents as living
from ..queries import exports
from . import posted

HELPED_BY = ("name", "relation", "email", "phone", "address")
"""What is held of a supporter."""


def member_here(request: HttpRequest) -> Member:
    """The member who is signed in. Raises NotHere for an account without one."""
    member: Member | None = getattr(request, "member", None)
    if member is None:
        raise NotHere(_("This account belongs to nobody any more."))
    return member


@doors.open_to(doors.SIGNED_IN)
@never_cache
def me(request: HttpRequest) -> HttpResponse:
    """My page: what you hold about me, and every way to change it."""
    member = member_here(request)
    return render(
        request,
        "people/me.html",
        {
            "member": member,
            "rows": _rows(member),
            "links": rights.links(member.account) if member.account else [],
        },
    )


def _rows(member: Member) -> list[Row]:
    none = _("Not given")
    brings = [brought.get_kind_display() for brought in Brings.objects.filter(member=member)]
    brings += [member.brings_in_own_words] if member.brings_in_own_words else []
    languages = [str(dict(LANGUAGES).get(name, name)) for name in member.languages]
    reach = [str(member.get_reach_by_display()), *_places(member)]
    return [
        Row(_("Reference"), member.reference),
        Row(_("Called"), member.called, reverse("people:change_names"), _("your name")),
        Row(_("Full name"), member.full_name or none, reverse("people:change_names"), _("your full name")),
        Row(_("How to reach me"), reach, reverse("people:change_reach"), _("how to reach you")),
        Row(_("Email address"), member.email or none, reverse("account_email"), _("your email address")),
        Row(_("What I bring"), brings or none, reverse("people:change_brings"), _("what you bring")),
        Row(_("Interests"), member.interests or none, reverse("people:change_interests"), _("interests")),
        Row(_("Languages"), languages or none, reverse("people:change_languages"), _("languages")),
        Row(_("You write to me in"), _language_name(member), reverse("people:change_language"),
            _("the language we write in")),
    ]  # fmt: skip


def _places(member: Member) -> list[str]:
    supporter = Supporter.objects.filter(member=member).first() if member.reach_by == "supporter" else None
    if supporter:
        return [
            place for place in (supporter.name, supporter.email, supporter.phone, supporter.address) if place
        ]
    place = {"email": "", "phone": member.phone, "post": member.address}.get(member.reach_by, "")
    return [place] if place else []


def _language_name(member: Member) -> str:
    names = {code: str(name) for code, name in settings.LANGUAGES}
    return names.get(member.language, member.language)


Initial = Callable[[Member], dict[str, Any]]
Save = Callable[[Member, dict[str, Any], actors.Actor], None]


def _correct(
    request: HttpRequest, title: str, form_class: Any, initial: Initial, save: Save, **more: Any,
) -> HttpResponse:  # fmt: skip
    """One page that corrects one thing: show, judge, save, back to my page."""
    member = member_here(request)
    form = form_class(posted(request), initial=initial(member), **more)
    if request.method == "POST" and form.is_valid():
        save(member, form.cleaned_data, actors.of_request(request))
        return redirect("people:me")
    return render(request, "people/change_details.html", {"form": form, "title": title})


@doors.open_to(doors.SIGNED_IN)
def change_names(request: HttpRequest) -> HttpResponse:
    """Correct my names."""

    def save(member: Member, given: dict[str, Any], by: actors.Actor) -> None:
        people.correct(member, by=by, called=given["called"], full_name=given["full_name"])

    return _correct(
        request,
        _("Your name"),
        asks.NamesForm,
        lambda m: {"called": m.called, "full_name": m.full_name},
        save,
    )


@doors.open_to(doors.SIGNED_IN)
def change_language(request: HttpRequest) -> HttpResponse:
    """Change the language in which we write to me."""

    def save(member: Member, given: dict[str, Any], by: actors.Actor) -> None:
        people.correct(member, by=by, language=given["language"])

    return _correct(
        request,
        _("The language we write to you in"),
        asks.SiteLanguageForm,
        lambda m: {"language": m.language},
        save,
    )


@doors.open_to(doors.SIGNED_IN)
def change_interests(request: HttpRequest) -> HttpResponse:
    """Change what I am interested in."""

    def save(member: Member, given: dict[str, Any], by: actors.Actor) -> None:
        people.correct(member, by=by, interests=given["interests"])

    return _correct(
        request,
        _("What are you interested in?"),
        asks.InterestsForm,
        lambda m: {"interests": m.interests},
        save,
    )


@doors.open_to(doors.SIGNED_IN)
def change_languages(request: HttpRequest) -> HttpResponse:
    """Change the languages that I like to use."""

    def initial(member: Member) -> dict[str, Any]:
        listed = [name for name in member.languages if name in dict(LANGUAGES)]
        written = [name for name in member.languages if name not in listed]
        return {"languages": Chosen(listed, ", ".join(written))}

    def save(member: Member, given: dict[str, Any], by: actors.Actor) -> None:
        people.correct(member, by=by, languages=listed_languages(given["languages"]))

    return _correct(request, _("Which languages do you like to use?"), asks.LanguagesForm, initial, save)


@doors.open_to(doors.SIGNED_IN)
def change_brings(request: HttpRequest) -> HttpResponse:
    """Change what I bring."""

    def initial(member: Member) -> dict[str, Any]:
        kinds = list(Brings.objects.filter(member=member).values_list("kind", flat=True))
        return {"brings": Chosen(kinds, member.brings_in_own_words)}

    def save(member: Member, given: dict[str, Any], by: actors.Actor) -> None:
        people.change_brings(member, kinds=given["brings"].values, own_words=given["brings"].own_words, by=by)

    return _correct(request, _("What do you bring?"), asks.BringsForm, initial, save)


@doors.open_to(doors.SIGNED_IN)
def change_reach(request: HttpRequest) -> HttpResponse:
    """Change how I am reached."""

    def initial(member: Member) -> dict[str, Any]:
        supporter = Supporter.objects.filter(member=member).first()
        known = {f"supporter_{part}": getattr(supporter, part) for part in HELPED_BY} if supporter else {}
        return {"reach_by": member.reach_by, "phone": member.phone, "address": member.address, **known}

    def save(member: Member, given: dict[str, Any], by: actors.Actor) -> None:
        people.change_reach(
            member,
            reach_by=given["reach_by"],
            phone=given["phone"],
            address=given["address"],
            supporter={part: given[f"supporter_{part}"] for part in HELPED_BY},
            by=by,
        )

    return _correct(
        request, _("How can we reach you?"), asks.WayForm, initial, save, member=member_here(request)
    )


@doors.open_to(doors.SIGNED_IN)
def my_consents(request: HttpRequest) -> HttpResponse:
    """What I agreed to, in the words that I agreed to."""
    given = list(Consent.objects.filter(member=member_here(request)).select_related("member"))
    today = clock.today()
    listed = [
        {
            "consent": consent,
            "in_force": consent.withdrawn_at is None
            and (consent.expires_on is None or consent.expires_on > today),
            "places": [str(dict(ConsentChannel.choices).get(name, name)) for name in consent.channels],
            "named": living.expected_words(consent),
        }
        for consent in given
    ]
    return render(request, "people/my_consents.html", {"listed": listed})


@doors.open_to(doors.SIGNED_IN)
def choose_consent(request: HttpRequest) -> HttpResponse:
    """What would I like to agree to?"""
    form = asks.PurposeForm(posted(request))
    member_here(request)
    if request.method == "POST" and form.is_valid():
        return redirect("people:give_consent", form.cleaned_data["purpose"])
    return render(
        request, "people/change_details.html",
        {"form": form, "title": _("Give a consent"), "back": reverse("people:my_consents")},
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def give_consent(request: HttpRequest, purpose: str) -> HttpResponse:
    """Agree to one thing, in exact words."""
    member = member_here(request)
    if purpose not in Purpose.values:
        raise Http404
    form = asks.ConsentForm(posted(request), purpose=purpose, young=member.is_young)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        people.give_consent(
            member, purpose=purpose, wording=asks.wording_of(purpose), channels=given.get("channels", []),
            attribution=given.get("attribution", "none"), attribution_text=given.get("attribution_text", ""),
            by=actors.of_request(request),
        )  # fmt: skip
        return redirect("people:my_consents")
    title = str(dict(Purpose.choices)[purpose])
    return render(
        request, "people/change_details.html",
        {"form": form, "title": title, "back": reverse("people:choose_consent"), "once": once.new_key()},
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
def change_attribution(request: HttpRequest, consent: int) -> HttpResponse:
    """Change how I am named."""
    mine = _my_consent(request, consent)
    form = asks.AttributionForm(
        posted(request), initial={"attribution": mine.attribution}, young=mine.member.is_young
    )
    if request.method == "POST" and form.is_valid():
        people.change_attribution(
            mine, attribution=form.cleaned_data["attribution"], by=actors.of_request(request)
        )
        return redirect("people:my_consents")
    return render(
        request, "people/change_details.html",
        {"form": form, "title": _("How should we name you?"), "back": reverse("people:my_consents")},
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def withdraw_consent(request: HttpRequest, consent: int) -> HttpResponse:
    """Take a consent back."""
    people.withdraw_consent(_my_consent(request, consent), by=actors.of_request(request))
    return redirect("people:my_consents")


def _my_consent(request: HttpRequest, consent: int) -> Consent:
    return get_object_or_404(
        Consent.objects.select_related("member"), pk=consent, member=member_here(request)
    )


@doors.open_to(doors.SIGNED_IN)
def written_for_me(request: HttpRequest) -> HttpResponse:
    """What others wrote down for me, how, and whether it was read back."""
    found = Recording.objects.filter(member=member_here(request))
    return render(request, "people/written_for_me.html", {"recordings": found})


@doors.open_to(doors.SIGNED_IN)
@never_cache
def my_data(request: HttpRequest) -> HttpResponse:
    """Everything that the house holds about me, to read."""
    member_here(request)
    return render(
        request,
        "people/my_data.html",
        {"rooms": exports.readable(rights.export(_account(request)), _account(request).pk)},
    )


@doors.open_to(doors.SIGNED_IN)
@never_cache
def download_my_data(request: HttpRequest) -> HttpResponse:
    """Everything that the house holds about me, as JSON to take along."""
    member_here(request)
    held = {"made_on": clock.today().isoformat(), "rooms": rights.export(_account(request))}
    response = JsonResponse(held, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


def _account(request: HttpRequest) -> Any:
    return request.user


@doors.open_to(doors.SIGNED_IN)
def leave(request: HttpRequest) -> HttpResponseBase:
    """Leave, and have my details erased."""
    member = member_here(request)
    form = asks.LeaveForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            people.leave(member, by=actors.of_request(request))
        except people.CannotLeave as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            return redirect("people:left")
    return render(request, "people/leave.html", {"form": form})


@doors.open_to(doors.EVERYONE)
def left(request: HttpRequest) -> HttpResponse:
    """Goodbye."""
    return render(request, "people/left.html")
