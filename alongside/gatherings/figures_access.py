"""The public figure about access: of the needs that people answered for, the share that was met."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from alongside.foundation import clock
from alongside.foundation.figures import Figure, Source
from alongside.methods import disclosure

from .queries import access_sums

NEEDS_MET = "gatherings.needs_met"
DEFINITION = _(
    "People say after a session whether each need they had shared was met. This is the share that was met, of "
    "all answers: met, partly, and not met."
)
RULE = _(
    "A session counts 30 days after it, when its details are deleted. Shown only when at least 8 needs were met "
    "and at least 8 were not, or only partly. Both numbers are rounded to the nearest 5, so that one answer "
    "cannot be read from it."
)


def needs_met(known: dict[str, Any]) -> Figure:
    """The figure, from sums alone: rows about people are gone by the time that a session counts."""
    sums = access_sums.past_sums()
    told: dict[str, Any] = {
        "id": NEEDS_MET, "label": _("of access needs were met"), "definition": DEFINITION, "rule": RULE,
        "wording": _("Did it work for you?"), "as_of": clock.today(),
        "source": (Source(_("The list of sessions"), reverse("gatherings:sessions")),),
    }  # fmt: skip
    if min(sums.met, sums.said - sums.met) < disclosure.SMALLEST_COUNT:
        return Figure(status="too_few", **told)
    met, base = disclosure.rounded(sums.met), disclosure.rounded(sums.said)
    words = ngettext_lazy("answer, to the nearest 5", "answers, to the nearest 5", base)
    told |= {"base": base, "base_note": words, "row_count": base, "unit": "%", "qualifier": "about"}
    share = disclosure.in_ten(met, base)
    if base < 100 and share.code == "about":
        said = format_lazy(_("{tenths} in 10"), tenths=share.tenths)
        return Figure(display=said, value=share.tenths * 10, **told)
    percent = round(100 * met / base)
    return Figure(display=f"{percent}%", value=percent, **told)


Maker = Callable[[dict[str, Any]], Figure]
MAKERS: dict[str, Maker] = {NEEDS_MET: needs_met}
