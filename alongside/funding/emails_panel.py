"""What we write to people on a panel, and to those who applied, each by their own channel."""

from __future__ import annotations

from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import money
from alongside.foundation.actors import Actor
from alongside.foundation.letters import absolute, paragraphs, where_to_ask
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import Member

from .models import BallotShortfall, FundingBallot, FundingDecision, PanelMember


def _hello(member: Member) -> str:
    return _("Hello %(called)s,") % {"called": member.called}


def on_the_panel(person: PanelMember, *, by: Actor) -> Message | None:
    """Tell somebody that they are on a panel, and what comes first."""
    member, panel = person.member, person.panel
    with translation.override(member.language):
        day = formats.date_format(panel.meets_on, "DATE_FORMAT")
        text = paragraphs(
            _hello(member),
            _("You are on the panel that decides about “%(round)s”.") % {"round": panel.round.title},
            _("The panel meets on %(day)s.") % {"day": day},
            panel.where,
            _(
                "First we show you only who applied. You say for each bid whether you have a conflict of interest."
            ),
            _("Your page: %(link)s") % {"link": absolute(reverse("panel:mine", args=[panel.round.slug]))},
            _("You can also do all of it by phone, by post or in person. Tell us."),
            where_to_ask(),
        )
        subject = _("You are on a panel: %(round)s") % {"round": panel.round.title}
        return people.tell(member, subject=subject[:200], text=text, by=by, about=person, asks=True)


def vote_opened(person: PanelMember, ballot: FundingBallot, *, by: Actor) -> Message | None:
    """Tell somebody on the panel that they can vote, and what is published of it."""
    member = person.member
    with translation.override(member.language):
        text = paragraphs(
            _hello(member),
            _("You can now vote about “%(round)s”.") % {"round": ballot.round.title},
            _("Choose every bid that you approve of. Everybody has an equal share of the pot."),
            what_is_published(),
            _("Vote here: %(link)s") % {"link": absolute(reverse("panel:vote", args=[ballot.round.slug]))},
            _("You can also vote by phone, by post or in person. Tell us."),
            _("The secret seed of the lot has this fingerprint: %(print)s") % {"print": ballot.commitment},
            where_to_ask(),
        )
        subject = vote_subject(ballot)
        return people.tell(member, subject=subject, text=text, by=by, about=person, asks=True)


def vote_subject(ballot: FundingBallot) -> str:
    """The subject of the message that somebody can vote, in the language that is in force."""
    return (_("You can vote: %(round)s") % {"round": ballot.round.title})[:200]


def what_is_published() -> str:
    """What people are told before they vote."""
    return _(
        "Once the round is announced, all votes are published without names, in a shuffled order, with codes for bids. "
        "We do not publish them if somebody’s vote could be worked out."
    )


def feedback(decision: FundingDecision, member: Member, *, by: Actor) -> Message | None:
    """Tell an applicant what was decided about their bid, and why."""
    bid = decision.bid
    with translation.override(member.language):
        text = paragraphs(
            _hello(member),
            _("This is about your bid “%(bid)s” (%(reference)s).")
            % {"bid": bid.title, "reference": bid.reference},
            _("What was decided: %(outcome)s") % {"outcome": decision.get_outcome_display()},
            _("It gets %(sum)s.") % {"sum": money.in_currency(decision.pence, bid.round.programme.currency)}
            if decision.pence
            else "",
            decision.feedback,
            _what_it_would_have_taken(decision),
            _("If you have a question about this, or see it differently, tell us. We answer."),
            where_to_ask(),
        )
        subject = _("About your bid: %(bid)s") % {"bid": bid.title}
        return people.tell(member, subject=subject[:200], text=text, by=by, about=decision)


def _what_it_would_have_taken(decision: FundingDecision) -> str:
    """Where the panel voted, and the vote did not fund this bid: how many more votes would have. For them alone."""
    found = BallotShortfall.objects.filter(bid=decision.bid).first()
    if found is None or found.more is None or decision.funds:
        return ""
    return ngettext(
        "The panel voted. %(count)d more person voting for your bid alone would have been enough.",
        "The panel voted. %(count)d more people voting for your bid alone would have been enough.",
        found.more,
    ) % {"count": found.more}
