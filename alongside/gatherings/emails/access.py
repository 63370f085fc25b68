"""What we write to somebody about what they need. All of it is confidential, and no subject line says why."""

from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from alongside.foundation.actors import Actor
from alongside.foundation.letters import absolute, paragraphs, where_to_ask
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import Member

from ..models import KEPT_DAYS, Adjustment, Registration
from . import words

SALT = "gatherings.worked"
LINK_LASTS = 60 * 60 * 24 * (KEPT_DAYS + 1)


def answered(adjustment: Adjustment, *, by: Actor) -> Message | None:
    """Tell somebody what was arranged for them, or why it is not possible and what there is instead."""
    member, session = adjustment.registration.member, adjustment.session
    with translation.override(member.language):
        asked = _("You asked us for: %(need)s.") % {"need": str(adjustment.get_kind_display())}
        opening = (
            _("This is what we arranged for you:")
            if adjustment.arranged_at
            else _("We are sorry. We cannot do this as you asked. This is why, and what we offer instead:")
        )
        text = paragraphs(
            words.hello(member), asked, opening, adjustment.answer, words.title(session), words.when(session),
            _("Is it right for you? If not, or if you no longer need it, please tell us."), _mine(member),
            where_to_ask(),
        )  # fmt: skip
        subject = _("About your place: %(session)s") % {"session": words.title(session)}
        return people.tell(
            member, subject=subject, text=text, by=by, about=adjustment, confidential=True,
            not_after=words.of_use_until(session),
        )  # fmt: skip


def ask_whether_met(registration: Registration, *, by: Actor) -> Message | None:
    """Ask somebody whether what they needed was there. By email with a link that needs no signing in."""
    member, session = registration.member, registration.session
    about = registration.adjustments.filter(ended_at=None).order_by("pk").first()
    with translation.override(member.language):
        text = paragraphs(
            words.hello(member),
            _("You told us what you need to take part in this session:"),
            words.title(session),
            _("Did it work for you? It is one short question. Your answer helps us to do better."),
            _answer_here(registration, member),
            where_to_ask(),
        )
        return people.tell(
            member,
            subject=met_subject(registration),
            text=text,
            by=by,
            about=about,
            confidential=True,
            asks=True,
        )


def met_subject(registration: Registration) -> str:
    """The subject of the question whether needs were met, in the language that is in force."""
    return _("One question about %(session)s") % {"session": words.title(registration.session)}


def ask_to_review(member: Member, *, by: Actor) -> Message | None:
    """Ask somebody whether what we know about their needs is still right."""
    with translation.override(member.language):
        text = paragraphs(
            words.hello(member),
            _("Some time ago you told us what you need to take part. Is it still right?"),
            _mine(member) or _("Tell us by phone or by post what has changed, or that it is still right."),
            where_to_ask(),
        )
        subject = _("Is this still right for you?")
        return people.tell(member, subject=subject, text=text, by=by, confidential=True, asks=True)


def token(registration: Registration) -> str:
    """What lets somebody answer about their own registration without signing in, until its details go."""
    return signing.dumps(registration.pk, salt=SALT)


def registration_of(text: str) -> Registration | None:
    """The registration of a link; None when it is wrong, too old, or nothing is left to answer."""
    try:
        pk = signing.loads(text, salt=SALT, max_age=LINK_LASTS)
    except signing.BadSignature:
        return None
    found = Registration.objects.filter(pk=pk, member__leaving=None, adjustments__ended_at=None)
    return found.filter(adjustments__isnull=False).select_related("session", "member").first()


def _mine(member: Member) -> str:
    if not (words.opens_links(member) and member.account_id):
        return ""
    return _("See or change what you told us: %(link)s") % {"link": absolute(reverse("gatherings:my_access"))}


def _answer_here(registration: Registration, member: Member) -> str:
    if words.opens_links(member):
        link = absolute(reverse("gatherings:say_whether_met_by_link", args=[token(registration)]))
        return _("Answer here: %(link)s") % {"link": link}
    return _("Tell us by phone or by post: it worked, partly, or not. You can say why.")
