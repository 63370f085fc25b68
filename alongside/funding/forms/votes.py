"""What comes in about votes and decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.conversations.models import Rung
from alongside.foundation import forms, money
from alongside.foundation.forms.money import PoundsField

from ..models import FUNDS, BallotBid, BallotPaper, Bid, Completion, HowDecided, Outcome
from ..queries import panels
from .panels import Told

MOST_PENCE = 10**11
Text = str | Promise


class OpenVoteForm(forms.Form):
    """What happens to money that equal shares leave over."""

    completion = forms.ChooseOne(
        label=_("What happens to money that is left over?"), choices=Completion.choices, initial=Completion.ADD1,
        missing=_("Choose what happens to money that is left over."),
    )  # fmt: skip
    stop_when_exhaustive = forms.YesNo(
        label=_("Do shares stop growing as soon as nothing more fits?"), initial=False,
        missing=_("Choose whether shares stop growing."),
    )  # fmt: skip


class VoteForm(forms.Form):
    """Every bid that somebody approves of. None is a vote too."""

    approves = forms.ChooseSeveral(label=_("Which bids do you approve of?"), choices=(), required=False)
    mark_optional = False

    def __init__(
        self, *args: Any, rows: Iterable[BallotBid], paper: BallotPaper | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = list(rows)
        field: Any = self.fields["approves"]
        field.choices = [(str(row.bid_id), _words(row)) for row in known]
        if paper is not None:
            self.initial["approves"] = [str(row.bid_id) for row in known if row.code in paper.codes]

    def chosen(self) -> list[int]:
        """The bids by their numbers."""
        return [int(pk) for pk in self.cleaned_data["approves"]]


def _words(row: BallotBid) -> str:
    asks = money.in_currency(row.pence, row.bid.round.programme.currency)
    return f"{row.bid.title} ({panels.who_asks(row.bid)}): {asks}"


class VoteForForm(Told, VoteForm):
    """A vote on paper, by phone or in person."""


class DecideForm(forms.Form):
    """What people decided about one bid."""

    outcome = forms.ChooseOne(
        label=_("What did people decide?"), choices=Outcome.choices, missing=_("Choose what was decided.")
    )
    pence = PoundsField(
        label=_("If a part of it is funded: how much?"), required=False, most=MOST_PENCE,
        hint=_("Leave it empty for all that the bid asks for."),
    )  # fmt: skip
    how = forms.ChooseOne(
        label=_("How was it decided?"), choices=HowDecided.choices, missing=_("Choose how it was decided.")
    )
    reason = forms.LongTextField(
        label=_("Why?"), rows=4, max_length=2000, missing=_("Write why."),
        hint=_("If this is not what scores or votes suggest, say what people saw differently."),
    )  # fmt: skip

    def __init__(self, *args: Any, bid: Bid, how: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["pence"]
        currency = bid.round.programme.currency
        field.prefix = money.SIGNS.get(currency, currency)
        former = getattr(bid, "decision", None)
        self.initial.setdefault("how", former.how if former else how)
        if former is not None:
            part = former.pence if former.outcome == Outcome.PART else None
            known = {"outcome": former.outcome, "reason": former.reason, "pence": part}
            self.initial = {**known, **self.initial}

    def decided(self) -> dict[str, Any]:
        """What `decide_bid` takes."""
        data = dict(self.cleaned_data)
        if data["outcome"] not in FUNDS:
            data["pence"] = None
        return data


class ConcludeForm(forms.Form):
    """The decision about the whole round."""

    how = forms.ChooseOne(
        label=_("How was it decided?"), choices=HowDecided.choices, missing=_("Choose how it was decided.")
    )
    rung = forms.ChooseOne(
        label=_("On which rung of the ladder was this?"),
        choices=Rung.choices,
        missing=_("Choose a rung of the ladder."),
    )
    dissent = forms.LongTextField(
        label=_("Who disagreed, and why?"), rows=3, required=False, max_length=2000,
        hint=_("Say the reasons, without names. Leave it empty where nobody did."),
    )  # fmt: skip
    review_on = forms.DateField(
        label=_("When do you look at it again?"), missing=_("Write the day on which you look at it again.")
    )


class FeedbackForm(forms.Form):
    """What the applicants are told."""

    feedback = forms.LongTextField(
        label=_("What do we tell the people who applied?"), rows=8, max_length=2000,
        missing=_("Write what they are told."),
        hint=_("What was strong, what was missing, and what they can do next. Name nobody on the panel."),
    )  # fmt: skip


class AnnounceForm(forms.Form):
    """Words for the public page."""

    words = forms.LongTextField(
        label=_("Anything to say to everybody"), required=False, rows=4, max_length=2000
    )
