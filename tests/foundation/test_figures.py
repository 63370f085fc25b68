"""The registry of figures: nothing is typed in, and what nobody records is not a number."""

from collections.abc import Sequence

import pytest

from alongside.foundation import figures
from alongside.foundation.figures import Figure


class Orchard:
    prefix = "orchard"
    asked: list[Sequence[str]]

    def __init__(self) -> None:
        self.asked = []

    def ids(self) -> Sequence[str]:
        return ["orchard.apples", "orchard.pears"]

    def read(self, ids: Sequence[str]) -> dict[str, Figure]:
        self.asked.append(ids)
        return {
            "orchard.apples": Figure("orchard.apples", "apples", display="12", value=12),
            "orchard.pears": Figure("orchard.pears", "pears", status="too_few"),
        }


@pytest.fixture
def orchard(monkeypatch: pytest.MonkeyPatch) -> Orchard:
    monkeypatch.setattr(figures, "_providers", {})
    provider = Orchard()
    figures.register(provider)
    return provider


def test_each_provider_is_asked_once_whatever_the_number_of_ids(orchard: Orchard) -> None:
    found = figures.read(["orchard.apples", "orchard.pears", "orchard.apples"])
    assert orchard.asked == [["orchard.apples", "orchard.pears"]]
    assert (found["orchard.apples"].words, found["orchard.pears"].words) == ("12", "too few to show")


@pytest.mark.parametrize("unknown", ["orchard.plums", "funding.awards", "nonsense", ""])
def test_what_nobody_records_is_said_to_be_not_recorded(orchard: Orchard, unknown: str) -> None:
    figure = figures.read([unknown])[unknown]
    assert (figure.status, figure.value, str(figure.words)) == ("not_recorded", None, "not recorded yet")
