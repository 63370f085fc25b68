"""What we write about minutes: that they are open, what became of a correction, and what somebody will do."""

from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from alongside.foundation.actors import Actor
from alongside.foundation.letters import absolute, paragraphs, where_to_ask
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import Member

from ..models import Correction, Item, Minutes
from ..queries import minutes as queries
from . import words


def minutes_open(minutes: Minutes, member: Member, *, by: Actor) -> Message | None:
    """Ask somebody who was there whether the minutes are right."""
    session = minutes.session
    with translation.override(member.language):
        until = formats.date_format(timezone.localtime(minutes.open_until), "DATE_FORMAT")
        subject = _("Are these minutes right? %(session)s") % {"session": words.title(session)}
        text = paragraphs(
            words.hello(member),
            _("You were at this session: %(session)s") % {"session": words.title(session)},
            _("The minutes are open. Please say if something is wrong or missing, by %(day)s.")
            % {"day": until},
            _how_to_correct(minutes, member),
            _("Every suggestion gets an answer. If it is right as it is, you need do nothing."),
            where_to_ask(),
        )
        return people.tell(member, subject=subject, text=text, by=by, about=minutes, asks=True)


def correction_answered(correction: Correction, *, by: Actor) -> Message | None:
    """Tell whoever suggested a correction what became of it, and why."""
    member, session = correction.member, correction.minutes.session
    with translation.override(member.language):
        subject = _("Your correction of the minutes: %(session)s") % {"session": words.title(session)}
        answer = (
            _("Thank you. We changed the minutes as you suggested.")
            if correction.accepted
            else _("Thank you. We did not change the minutes this time.")
        )
        text = paragraphs(
            words.hello(member),
            _("You suggested: %(words)s") % {"words": correction.words},
            answer,
            _("Why: %(reason)s") % {"reason": correction.reason} if correction.reason else "",
            where_to_ask(),
        )
        return people.tell(member, subject=subject, text=text, by=by, about=correction)


def your_item(item: Item, *, by: Actor) -> Message | None:
    """Tell somebody what they said that they would do, and by when."""
    owner = item.owner
    if owner is None:
        return None
    with translation.override(owner.language):
        subject = _("Something for you to do: %(session)s") % {"session": words.title(item.session)}
        due = _("By: %(day)s") % {"day": formats.date_format(item.due, "DATE_FORMAT")} if item.due else ""
        link = absolute(reverse("gatherings:my_items")) if words.opens_links(owner) else ""
        text = paragraphs(
            words.hello(owner),
            _("It stands in the minutes that you do this:"),
            item.words,
            due,
            _("When it is done, say so here: %(link)s") % {"link": link}
            if link
            else _("Tell us when it is done."),
            _("Is this not right? Tell us, and we change it."),
            where_to_ask(),
        )
        return people.tell(owner, subject=subject, text=text, by=by, about=item)


def _how_to_correct(minutes: Minutes, member: Member) -> str:
    """By a link; or the minutes themselves, to be read on paper or read out, and an answer by phone or post."""
    if words.opens_links(member):
        link = absolute(reverse("gatherings:check_minutes", args=[minutes.session_id]))
        return _("Read them and suggest a change here: %(link)s") % {"link": link}
    written = queries.newest(minutes)
    return paragraphs(
        _("This is what they say:"),
        written.text if written else "",
        _("Tell us what to change, by phone or by post. It counts the same as on the web."),
    )
