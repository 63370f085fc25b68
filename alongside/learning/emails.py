"""What we write to people about what they learnt: why something is not shown, and what was changed because of it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from alongside.foundation.actors import Actor
from alongside.foundation.letters import absolute, paragraphs, where_to_ask
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy

from .models import DesignChange, FormatRequest, LearningItem, Taking, Verdict
from .queries import changes


def held_back(item: LearningItem, *, by: Actor) -> Message | None:
    """Tell somebody that we do not show what they wrote, why, and what they can do."""
    member = item.member
    if member is None:
        return None
    with translation.override(member.language):
        text = paragraphs(
            _hello(member), _("Thank you for telling us what you learnt:"), f"“{item.what}”",
            _("We do not show it. Why:"), item.held_back_because,
            _("You can say it in other words. You can also ask us to look again."), where_to_ask(),
        )  # fmt: skip
        return people.tell(member, subject=_("About what you learnt"), text=text, by=by, about=item)


def decided(change: DesignChange, *, by: Actor) -> list[Message]:
    """Tell everybody whose learning a change comes from what was decided, each once."""
    rows = LearningItem.objects.filter(informed__change=change, withdrawn_at=None, member__isnull=False)
    told: dict[int, LearningItem] = {}
    for item in rows.select_related("member").order_by("pk"):
        told.setdefault(item.member_id or 0, item)
    sent = (_decided(change, item, by) for item in told.values())
    return [message for message in sent if message is not None]


def _decided(change: DesignChange, item: LearningItem, by: Actor) -> Message | None:
    member = item.member
    assert member is not None
    with translation.override(member.language):
        text = paragraphs(
            _hello(member), _("You told us what you learnt:"), f"“{item.what}”",
            _("A change was proposed because of it:"), f"“{change.what}”",
            _("It is about: %(label)s") % {"label": _called_today(change)}, f"{Verdict(change.verdict).label}.",
            change.reason, _("Decided by: %(role)s") % {"role": change.decided_by_role},
            _read(member, reverse("learning:change", args=[change.pk])), where_to_ask(),
        )  # fmt: skip
        return people.tell(member, subject=_("What came of what you told us"), text=text, by=by, about=change)


def _called_today(change: DesignChange) -> str:
    (one,) = changes.told([change])
    return str(one.target.label)


def completed(taking: Taking, *, by: Actor) -> Message | None:
    """Tell somebody that we wrote down what they completed, and where their certificate is."""
    member, version = taking.member, taking.version
    if member is None:
        return None
    with translation.override(member.language):
        text = paragraphs(
            _hello(member), _("You completed this training:"), version.title,
            _("Your certificate is on our website, under “My training”. We also send it by post: ask us."),
            _read(member, reverse("learning:certificate", args=[version.package.slug])), where_to_ask(),
        )  # fmt: skip
        return people.tell(member, subject=_("You completed a training"), text=text, by=by, about=taking)


def format_answered(asked: FormatRequest, *, by: Actor) -> Message | None:
    """Tell somebody what became of the format that they asked for."""
    member = asked.member
    if member is None:
        return None
    with translation.override(member.language):
        text = paragraphs(
            _hello(member), _("You asked for another format of “%(title)s”:") % {"title": asked.label},
            f"“{asked.wanted}”", asked.answer, where_to_ask(),
        )  # fmt: skip
        return people.tell(member, subject=_("The format that you asked for"), text=text, by=by, about=asked)


def _hello(member: Member) -> str:
    return _("Hello %(name)s,") % {"name": member.called}


def _read(member: Member, path: str) -> str:
    """Where to read more, for those who can open a link."""
    if member.reach_by != ReachBy.EMAIL or member.age_guard == AgeGuard.UNDER_16:
        return ""
    return _("Read it here: %(link)s") % {"link": absolute(path)}
