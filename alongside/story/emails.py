"""What we write to people about the story: their words, and an edition to sign off."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from alongside.foundation.actors import Actor
from alongside.foundation.letters import absolute, paragraphs, where_to_ask
from alongside.foundation.models import Message
from alongside.people import actions as people

from .models import Quote, SignOff


def ask_speaker(quote: Quote, *, by: Actor) -> Message | None:
    """Show somebody their words as they stand, before an edition is printed with them."""
    member = quote.consent.member
    with translation.override(member.language):
        text = paragraphs(
            _("Hello %(name)s,") % {"name": member.called},
            _("We want to print something that you said:"), f"“{quote.text}”",
            _("Is it right like this? You can also take it off, without a reason."),
            absolute(reverse("story:my_words")), where_to_ask(),
        )  # fmt: skip
        return people.tell(
            member, subject=_("Your words in our story"), text=text, by=by, about=quote, asks=True
        )


def ask_to_sign_off(row: SignOff, *, by: Actor) -> Message | None:
    """Ask somebody to look at an edition before it comes out."""
    member = row.member
    with translation.override(member.language):
        text = paragraphs(
            _("Hello %(name)s,") % {"name": member.called},
            _("We want to publish a new edition of our story: %(title)s.") % {"title": row.draft.title},
            _("Please read it, and sign it off if it is right. If it is not, tell us what to change."),
            absolute(reverse("story:sign_off", args=[row.pk])), where_to_ask(),
        )  # fmt: skip
        return people.tell(
            member, subject=_("An edition to sign off"), text=text, by=by, about=row, asks=True
        )
