"""What the demonstration learnt from its first pilots, what that changed, and the training that came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alongside.documents import actions as documents
from alongside.documents.models import Document
from alongside.learning import actions as learning
from alongside.learning.models import DesignChange, LearningItem, TrainingPackage

from . import funding, reading

if TYPE_CHECKING:
    from . import Diary
    from .held import Held as FundedRound
    from .network import Cast
    from .sessions import Held


ROUND = "funding_round"
"""The kind of thing that a round of funding is."""


def write(diary: Diary, cast: Cast, held: Held, rounds: list[FundedRound]) -> None:
    """Write down what was learnt and when, what was decided because of it, and when the training was taught."""
    plan = reading.yaml_file("learning.yaml")
    diary.on(plan["learnt_on"], _learn, plan, diary)
    diary.on(plan["carried_on"], _carry, plan, diary)
    diary.on(plan["decided_on"], _decide, plan, rounds[1], diary)
    diary.on(plan["started_on"], _start, plan, cast, diary)
    diary.on(plan["published_on"], _publish, plan, held, diary)
    for told in plan["taught_elsewhere"]:
        diary.on(told["on_day"], _teach, plan, told, diary)


def _learn(plan: dict[str, Any], diary: Diary) -> None:
    for told in plan["items"]:
        item = learning.write_item(None, **told, kind=ROUND, key=plan["learnt_in"], by=diary.by)
        learning.check_item(item, by=diary.by)


def _carry(plan: dict[str, Any], diary: Diary) -> None:
    """What was learnt is carried to the next round, while that is still being written."""
    items = list(LearningItem.objects.filter(kind=ROUND, key=plan["learnt_in"]).order_by("pk"))
    for told in plan["changes"]:
        learning.propose_change(
            [items[number] for number in told["items"]], what=told["what"], kind=ROUND, key=plan["carried_to"],
            by=diary.by,
        )  # fmt: skip


def _decide(plan: dict[str, Any], next_round: FundedRound, diary: Diary) -> None:
    """The next round does not open before each of them is answered."""
    funding.try_too_early(next_round)
    for change, told in zip(DesignChange.objects.order_by("pk"), plan["changes"], strict=True):
        learning.decide(
            change,
            verdict=told["verdict"],
            reason=told.get("reason", ""),
            by_role="The working group",
            by=diary.by,
        )


def _start(plan: dict[str, Any], cast: Cast, diary: Diary) -> None:
    told = dict(plan["text"])
    text = documents.start_document(kind="training", text=told.pop("clauses"), **told, by=diary.by)
    documents.open_document(text, by=diary.by)
    package = learning.start_package(**plan["training"], licence="cc_by", by=diary.by)
    for key in plan["authors"]:
        if key in cast:
            learning.add_author(package, cast[key], by=diary.by)


def _package(plan: dict[str, Any]) -> TrainingPackage:
    return TrainingPackage.objects.get(title=plan["training"]["title"])


def _publish(plan: dict[str, Any], held: Held, diary: Diary) -> None:
    package, text = _package(plan), Document.objects.get(slug=plan["text"]["slug"])
    version = documents.freeze(text, summary="As it is taught.", by=diary.by)
    for module in plan["modules"]:
        taught: dict[str, Any] = {"version": version} if module["kind"] == "text" else {}
        learning.add_module(package, **module, **taught, by=diary.by)
    learning.publish_package(package, summary="The first one.", by=diary.by)
    for day in plan["taught_at"]:
        if day in held:
            learning.add_delivery(package, on=day, kind="session", key=str(held[day].pk), by=diary.by)


def _teach(plan: dict[str, Any], told: dict[str, Any], diary: Diary) -> None:
    learning.add_delivery(_package(plan), on=told["on_day"], label=told["label"], by=diary.by)
