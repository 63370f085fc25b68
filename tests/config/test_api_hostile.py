"""Everything that the description of the API allows, and much that it does not: no server error, no undescribed answer.

Schemathesis makes the questions from the description itself, the same ones each time. Each is undone before the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as examples
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks as against

from alongside.config.api import api
from alongside.documents.models import Document
from alongside.foundation import actors, clock
from alongside.foundation.doors import Role
from alongside.gatherings.models import Session
from alongside.opportunities.models import Opportunity
from alongside.outreach.models import ReachChannel
from alongside.people import actions as people
from alongside.people.models import Appointment, Scope

pytestmark = [pytest.mark.usefixtures("loaded"), pytest.mark.long, pytest.mark.once]

OPERATIONS = [
    (method.upper(), path)
    for path, operations in api.described()["paths"].items()
    for method in operations
]  # fmt: skip
PUBLIC = [one for one in OPERATIONS if "/staff/" not in one[1]]
STAFF = [one for one in OPERATIONS if "/staff/" in one[1]]
QUESTIONS = 8
HOUSE = get_wsgi_application()
CHECKS = [
    against.status_code_conformance, against.content_type_conformance, against.response_schema_conformance,
]  # fmt: skip


@pytest.fixture
def headers(loaded: None, settings: Any) -> dict[str, str]:
    """A token that may do everything that a token can do, and no limit on how often."""
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"api_token": None}
    somebody = (
        Appointment.objects.filter(role=Role.COORDINATOR, until=None).select_related("member")[0].member
    )
    until = clock.today() + timedelta(days=30)
    _token, secret = people.make_token(
        somebody, name="Hostile", scopes=Scope.values, expires_on=until, by=actors.SYSTEM
    )
    return {"Authorization": f"Bearer {secret}"}


def house(environ: dict[str, Any], start_response: Any) -> Any:
    """The house, asked from this machine, for answers that are not packed."""
    return HOUSE(environ | {"REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_ENCODING": ""}, start_response)


def rows() -> dict[str, dict[str, Any]]:
    """Rows that are there, by the path that asks for one: random numbers would find none."""
    session = Session.objects.announced()[0].pk
    channel, opportunity = ReachChannel.objects.first(), Opportunity.objects.published().first()
    return {
        "/api/sessions/{id}": {"id": session}, "/api/decisions/{id}": {"id": 1},
        "/api/documents/{slug}": {"slug": Document.objects.all()[0].slug},
        "/api/figures/{id}": {"id": "people.members"},
        "/api/staff/sessions/{id}/registrations": {"id": session},
        "/api/staff/sessions/{id}/attendance": {"id": session},
        "/api/staff/opportunities/{id}/interests": {"id": opportunity.pk if opportunity else 1},
        "/api/staff/channels/{id}/readings": {"id": channel.pk if channel else 1},
    }  # fmt: skip


def described() -> Any:
    """The description as the house gives it now, and not as it was kept."""
    return schemathesis.openapi.from_wsgi(f"/api/openapi.json?{uuid4()}", house)


def strategies(method: str, path: str) -> Iterator[Any]:
    """Questions that the description allows, about any row and about one that is there; and ones that it does not."""
    schema = described()
    operation = schema[path][method]
    yield operation.as_strategy(GenerationMode.POSITIVE)
    if path in rows():
        yield operation.as_strategy(GenerationMode.POSITIVE, path_parameters=rows()[path])
    yield operation.as_strategy(GenerationMode.NEGATIVE)


def ask_everything(method: str, path: str, headers: dict[str, str]) -> int:
    """Ask, and hold each answer to the description. Gives how many were asked."""
    load_all_checks()
    statuses: list[int] = []
    for strategy in strategies(method, path):

        @examples(
            max_examples=QUESTIONS, derandomize=True, database=None, deadline=None,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate],
        )  # fmt: skip
        @given(case=strategy)
        def ask(case: Any) -> None:
            with transaction.atomic():
                answer = case.call(headers=headers)
                transaction.set_rollback(True)
            assert answer.status_code < 500
            case.validate_response(answer, checks=CHECKS)
            statuses.append(answer.status_code)

        ask()
    assert len(statuses) > QUESTIONS / 2
    return len(statuses)


@pytest.mark.parametrize(("method", "path"), PUBLIC)
def test_the_open_api_answers_as_it_is_described(method: str, path: str) -> None:
    ask_everything(method, path, {})


@pytest.mark.parametrize("planted", ["a type that is not so", "a refusal that is not named"])
def test_an_answer_that_is_not_as_described_is_found(planted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = deepcopy(api.described())
    if planted == "a type that is not so":
        wrong["components"]["schemas"]["Session"]["properties"]["title"]["type"] = "integer"
    else:
        del wrong["paths"]["/api/sessions/{id}"]["get"]["responses"][404]
    monkeypatch.setattr(api, "_described", wrong)
    with pytest.raises(FailureGroup):
        ask_everything("GET", "/api/sessions/{id}", {})


@pytest.mark.parametrize(("method", "path"), STAFF)
def test_with_a_token_it_answers_as_it_is_described(method: str, path: str, headers: dict[str, str]) -> None:
    ask_everything(method, path, headers)


@pytest.mark.parametrize(("method", "path"), STAFF)
def test_without_a_token_nothing_is_given(method: str, path: str) -> None:
    schema = described()
    seen: set[int] = set()

    @examples(max_examples=5, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=schema[path][method].as_strategy())
    def ask(case: Any) -> None:
        answer = case.call()
        case.validate_response(answer, checks=CHECKS)
        seen.add(answer.status_code)

    ask()
    assert seen <= {401, 404, 429}, "404 is a path that leads nowhere"
