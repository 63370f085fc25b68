"""One of everything in `learning`, and what stands in the parameters of its routes.

`build` runs after the demonstration; `SAMPLES` maps the longest prefix of a route to its parameters; `OWN` lists routes
to somebody's own thing (Marek's in the samples), which are missing for everybody else; `NOT_FOR_EVERYBODY` maps routes
behind which more is asked than a role to "missing" or "refused".
"""

from collections.abc import Callable
from typing import Any

from alongside.documents import actions as documents
from alongside.foundation import actors, clock
from alongside.learning import actions as learning
from alongside.learning.models import (
    Author,
    Delivery,
    DesignChange,
    Feedback,
    FormatRequest,
    LearningItem,
    Module,
    Resource,
    Taking,
    TrainingPackage,
)
from alongside.people.models import Member

BY = actors.SYSTEM
SLUG = "sample-training"


def marek() -> Member:
    return Member.objects.get(called="Marek")


def build() -> None:
    """Items of each kind, one of them held back, and a change that was declined and one that waits."""
    if LearningItem.objects.filter(label="Sample").exists():
        return
    rows = [
        learning.write_item(
            marek(), what=f"Sample: it {went}", so_what="It matters.", now_what="Change it.", how_it_went=went,
            strand="learning", label="Sample", named="first_name", by=BY,
        )
        for went in ("worked", "mixed", "did_not", "worked")
    ]  # fmt: skip
    for row in rows[:2]:
        learning.check_item(row, by=BY)
    learning.hold_item_back(rows[3], because="It names somebody.", by=BY)
    first = learning.propose_change(rows[:2], what="Do it otherwise", label="The next round", by=BY)
    learning.decide(first, verdict="declined", reason="No money", by_role="The team", by=BY)
    learning.propose_change(rows[:1], what="Ask again", label="The next session", by=BY)
    _training()
    _library()


def training(title: str = "Sample training") -> TrainingPackage:
    """A training of a text and an activity, made with Marek, and taught in a library."""
    text = documents.start_document(
        kind="training", title=f"{title}: listening", text="# First\nListen.\n\nThen speak.", by=BY
    )
    documents.open_document(text, by=BY)
    version = documents.freeze(text, by=BY)
    documents.add_format(version, kind="easy_read", language="en", text="We listen.", by=BY)
    package = learning.start_package(title=title, licence="cc_by", about="For everybody.", by=BY)
    learning.add_module(package, kind="text", title="Listening", minutes=20, version=version, by=BY)
    learning.add_module(
        package, kind="activity", title="Try it", minutes=25, text="Ask somebody, and listen.", by=BY
    )
    learning.add_author(package, marek(), by=BY)
    learning.publish_package(package, summary="The first one.", by=BY)
    learning.add_delivery(package, on=clock.today(), label="The library", by=BY)
    return package


def _training() -> None:
    """Marek has completed it and said something."""
    package = training()
    version = package.versions.get()
    for number in (1, 2):
        taking = learning.finish_module(version, marek(), number=number, by=BY)
    learning.complete(taking, helped="The example.", hindered="The font.", by=BY)


def _library() -> None:
    """A link, and a format that Marek asked for."""
    row = learning.add_resource(
        title="Sample guide", kind="guide", licence="cc_by", url="https://example.org/guide", by=BY
    )
    learning.ask_format(marek(), kind="resource", key=str(row.pk), wanted="Large print", by=BY)


def _resource() -> dict[str, Any]:
    key = Resource.objects.get(title="Sample guide").pk
    return {"pk": key, "kind": "resource", "key": str(key)}


def _asked() -> dict[str, Any]:
    return _resource() | {"pk": FormatRequest.objects.get().pk}


def _package() -> dict[str, Any]:
    package = TrainingPackage.objects.get(slug=SLUG)
    return {
        "slug": SLUG, "number": 1, "kind": "text", "module": Module.objects.filter(package=package)[0].pk,
        "author": Author.objects.get(package=package).pk, "delivery": Delivery.objects.get(package=package).pk,
        "taking": Taking.objects.get(version__package=package).pk,
        "feedback": Feedback.objects.get(package=package).pk,
    }  # fmt: skip


def _item() -> dict[str, Any]:
    return {"pk": LearningItem.objects.filter(label="Sample", held_back_at=None, checked_at=None)[0].pk}


def _change() -> dict[str, Any]:
    change = DesignChange.objects.get(label="The next round")
    return {"pk": change.pk, "item": change.informed_by.all()[0].item_id}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "learning/<int:pk>/": _item,
    "learning/changes/<int:pk>/": _change,
    "me/learning/": _item,
    "training/<slug:slug>/": _package,
    "me/training/": _package,
    "learning/reports/": lambda: {"kind": "gripp2"},
    "library/": _resource,
    "library/formats/": _asked,
    "me/library/": _asked,
}
OWN: list[str] = [
    "me/learning/<int:pk>/name/",
    "me/learning/<int:pk>/take-back/",
    "me/training/<int:author>/name/",
    "me/library/<int:pk>/take-back/",
]
# An item that nobody has looked at yet is for its author and for those who look; a certificate is for who earned it.
NOT_FOR_EVERYBODY: dict[str, str] = {
    "learning/<int:pk>/": "missing",
    "training/<slug:slug>/certificate/": "missing",
    "training/<slug:slug>/certificate/pdf/": "missing",
}
