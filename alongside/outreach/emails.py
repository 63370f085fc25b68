"""What we write to people about the newsletter itself: is it you, you get it already, you are on the list."""

from __future__ import annotations

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.foundation import outbox
from alongside.foundation.actors import Actor
from alongside.foundation.letters import centre_name, paragraphs, where_to_ask
from alongside.people.actions import Told

from .models import SignUp, Subscriber, Way
from .newsletter.words import hello
from .queries import links, reaching

BY_ITSELF = {"Auto-Submitted": "auto-generated"}  # RFC 3834


def is_it_you(sign_up: SignUp, *, by: Actor) -> None:
    """Ask whoever owns an address whether they want the newsletter. Nothing happens unless they press the button.

    Nothing that was typed stands in it: whoever typed it may mean harm to the owner of the address.
    """
    with translation.override(sign_up.language):
        centre = {"centre": centre_name()}
        subject = _("Do you want the newsletter of %(centre)s?") % centre
        text = paragraphs(
            _("Hello,"),
            _("Somebody asked for the newsletter of %(centre)s to come to this address.") % centre,
            _("Was it you? Open this page, and press the button:"),
            links.confirm_url(sign_up),
            _("The link works for %(days)d days.") % {"days": links.CONFIRM_DAYS},
            _("If it was not you, you need not do anything. You will not get the newsletter."),
            where_to_ask(),
        )
    outbox.email(to=sign_up.email, subject=subject, text=text, by=by, about=sign_up, language=sign_up.language,
                 headers=BY_ITSELF, forget=True)  # fmt: skip


def you_get_it_already(sign_up: SignUp, subscriber: Subscriber, *, by: Actor) -> None:
    """Tell the owner of an address, and nobody else, that it is on the list already."""
    with translation.override(sign_up.language):
        centre = {"centre": centre_name()}
        subject = _("You get the newsletter of %(centre)s already") % centre
        text = paragraphs(
            _("Hello,"),
            _("Somebody asked for the newsletter of %(centre)s to come to this address. You get it already.")
            % centre,
            _("See and change what you get, or stop it, here:"),
            links.preferences_url(subscriber),
            where_to_ask(),
        )
    outbox.email(to=sign_up.email, subject=subject, text=text, by=by, about=sign_up, language=sign_up.language,
                 headers=BY_ITSELF, forget=True)  # fmt: skip


def you_are_on_the_list(subscriber: Subscriber, told: Told, *, by: Actor) -> None:
    """Tell somebody whom staff put on the list at their word. By post and phone the first newsletter tells them."""
    reach = reaching.of(subscriber)
    if reach is None or reach.way != Way.EMAIL:
        return
    with translation.override(subscriber.language):
        centre = {"centre": centre_name()}
        subject = _("You get the newsletter of %(centre)s") % centre
        text = paragraphs(
            hello(reach.name, reach.reader),
            _(
                "You told us on %(day)s that you would like the newsletter of %(centre)s. It comes to this address."
            )
            % {"day": date_format(told.on), **centre},
            _("See and change what you get here: %(link)s") % {"link": links.preferences_url(subscriber)},
            _("Was it not you, or would you rather not? Stop it here: %(link)s")
            % {"link": links.unsubscribe_url(subscriber, "welcome")},
            where_to_ask(),
        )
    outbox.email(to=reach.to, to_name=reach.name, subject=subject, text=text, by=by, about=subscriber,
                 language=subscriber.language, headers=BY_ITSELF, reader=subscriber)  # fmt: skip
