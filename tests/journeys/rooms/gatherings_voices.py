"""Samples of feedback, of what people say, and of forms on paper."""

from collections.abc import Callable
from typing import Any

from alongside.conversations.models import Theme
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import (
    Contribution,
    FeedbackRequest,
    PaperBatch,
    PaperForm,
    PaperKind,
    SessionQuote,
)
from alongside.gatherings.queries import feedback
from tests.journeys.rooms.gatherings_session import BY, marek, the_session

SAID = "Could we begin a little later?"


def build() -> None:
    session = the_session()
    FeedbackRequest.objects.create(session=session, member=marek())
    said = gatherings.say(session, marek(), text=SAID, kind="idea", named="first_name", by=BY)
    other = gatherings.say(session, marek(), text="Is there tea?", kind="question", by=BY)
    gatherings.check([said], by=BY)
    gatherings.gather_said(session, [said], title="When we begin", by=BY)
    gatherings.answer([other], state="will", text="Yes, and coffee.", by_role="The coordinator", by=BY)
    for kind in (PaperKind.CONTRIBUTION, PaperKind.FEEDBACK):
        gatherings.print_forms(session, kind=kind, blank=1, members=[marek()], by=BY)
    gatherings.let_quote(
        session, marek(), by=BY,
        may=gatherings.MayQuote(
            text="I was heard.", wording="You may quote me.", channels=["web"], attribution="first_name"
        ),
    )  # fmt: skip


def _token() -> dict[str, Any]:
    return {"token": feedback.token_of(FeedbackRequest.objects.get(member=marek()))}


def _said() -> dict[str, Any]:
    return {"pk": the_session().pk, "contribution": Contribution.objects.get(text=SAID).pk}


def _batch() -> dict[str, Any]:
    return {"pk": the_session().pk, "batch": PaperBatch.objects.all()[0].pk}


def _theme() -> dict[str, Any]:
    return {"pk": the_session().pk, "theme": Theme.objects.get(title="When we begin").pk}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "story/arrange/from-sessions/": lambda: {"pk": SessionQuote.objects.all()[0].pk},
    "feedback/": _token,
    "me/said/": _said,
    "sessions/<int:pk>/said/": _said,
    "sessions/<int:pk>/said/themes/": _theme,
    "sessions/<int:pk>/paper/": _batch,
    "paper/": lambda: {"code": PaperForm.objects.filter(member=None)[0].code},
}
OWN: list[str] = ["me/said/<int:contribution>/name/", "me/said/<int:contribution>/take-back/"]
NOT_FOR_EVERYBODY: dict[str, str] = dict.fromkeys(
    [
        "sessions/<int:pk>/feedback/",
        "sessions/<int:pk>/feedback/ask/",
        "sessions/<int:pk>/feedback/questions/",
        "sessions/<int:pk>/feedback/record/",
        "sessions/<int:pk>/said/",
        "sessions/<int:pk>/said/check/",
        "sessions/<int:pk>/said/answer/",
        "sessions/<int:pk>/said/record/",
        "sessions/<int:pk>/said/themes/",
        "sessions/<int:pk>/said/themes/<int:theme>/",
        "sessions/<int:pk>/said/<int:contribution>/hold-back/",
        "sessions/<int:pk>/said/<int:contribution>/let-stand/",
        "sessions/<int:pk>/said/<int:contribution>/take-back/",
        "sessions/<int:pk>/said/<int:contribution>/name/",
        "sessions/<int:pk>/paper/",
        "sessions/<int:pk>/paper/<int:batch>/",
        "sessions/<int:pk>/paper/<int:batch>/close/",
        "paper/<str:code>/",
    ],
    "missing",
)
