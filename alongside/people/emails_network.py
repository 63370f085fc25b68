"""What we write about introductions, to each person by the channel that they chose."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from alongside.foundation.actors import Actor
from alongside.foundation.letters import absolute, paragraphs

from .emails import reach
from .models import DirectoryEntry, Introduction, Member


def introduction_asked(introduction: Introduction, *, by: Actor) -> None:
    """Tell a member that somebody would like to be introduced. The asker's contact details are not in it."""
    asked = introduction.asked
    with translation.override(asked.language):
        subject = _("Somebody would like to be introduced to you")
        text = paragraphs(
            _("Hello %(name)s,") % {"name": asked.called},
            _("%(who)s would like to be introduced to you. They wrote:")
            % {"who": shown_name(introduction.asker)},
            introduction.message,
            _("You decide. We pass on nothing about you unless you say yes."),
            _how_to_answer(asked),
        )
    reach(asked, subject=subject, text=text, by=by, about=introduction)


def introduction_accepted(introduction: Introduction, *, by: Actor) -> None:
    """Both agreed: each hears what the other chose to share."""
    _pass_on(introduction.asker, introduction.asked, introduction.accepted_share, introduction, by)
    _pass_on(introduction.asked, introduction.asker, introduction.share, introduction, by)


def introduction_declined(introduction: Introduction, *, by: Actor) -> None:
    """Tell the asker, kindly, that it is a no this time."""
    asker = introduction.asker
    with translation.override(asker.language):
        subject = _("About the introduction you asked for")
        text = paragraphs(
            _("Hello %(name)s,") % {"name": asker.called},
            _("%(who)s would rather not be introduced just now.") % {"who": shown_name(introduction.asked)},
            _("People say no for many reasons. It is not about you. We passed on nothing about you."),
        )
    reach(asker, subject=subject, text=text, by=by, about=introduction)


def shown_name(member: Member) -> str:
    """The name that a member chose to show other members, or else is called by."""
    entry = DirectoryEntry.objects.filter(member=member).first()
    return entry.shown_name if entry else member.called


def _pass_on(to: Member, other: Member, shared: str, introduction: Introduction, by: Actor) -> None:
    with translation.override(to.language):
        name = shown_name(other)
        subject = _("You and %(who)s both said yes") % {"who": name}
        text = paragraphs(
            _("Hello %(name)s,") % {"name": to.called},
            _("You and %(who)s both agreed to be introduced. This is how to reach them:") % {"who": name},
            shared,
            _("They have what you chose to share, too. Please keep what they told you to yourself."),
        )
    reach(to, subject=subject, text=text, by=by, about=introduction)


def _how_to_answer(member: Member) -> str:
    if member.account and member.email:
        return _("Say yes or no here: %(link)s") % {"link": absolute(reverse("people:introductions"))}
    return _("Tell the centre yes or no, by phone, by post or in person. Say what you would like to share.")
