"""Members, as coordinators see them and write things down for them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once
from alongside.foundation.components import Row
from alongside.foundation.forms import ToldForm

from .. import actions as people
from ..forms import coordinator as asks
from ..forms.joining import contact_wording
from ..models import Affiliation, Consent, Member, Organisation
from ..queries import listing, members, network
from .pages import member_or_404, paged, say, show

PRIVATE = gettext_noop("Contact details are private. Everybody sees their own under “My details”.")
WRITTEN_DOWN = gettext_noop("Members write this down for themselves. Here it is done for somebody else.")


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE)
def list_members(request: HttpRequest) -> HttpResponse:
    """Find members."""
    form = asks.SearchMembersForm(request.GET or None)
    page = paged(request, listing.find(**form.criteria()))
    return show(request, "list_members", form=form, page=page, searched=bool(request.GET))


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE)
def show_member(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything on record about one member, apart from what monitoring keeps from everybody."""
    member = member_or_404(reference)
    recordings = list(member.recordings.filter(confidential=False))
    names = listing.names_of_actors(recording.written_by for recording in recordings)
    return show(
        request,
        "show_member",
        member=member,
        claimed=members.has_claimed(member),
        may_sign_out=bool(member.account_id and doors.roles_of(request) & doors.ADMINISTRATORS),
        contact=_contact(member),
        about=_about(member),
        roles_held=[(row, listing.ROLE_WORDS[row.role]) for row in listing.roles_of(member)],
        affiliations=list(network.affiliations_of(member)),
        consents=list(member.consents.all()),
        recordings=[(row, listing.recorded_words(row.what), names[row.written_by]) for row in recordings],
        history=listing.history(member),
    )


def _contact(member: Member) -> list[Row]:
    rows = [Row(_("Reached by"), member.get_reach_by_display())]
    known = [
        (_("Email"), member.email),
        (_("Phone"), member.phone),
        (_("Address"), member.address.split("\n")),
    ]
    rows += [Row(label, value) for label, value in known if value and value != [""]]
    supporter, guardian = getattr(member, "supporter", None), getattr(member, "guardian", None)
    if supporter:
        lines = [supporter.name, supporter.relation, supporter.phone, supporter.email, supporter.address]
        rows.append(Row(_("Supporter"), [line for line in lines if line]))
    if guardian:
        agreed = _("Has agreed") if guardian.agreed_at else _("Has not answered yet")
        lines = [guardian.name, guardian.phone, guardian.email, agreed]
        rows.append(Row(_("Parent or guardian"), [line for line in lines if line]))
    return rows


def _about(member: Member) -> list[Row]:
    brings: list[Any] = [row.get_kind_display() for row in member.brings.all()]
    brings += [member.brings_in_own_words] if member.brings_in_own_words else []
    rows = [
        Row(_("Called"), member.called),
        Row(_("Full name"), member.full_name),
        Row(_("Age"), member.get_age_guard_display()),
        Row(_("Brings"), brings),
        Row(_("Interests"), member.interests),
        Row(_("Languages"), ", ".join(member.languages)),
    ]
    return [row if row.value else Row(row.key, _("Not said")) for row in rows]


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def add_member(request: HttpRequest) -> HttpResponse:
    """Write down somebody who joins by phone, by post or in person."""
    form = asks.AddMemberForm(request.POST or None, wording=contact_wording())
    if request.method == "POST" and form.is_valid():
        told = people.Told(**form.told())
        try:
            member = people.add_member_on_behalf(told=told, by=actors.of_request(request), **form.joining())
        except people.CannotJoin as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, format_lazy(_("{called} is a member now."), called=member.called))
            return redirect(
                _back_with(request, member) or reverse("people:show_member", args=[member.reference])
            )
    return show(request, "add_member", form=form)


def _back_with(request: HttpRequest, member: Member) -> str:
    """The page of ours that needed the new member (`?next=`), which finds them by their reference."""
    wanted = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return f"{wanted}?{urlencode({'words': member.reference})}" if ours else ""


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def change_member(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a member's record right, as they asked."""
    member = member_or_404(reference)
    form = asks.ChangeMemberForm(request.POST or None, member=member, initial=_as_initial(member))
    if request.method == "POST" and form.is_valid():
        try:
            people.change_member_on_behalf(
                member, told=people.Told(**form.told()), by=actors.of_request(request),
                brings=form.cleaned_data["brings"].values, supporter=form.helper("supporter"),
                guardian=form.helper("guardian"), **form.details(),
            )  # fmt: skip
        except people.CannotRecord as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The record is put right."))
            return redirect("people:show_member", member.reference)
    return show(request, "change_member", form=form, member=member)


def _as_initial(member: Member) -> dict[str, Any]:
    """A member as the form shows them."""
    return asks.as_initial(
        member,
        brings=[row.kind for row in member.brings.all()],
        supporter=getattr(member, "supporter", None),
        guardian=getattr(member, "guardian", None),
    )


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def record_consent(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down a consent that a member gave by phone, by post or in person."""
    member = member_or_404(reference)
    form = asks.ConsentForForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = people.Told(**form.told())
        try:
            people.record_consent_for(member, told=told, by=actors.of_request(request), **form.consent())
        except (people.CannotConsent, people.CannotRecord) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The consent is on record."))
            return redirect("people:show_member", member.reference)
    return show(request, "record_consent", form=form, member=member)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def record_withdrawal(request: HttpRequest, reference: str, consent: int) -> HttpResponse:
    """Write down that a member took a consent back."""
    member = member_or_404(reference)
    held = get_object_or_404(Consent, pk=consent, member=member, withdrawn_at=None)
    form = ToldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        people.withdraw_consent_for(held, told=people.Told(**form.told()), by=actors.of_request(request))
        say(request, _("The consent is taken back. Nothing that it covered is shown any more."))
        return redirect("people:show_member", member.reference)
    return show(request, "record_withdrawal", form=form, member=member, consent=held)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def add_affiliation(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down which organisation a member belongs to."""
    member = member_or_404(reference)
    form = asks.AffiliationForm(request.POST or None, organisations=network.organisation_choices())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        organisation = get_object_or_404(Organisation, pk=given["organisation"])
        people.affiliate(member, organisation, role=given["role"], by=actors.of_request(request))
        say(request, _("The organisation is on record."))
        return redirect("people:show_member", member.reference)
    return show(request, "add_affiliation", form=form, member=member)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@require_POST
@once.guard
def end_affiliation(request: HttpRequest, reference: str, affiliation: int) -> HttpResponse:
    """A member no longer belongs to an organisation."""
    member = member_or_404(reference)
    people.end_affiliation(
        get_object_or_404(Affiliation, pk=affiliation, member=member), by=actors.of_request(request)
    )
    say(request, _("They no longer belong to this organisation."))
    return redirect("people:show_member", member.reference)


@doors.open_to(doors.COORDINATORS, why_not_members=gettext_noop("Members leave under “My details”."))
@once.guard
def record_leaving(request: HttpRequest, reference: str) -> HttpResponse:
    """Somebody said by phone, by post or in person that they leave: their details are erased, as on the web.

    Whoever holds a role gives it up first: then the page says where, and asks nothing.
    """
    member = member_or_404(reference)
    holds_a_role = bool(listing.roles_of(member))
    form = ToldForm(None if holds_a_role else request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            people.let_leave(member, told=people.Told(**form.told()), by=actors.of_request(request))
        except (people.CannotLeave, people.CannotRecord) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("They left, and their details are erased."))
            return redirect("people:list_members")
    return show(request, "record_leaving", form=form, member=member, holds_a_role=holds_a_role)
