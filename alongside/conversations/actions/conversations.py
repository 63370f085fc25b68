"""Putting a question to the community: written, published, closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import clock, plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import Closing, Conversation, DeclaredCommunity, Publication
from .refusals import CannotChange

WORDS = {
    "title": 120,
    "question": 300,
    "why": 2000,
    "what_happens": 2000,
    "policy": 2000,
    "looked_after_by": 120,
}
NEEDED: dict[str, Any] = {
    "title": gettext_lazy("Write a title."), "question": gettext_lazy("Write the question."),
    "why": gettext_lazy("Write why you ask."),
    "what_happens": gettext_lazy("Write what will happen with what people say."),
    "policy": gettext_lazy("Write how you look at what people say, before anybody reads it."),
    "looked_after_by": gettext_lazy("Write who looks after it, for example: the coordinator."),
}  # fmt: skip
FIXED_ONCE_PUBLISHED = ("question", "opens_on")


def draft_conversation(*, by: Actor, opens_on: date, closes_on: date, **fields: Any) -> Conversation:
    """Write a conversation; nobody else reads it before it is published.

    `fields` are title, question, why, what_happens, policy, looked_after_by, language and languages. Raises
    ValidationError, with the field to look at.
    """
    said = _checked(opens_on=opens_on, closes_on=closes_on, **fields)
    with transaction.atomic():
        made = Conversation.objects.create(**said)
        record("conversations.drafted", made, by=by)
        return made


def change_conversation(conversation: Conversation, *, by: Actor, **fields: Any) -> Conversation:
    """Change what it says. Once published, its question and first day stay. Raises ValidationError."""
    kept = {
        name: getattr(conversation, name)
        for name in (*WORDS, "language", "languages", "opens_on", "closes_on")
    }
    said = _checked(**(kept | fields))
    changed = sorted(name for name, value in said.items() if value != kept[name])
    if conversation.is_published and (fixed := [name for name in changed if name in FIXED_ONCE_PUBLISHED]):
        raise ValidationError(
            {fixed[0]: _("People have read this already, so it stays. Ask a new question.")}
        )
    with transaction.atomic():
        Conversation.objects.filter(pk=conversation.pk).update(**said)
        if changed:
            record("conversations.changed", conversation, by=by, fields=changed)
    return Conversation.objects.with_states().get(pk=conversation.pk)


def _checked(**fields: Any) -> dict[str, Any]:
    problems: dict[str, str] = {}
    for name, most in WORDS.items():
        said = plain_text.clean(str(fields.get(name) or ""))
        fields[name] = said if most > 300 else " ".join(said.split())
        if not said:
            problems[name] = str(NEEDED[name])
        elif len(fields[name]) > most:
            problems[name] = _("Make this shorter. It may have %(most)d letters.") % {"most": most}
    if fields["closes_on"] < fields["opens_on"]:
        problems["closes_on"] = _("The last day comes before the first. Write a later day.")
    if problems:
        raise ValidationError(dict(problems))
    language = fields.get("language") or "en"
    others = [code for code in fields.get("languages") or [] if code != language]
    return fields | {"language": language, "languages": [language, *others]}


def publish(conversation: Conversation, *, by: Actor) -> Conversation:
    """Let everybody read it, and take part from its first day. Twice changes nothing.

    Raises CannotChange for one whose last day has passed.
    """
    with transaction.atomic():
        kept = held(conversation)
        if not kept.is_published:
            if kept.closes_on < clock.today():
                raise CannotChange(_("The last day has passed. Write a later one first."))
            Publication.objects.create(conversation=kept, by=by.key)
            record("conversations.published", kept, by=by)
    return Conversation.objects.with_states().get(pk=conversation.pk)


def close(conversation: Conversation, *, because: str, by: Actor) -> Conversation:
    """Close it before its last day. Everybody reads why. Twice changes nothing. Raises ValidationError."""
    why = plain_text.clean(because)
    if not why:
        raise ValidationError({"because": _("Write why it is closed. People will read it.")})
    with transaction.atomic():
        kept = held(conversation)
        if kept.is_published and not kept.is_over:
            Closing.objects.create(conversation=kept, because=why, by=by.key)
            record("conversations.closed", kept, by=by)
    return Conversation.objects.with_states().get(pk=conversation.pk)


def add_community(conversation: Conversation, *, name: str, by: Actor) -> DeclaredCommunity:
    """Let people declare a community here. Raises ValidationError without a name, and for one named twice."""
    called = plain_text.clean_line(name)
    if not called or len(called) > 80:
        raise ValidationError({"name": _("Write the name of the community, in at most 80 letters.")})
    try:
        with transaction.atomic():
            made = DeclaredCommunity.objects.create(conversation=conversation, name=called)
            record("conversations.community_added", conversation, by=by, community=made.pk)
            return made
    except IntegrityError:
        raise ValidationError({"name": _("This community is on the list already.")}) from None


def remove_community(community: DeclaredCommunity, *, by: Actor) -> None:
    """Ask for it no more, and forget who declared it."""
    with transaction.atomic():
        record("conversations.community_removed", community.conversation, by=by, community=community.pk)
        community.delete()


def held(conversation: Conversation) -> Conversation:
    """The conversation as it is now, kept from everybody else until the transaction ends."""
    rows = Conversation.objects.with_states().select_for_update(of=("self",))
    return rows.get(pk=conversation.pk)
