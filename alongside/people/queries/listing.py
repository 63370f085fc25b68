"""Finding members, and everything that a coordinator sees about one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation import record as records
from alongside.foundation.doors import Role
from alongside.foundation.models import Event

from ..models import AgeGuard, Appointment, Member
from . import members

Text = str | Promise

ROLE_WORDS: dict[str, Text] = {
    Role.VISITOR: _("Visitor"),
    Role.MEMBER: _("Member"),
    Role.FACILITATOR: _("Facilitator"),
    Role.ACCESS: _("Access support"),
    Role.COORDINATOR: _("Coordinator"),
    Role.FINANCE: _("Finance"),
    Role.AUDITOR: _("Trustee or auditor"),
    Role.ADMINISTRATOR: _("Administrator"),
}
ROLE_HINTS: dict[str, Text] = {
    Role.FACILITATOR: _("Runs sessions."),
    Role.ACCESS: _("Sees what each person needs to take part, and arranges it."),
    Role.COORDINATOR: _("Looks after members and the centre’s pages."),
    Role.FINANCE: _("Pays people and exports payments."),
    Role.AUDITOR: _("May read what staff see, and change nothing."),
    Role.ADMINISTRATOR: _("Does what coordinators do, and gives the highest roles."),
}
RECORDED_WORDS: dict[str, Text] = {
    "joining": _("Joined"),
    "correction": _("Record put right"),
    "consent": _("Gave a consent"),
    "consent_withdrawn": _("Took a consent back"),
    "import": _("Came with a list of people"),
    "introduction_answer": _("Answered an introduction"),
    "guardian_agreement": _("Parent or guardian agreed"),
    "merging": _("Two entries put together"),
}
VERB_WORDS: dict[str, Text] = {
    "people.member_joined": _("Joined"),
    "people.member_corrected": _("Record put right"),
    "people.member_claimed": _("Claimed their record by signing in"),
    "people.email_changed": _("Changed their email address"),
    "people.guardian_agreed": _("Parent or guardian agreed"),
    "people.recorded_for": _("Somebody wrote something down for them"),
    "people.members_merged": _("Two entries put together"),
    "people.messages_follow": _("What waits goes to where they are reached now"),
    "people.appointed": _("Was given a role"),
    "people.appointment_ended": _("A role ended"),
    "people.affiliated": _("Belongs to an organisation"),
    "people.affiliation_ended": _("No longer belongs to an organisation"),
    "people.directory_entry_saved": _("Chose what the directory shows"),
    "people.directory_entry_removed": _("Left the directory"),
    "people.card_issued": _("Was given a sign-in card"),
    "people.sessions_ended": _("Was signed out everywhere"),
    "people.card_used": _("Used a sign-in card"),
}


@dataclass(frozen=True)
class Happening:
    """One thing on record about a member, in words."""

    at: datetime
    what: Text
    by: Text


def find(
    *, words: str = "", kind: str = "", reach_by: str = "", guardian_waiting: bool = False
) -> QuerySet[Member]:
    """Members who are here and hold every word in their name, reference or contact details."""
    found = Member.objects.here()
    for word in words.split()[:8]:
        found = found.filter(
            Q(called__icontains=word)
            | Q(full_name__icontains=word)
            | Q(reference__icontains=word)
            | members.known_as(word)
            | Q(email__icontains=word)
            | Q(phone__icontains=word)
        )
    if kind:
        found = found.filter(pk__in=Member.objects.filter(brings__kind=kind).values("pk"))
    if reach_by:
        found = found.filter(reach_by=reach_by)
    if guardian_waiting:
        found = found.filter(age_guard=AgeGuard.UNDER_16, guardian__agreed_at=None)
    return found.order_by("called", "pk").select_related("guardian").prefetch_related("brings")


def holders() -> QuerySet[Appointment]:
    """Who holds which role today, in the house as a whole."""
    held = Appointment.objects.filter(context="", member__leaving=None).held_on(clock.today())
    return held.select_related("member").order_by("role", "member__called", "pk")


def roles_of(member: Member) -> QuerySet[Appointment]:
    """The roles that a member holds today."""
    return member.appointments.filter(context="").held_on(clock.today()).order_by("role")


def recorded_words(what: str) -> Text:
    """What was written down for somebody, in words."""
    return RECORDED_WORDS.get(what) or what.replace("_", " ").capitalize()


def history(member: Member, most: int = 50) -> list[Happening]:
    """What is on record about a member, newest first, with who did it. Two queries."""
    events = list(records.history(member)[:most])
    names = names_of_actors(event.actor for event in events)
    return [_happening(event, names) for event in events]


def _happening(event: Event, names: dict[str, Text]) -> Happening:
    words = event.words or event.verb.rpartition(".")[2].replace("_", " ").capitalize()
    return Happening(event.at, words, names[event.actor])


def names_of_actors(keys: Iterable[str]) -> dict[str, Text]:
    """Who stands behind the keys on record, by the name they are called. One query."""
    wanted = set(keys)
    numbers = [int(key.partition(":")[2]) for key in wanted if key.startswith("account:")]
    called = dict(Member.objects.filter(account_id__in=numbers).values_list("account_id", "called"))
    known: dict[str, Text] = {"system": _("the house itself"), "visitor": _("a visitor")}
    known |= {f"account:{number}": name for number, name in called.items() if name}
    return {key: known.get(key, _("somebody who left")) for key in wanted}
