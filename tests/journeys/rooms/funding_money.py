"""One of everything about awards and their money, and what stands in the parameters of their routes."""

from collections.abc import Callable
from typing import Any

from alongside.foundation import actors, clock
from alongside.funding import actions as funding
from alongside.funding.models import Award, Bid, Publication, Variation
from alongside.people.models import Member
from tests.funding.money import rows
from tests.funding.panel import rows as panel

BY = actors.SYSTEM
OFFERED, RUNNING, NUMBER = "Sample: a bid to offer", "Sample: a bid with its award", 91


def build() -> None:
    """A bid to offer an award to, and Marek’s award: a part paid, one ready, two changes open; all of it published."""
    if Award.objects.filter(bid__title=RUNNING).exists():
        return
    marek, farid = Member.objects.get(called="Marek"), Member.objects.get(called="Farid")
    one_round = panel.closed_round(number=NUMBER)
    rows.decided(panel.bid(one_round, OFFERED, 300_000, [marek]))
    award = rows.offer(panel.bid(one_round, RUNNING, 400_000, [marek]))
    rows.announced(one_round)
    funding.accept_award(award, marek, role="lived", by=rows.doing(marek))
    parts = [funding.Part(100_000, clock.today()), funding.Part(300_000, clock.today(), "A first report")]
    funding.plan_instalments(award, parts, by=BY)
    first, second = award.instalments.standing()
    rows.pay(first, farid, reference="Sample 1")
    funding.say_ready(second, by=BY)
    funding.ask_variation(award, kind="amount", to=450_000, reason="Prices rose.", by=BY)
    later = award.ends_on.replace(year=award.ends_on.year + 1)
    funding.ask_variation(
        award, kind="extension", to=later, reason="We were ill.", member=marek, by=rows.doing(marek)
    )
    funding.set_publisher(prefix="360G-Sample", organisation_id="GB-CHC-0000000", name="Sample", by=BY)
    if not Publication.objects.exists():
        funding.publish_awards(by=BY)


def _award() -> dict[str, Any]:
    reference = Award.objects.get(bid__title=RUNNING).reference
    return {"reference": reference, "kind": "purpose", "answer": "accepted"}


def _instalment() -> dict[str, Any]:
    return {"pk": Award.objects.get(bid__title=RUNNING).instalments.to_pay()[0].pk}


def _theirs() -> dict[str, Any]:
    return {"pk": Variation.objects.open().get(award__bid__title=RUNNING, centre_agreed_at=None).pk}


def _ours() -> dict[str, Any]:
    row = Variation.objects.open().get(award__bid__title=RUNNING, applicants_agreed_at=None)
    return {"pk": row.pk, "answer": "agreed"}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "funding/awards/": _award,
    "funding/compared/": lambda: {"slug": Award.objects.get(bid__title=RUNNING).bid.round.programme.slug},
    "me/awards/": _award,
    "me/awards/<str:reference>/changes/": lambda: _award() | _ours(),
    "funding/money/offer/": lambda: {"reference": Bid.objects.get(title=OFFERED).reference},
    "funding/money/instalments/": _instalment,
    "funding/money/entries/": lambda: {
        "pk": Award.objects.get(bid__title=RUNNING).ledger.filter(kind="paid")[0].pk
    },
    "funding/money/changes/<int:pk>/yes/": _theirs,
    "funding/money/changes/<int:pk>/no/": _theirs,
    "funding/money/changes/<int:pk>/told/": _ours,
    "funding/money/<str:reference>/": _award,
}
OWN: list[str] = [
    "me/awards/<str:reference>/",
    "me/awards/<str:reference>/accept/",
    "me/awards/<str:reference>/decline/",
    "me/awards/<str:reference>/team/",
    "me/awards/<str:reference>/ask/<str:kind>/",
    "me/awards/<str:reference>/changes/<int:pk>/yes/",
    "me/awards/<str:reference>/changes/<int:pk>/no/",
]
NOT_FOR_EVERYBODY: dict[str, str] = {}
