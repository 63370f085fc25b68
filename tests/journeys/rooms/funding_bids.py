"""One of everything about rounds and bids, and what stands in the parameters of its routes. See `documents.py`."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from alongside.foundation import actors, clock
from alongside.funding import actions as funding
from alongside.funding.models import Applicant, Bid, BidComment, BidInvitation, Round
from alongside.people.models import Member

BY = actors.SYSTEM
OPEN, DRAFT = "sample-round", "sample-draft"


def marek() -> Member:
    return Member.objects.get(called="Marek")


def _round(programme: Any, slug: str, title: str) -> Round:
    day = clock.today()
    made = funding.start_round(
        programme, title=title, slug=slug, about="For small projects.", cap_pence=500_000, pot_pence=2_500_000,
        months=4, closes_at=clock.now() + timedelta(days=30), decide_by=day + timedelta(days=50),
        feedback_by=day + timedelta(days=60), starts_on=day + timedelta(days=70), by=BY,
    )  # fmt: skip
    funding.add_criterion(made, name="Together", means="Made together from the start.", by=BY)
    for kind in ("words", "short", "number", "money", "link", "yes_no"):
        funding.add_question(made, text=f"A question ({kind})?", kind=kind, required=kind == "words", by=BY)
    funding.add_self_check(made, text="Are you in England?", told="Ask the other fund.", by=BY)
    return made


def build() -> None:
    """An open round and a draft; a bid of Marek's that is being written, and one that is in."""
    if Round.objects.filter(slug=OPEN).exists():
        return
    programme = funding.start_programme(title="Sample programme", slug="sample", about="For trying.", by=BY)
    one_round = funding.open_round(_round(programme, OPEN, "Sample round"), by=BY)
    _round(programme, DRAFT, "Sample draft")
    draft = _bid(one_round, "Sample bid")
    others = Member.objects.here().exclude(pk=marek().pk).order_by("pk")[:2]
    funding.invite_to_bid(draft, others[0], role="edit", by=BY)
    funding.comment_on_bid(draft, marek(), text="Is this plain?", by=BY)
    funding.submit_bid(_bid(one_round, "Sample bid that is in"), by=BY)
    funding.start_bid(one_round, marek(), by=BY)
    asked = funding.start_bid(one_round, others[1], by=BY)
    funding.invite_to_bid(asked, marek(), role="edit", by=BY)


def _bid(one_round: Round, title: str) -> Bid:
    made = funding.start_bid(one_round, marek(), by=BY)
    funding.change_bid(
        made, title=title, summary="We try.", months=4, recipient_kind="group", group_name="Us", by=BY
    )
    funding.save_answer(made, one_round.questions.all()[0], text="A lot.", member=marek(), by=BY)
    funding.set_budget(made, [("Time", 400_000, "people"), ("Signing", 50_000, "access")], by=BY)
    made.refresh_from_db()
    return made


def draft() -> Bid:
    return Bid.objects.get(title="Sample bid")


def _draft() -> dict[str, Any]:
    bid = draft()
    return {"reference": bid.reference, "pk": bid.round.questions.all()[1].pk}


def _of(related: str, slug: str = DRAFT) -> Callable[[], dict[str, Any]]:
    return lambda: {"slug": slug, "pk": getattr(Round.objects.get(slug=slug), related).all()[0].pk}


def _line() -> dict[str, Any]:
    return {"reference": draft().reference, "pk": draft().budget_lines.all()[0].pk}


ROUND, BID = "funding/rounds/<slug:slug>/", "funding/bids/<str:reference>/"
RUN = ROUND + "run/"
SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "funding/programmes/<slug:slug>/": lambda: {"slug": "sample"},
    ROUND: lambda: {"slug": OPEN},
    RUN + "criteria/": _of("criteria"),
    RUN + "questions/": _of("questions"),
    RUN + "checks/": _of("self_checks"),
    RUN + "write-down/": lambda: {"slug": OPEN, "reference": marek().reference},
    BID: _draft,
    BID + "about/": lambda: {
        "reference": Bid.objects.get(title="", applicants__member=marek()).reference,
    },
    BID + "receipt/": lambda: {"reference": Bid.objects.get(title="Sample bid that is in").reference},
    BID + "budget/": _line,
    BID + "people/": lambda: {
        "reference": draft().reference,
        "pk": Applicant.objects.get(bid=draft(), member=marek()).pk,
    },
    BID + "invitations/": lambda: {
        "reference": draft().reference,
        "pk": BidInvitation.objects.get(bid=draft()).pk,
    },
    BID + "comments/": lambda: {
        "reference": draft().reference,
        "pk": BidComment.objects.get(bid=draft()).pk,
    },
    "me/bids/invitations/": lambda: {"pk": BidInvitation.objects.get(member=marek()).pk},
}
OWN: list[str] = [
    BID, BID + "about/", BID + "answers/<int:pk>/", BID + "budget/", BID + "budget/<int:pk>/change/",
    BID + "budget/<int:pk>/remove/", BID + "check/", BID + "send/", BID + "withdraw/", BID + "copy/",
    BID + "people/", BID + "people/ask/", BID + "people/<int:pk>/change/", BID + "people/<int:pk>/leave/",
    BID + "invitations/<int:pk>/take-back/", BID + "comments/", BID + "comments/<int:pk>/remove/",
    "me/bids/invitations/<int:pk>/join/", "me/bids/invitations/<int:pk>/decline/",
]  # fmt: skip
# What is in is read by those who run the round; to everybody else the receipt is missing.
NOT_FOR_EVERYBODY: dict[str, str] = {
    BID + "receipt/": "missing",
    BID + "invitations/<int:pk>/record/": "missing",
}
