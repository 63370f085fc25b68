"""News from the rooms below that addresses outside may hear: sessions and decisions, as everybody may read them."""

from typing import Any

from alongside.conversations.models import Decision
from alongside.conversations.queries import as_data as decisions
from alongside.conversations.signals import decision_news
from alongside.gatherings.models import Session
from alongside.gatherings.queries import as_data as sessions
from alongside.gatherings.signals import session_news

from . import actions as desk


def connect() -> None:
    """Listen; called once when the house starts."""
    session_news.connect(_session, dispatch_uid="desk.session_news")
    decision_news.connect(_decision, dispatch_uid="desk.decision_news")


def _session(sender: Any, session: Session, what: str, **more: Any) -> None:
    desk.tell_webhooks(f"session.{what}", lambda: sessions.of_one(session.pk))


def _decision(sender: Any, decision: Decision, what: str, **more: Any) -> None:
    desk.tell_webhooks(f"decision.{what}", lambda: decisions.one_decision(decision.pk))
