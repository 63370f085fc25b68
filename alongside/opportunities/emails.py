"""What we write to people about opportunities, each by their own channel and in their own language."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.foundation.actors import Actor
from alongside.foundation.letters import absolute, centre_name, paragraphs, where_to_ask
from alongside.people import actions as people
from alongside.people.models import Member, ReachBy

from .models import Candidate, Interest, Invitation, Opportunity, Place, RuleChange
from .queries import listing, outcomes, wording

Lines = Callable[[], tuple[str, list[str]]]


def _write(
    member: Member, opportunity: Opportunity, lines: Lines, *, by: Actor, asks: bool = False
) -> None:  # fmt: skip
    """Write to a member: `lines` gives the subject and the paragraphs, once their language is set."""
    with translation.override(member.language):
        subject, body = lines()
        text = paragraphs(_("Hello %(name)s,") % {"name": member.called}, *body, where_to_ask())
        people.tell(member, subject=subject, text=text, by=by, about=opportunity, asks=asks)


def _named(opportunity: Opportunity) -> dict[str, str]:
    return {"title": opportunity.title}


def _mine(member: Member) -> str:
    """Where to look on the web; for everybody else, how to tell us."""
    if member.reach_by == ReachBy.EMAIL:
        return _("See it here: %(link)s") % {"link": absolute(reverse("opportunities:mine"))}
    return _("To say yes or no, call us or write to us. It counts the same as on the web.")


def interest_noted(interest: Interest, *, by: Actor, reserve: int | None) -> None:
    """We wrote it down: they have a place, stand on the reserve list, or hear after the last day."""
    opportunity = interest.opportunity
    _write(
        interest.member, opportunity,
        lambda: (
            _("We noted that you would like to: %(title)s") % _named(opportunity),
            [_what_happens(interest, reserve), _mine(interest.member)],
        ), by=by,
    )  # fmt: skip


def _what_happens(interest: Interest, reserve: int | None) -> str:
    if hasattr(interest, "place"):
        return _("You have a place in “%(title)s”.") % _named(interest.opportunity)
    if reserve is not None:
        return _("All places are taken just now. You are number %(n)d on the reserve list.") % {"n": reserve}
    day = date_format(interest.opportunity.closes_on)
    return _("The last day to join in is %(day)s. You hear from us after that, chosen or not.") % {"day": day}


def place_offered(place: Place, *, by: Actor, asks: bool = True) -> None:
    """A place is theirs if they say yes: why they, and until when."""
    opportunity, member = place.opportunity, place.interest.member
    _write(
        member, opportunity,
        lambda: (
            _("There is a place for you: %(title)s") % _named(opportunity),
            [
                _("We can offer you a place in “%(title)s”.") % _named(opportunity),
                place.reason,
                wording.first_line(opportunity, listing.offer_of(opportunity), exact=True) + ".",
                _("Please say yes or no by %(day)s.") % {"day": date_format(place.answer_by)},
                _mine(member),
            ],
        ), by=by, asks=asks,
    )  # fmt: skip


def place_accepted(place: Place, *, by: Actor) -> None:
    """They said yes, and we noted it."""
    opportunity, member = place.opportunity, place.interest.member
    _write(
        member, opportunity,
        lambda: (
            _("You have a place: %(title)s") % _named(opportunity),
            [
                _("Thank you for saying yes. You have a place in “%(title)s”.") % _named(opportunity),
                _("If you can no longer come, tell us. Then somebody else can have it."),
            ],
        ), by=by,
    )  # fmt: skip


def place_ended(place: Place, *, by: Actor) -> None:
    """They gave it up, and that is fine."""
    opportunity, member = place.opportunity, place.interest.member
    _write(
        member, opportunity,
        lambda: (
            _("Your place is given back: %(title)s") % _named(opportunity),
            [
                _("We noted that you give back your place in “%(title)s”.") % _named(opportunity),
                _("Thank you for telling us. You are welcome at anything else."),
            ],
        ), by=by,
    )  # fmt: skip


def place_lapsed(place: Place, *, by: Actor) -> None:
    """They did not answer in time, so the place goes on."""
    opportunity, member = place.opportunity, place.interest.member
    _write(
        member, opportunity,
        lambda: (
            _("Your place went to somebody else: %(title)s") % _named(opportunity),
            [
                _("We kept a place for you in “%(title)s”.") % _named(opportunity),
                _("We did not hear from you by %(day)s, so somebody else is asked now.")
                % {"day": date_format(place.answer_by)},
                _("You are welcome at anything else. If something stopped you from answering, tell us."),
            ],
        ), by=by,
    )  # fmt: skip


def not_chosen(interest: Interest, *, by: Actor) -> None:
    """No place this time, and why."""
    opportunity = interest.opportunity
    _write(
        interest.member, opportunity,
        lambda: (
            _("Your answer about: %(title)s") % _named(opportunity),
            [
                _("Thank you for saying that you would like to. This time there is no place for you."),
                interest.answer,
                _mine_to_read(interest.member),
            ],
        ), by=by,
    )  # fmt: skip


def _mine_to_read(member: Member) -> str:
    return _mine(member) if member.reach_by == ReachBy.EMAIL else ""


def pool_closed(candidate: Candidate, *, by: Actor) -> None:
    """The lottery is about to be drawn: their number, their chance, and where to watch."""
    opportunity = candidate.interest.opportunity
    link = absolute(reverse("opportunities:draw_page", args=[opportunity.pk]))
    _write(
        candidate.interest.member, opportunity,
        lambda: (
            _("You are in the draw: %(title)s") % _named(opportunity),
            [
                outcomes.lottery_words(candidate),
                _("Only you and the centre know which number is yours."),
                _("Everything about the draw is here: %(link)s") % {"link": link},
            ],
        ), by=by,
    )  # fmt: skip


def closed_without(interest: Interest, *, because: str, by: Actor) -> None:
    """The opportunity was taken back, and why."""
    opportunity = interest.opportunity
    _write(
        interest.member, opportunity,
        lambda: (
            _("This does not take place: %(title)s") % _named(opportunity),
            [
                _("We have taken back “%(title)s”. Thank you for your interest.") % _named(opportunity),
                because,
            ],
        ), by=by,
    )  # fmt: skip


def rule_changed(interest: Interest, change: RuleChange, *, by: Actor) -> None:
    """How people are chosen has changed, and why."""
    opportunity = interest.opportunity
    _write(
        interest.member, opportunity,
        lambda: (
            _("How people are chosen has changed: %(title)s") % _named(opportunity),
            [
                outcomes.change_words(change),
                change.because,
                _("If you no longer want to take part, tell us at any time."),
            ],
        ), by=by,
    )  # fmt: skip


def invited(invitation: Invitation, *, words: str, by: Actor) -> None:
    """Would they like to? How long, how much, by when comes first."""
    opportunity, member = invitation.opportunity, invitation.member
    link = absolute(reverse("opportunities:opportunity", args=[opportunity.pk]))
    _write(
        member, opportunity,
        lambda: (
            _("Would you like to? %(title)s") % _named(opportunity),
            [
                wording.first_line(opportunity, listing.offer_of(opportunity), exact=True) + ".",
                _("%(centre)s invites you to “%(title)s”.")
                % {"centre": centre_name(), "title": opportunity.title},
                opportunity.activity,
                words,
                _("Read more and answer here: %(link)s") % {"link": link},
                _("You need not answer. You can also say yes or no by phone or post."),
            ],
        ), by=by, asks=True,
    )  # fmt: skip


def reserve_at_the_end(interest: Interest, *, number: int, by: Actor) -> None:
    """All places are taken: their number on the reserve list."""
    opportunity = interest.opportunity
    _write(
        interest.member, opportunity,
        lambda: (
            _("Your answer about: %(title)s") % _named(opportunity),
            [
                _("All places in “%(title)s” are taken.") % _named(opportunity),
                _("You are number %(n)d on the reserve list. We tell you if a place becomes free.")
                % {"n": number},
            ],
        ), by=by,
    )  # fmt: skip
