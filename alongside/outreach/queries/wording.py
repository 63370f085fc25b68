"""The exact words to which somebody agrees, as the page, the sheet and the phone say them, and the ledger has them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from alongside.foundation.letters import centre_name


def newsletter() -> str:
    """The sentence for the newsletter, in the language of the page."""
    agreed = _("I agree that %(centre)s may send me its newsletter.") % {"centre": centre_name()}
    return f"{agreed} {_('I can take this back at any time.')}"


def stop() -> str:
    """What somebody says by pressing the button that stops it."""
    return _("Stop sending me the newsletter.")


def go_on() -> str:
    """What somebody says who had stopped it by mistake."""
    agreed = _("I stopped it by mistake. I agree that %(centre)s goes on sending me its newsletter.")
    return agreed % {"centre": centre_name()}


def by_link(key: str) -> str:
    """How somebody stopped it: by the link in an issue ("issue-7"), in the first email ("welcome"), or another."""
    kind, _dash, number = key.partition("-")
    if kind == "issue" and number.isdigit():
        return _("By the link in issue %(number)s.") % {"number": number}
    return _("By the link in the email that said that it comes.") if key == "welcome" else _("By a link.")
