"""What we write to people about texts: an answer, why something is not shown, please sign, opened again."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from alongside.foundation.actors import Actor
from alongside.foundation.letters import absolute, paragraphs, where_to_ask
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy

from .models import Outcome, Reflection, Remark, RemarkKind, Reopening, Signature, SigningRole, Version


def answered(remark: Remark, *, by: Actor) -> Message | None:
    """Tell somebody what became of their comment or suggestion."""
    member = remark.member
    if member is None:
        return None
    with translation.override(member.language):
        what = _("An answer to your comment") if remark.is_comment else _("About your suggestion")
        text = paragraphs(
            _hello(member), _("You said this about “%(title)s”:") % {"title": remark.document.title},
            _said(remark), f"{Outcome(remark.outcome).label}{':' if remark.answer else '.'}", remark.answer,
            _("If this is not an answer for you, tell us."),
            _read(member, reverse("documents:clause", args=[remark.document.slug, remark.clause_id])), where_to_ask(),
        )  # fmt: skip
        subject = f"{what}: {remark.document.title}"
        return people.tell(member, subject=subject, text=text, by=by, about=remark)


def held_back(said: Remark | Reflection, *, by: Actor) -> Message | None:
    """Tell somebody that we do not show what they said, why, and what they can do."""
    member = said.member
    if member is None:
        return None
    with translation.override(member.language):
        words = _said(said) if isinstance(said, Remark) else f"“{said.text}”"
        text = paragraphs(
            _hello(member), _("Thank you for saying this about “%(title)s”:") % {"title": said.document.title},
            words, _("We do not show it. Why:"), said.held_back_because,
            _("You can say it in other words. You can also ask us to look again."), where_to_ask(),
        )  # fmt: skip
        subject = _("About what you said: %(title)s") % {"title": said.document.title}
        return people.tell(member, subject=subject, text=text, by=by, about=said)


def please_sign(version: Version, role: SigningRole, *, by: Actor) -> Message | None:
    """Ask whoever holds a role to sign a version."""
    member = role.member
    if member is None:
        return None
    with translation.override(member.language):
        text = paragraphs(
            _hello(member),
            _("“%(title)s” is ready to be signed: version %(number)d.")
            % {"title": version.title, "number": version.number},
            _("You sign as: %(role)s.") % {"role": role.name},
            _("Read it first. You can sign on the web, by phone, by post or in person."),
            _read(member, reverse("documents:version", args=[version.document.slug, version.number])), where_to_ask(),
        )  # fmt: skip
        subject = _("Please sign: %(title)s") % {"title": version.title}
        return people.tell(member, subject=subject, text=text, by=by, about=role, asks=True)


def reopened(row: Reopening, signature: Signature, *, by: Actor) -> Message | None:
    """Tell somebody who signed that the text was opened again, and why."""
    member = signature.member
    if member is None:
        return None
    with translation.override(member.language):
        text = paragraphs(
            _hello(member),
            _("You signed version %(number)d of “%(title)s”. It was opened again, so that it can be changed.")
            % {"number": row.version.number, "title": row.version.title},
            _("Why:"), row.because, _("Decided by: %(role)s") % {"role": row.by_role},
            _("The version that you signed stays as it is, and can still be read."), where_to_ask(),
        )  # fmt: skip
        subject = _("Opened again: %(title)s") % {"title": row.version.title}
        return people.tell(member, subject=subject, text=text, by=by, about=row)


def _hello(member: Member) -> str:
    return _("Hello %(name)s,") % {"name": member.called}


def _said(remark: Remark) -> str:
    """What somebody said, in their own words, and what kind of suggestion it was."""
    parts = [remark.heading, remark.text, remark.second_text, remark.reason]
    words = "\n".join(part for part in parts if part)
    if remark.is_comment:
        return f"“{words}”"
    return f"{RemarkKind(remark.kind).label}:\n“{words}”"


def _read(member: Member, path: str) -> str:
    """Where to read more, for those who can open a link."""
    if member.reach_by != ReachBy.EMAIL or member.age_guard == AgeGuard.UNDER_16:
        return ""
    return _("Read it here: %(link)s") % {"link": absolute(path)}
