"""What people bring as one question that allows several answers, and which blocks a table counts."""

from datetime import date

from alongside.methods import disclosure

from ..models import BringsKind, NetworkBlock, NetworkTable

LANGUAGES = "languages"
MONTHS = 60

QUESTION = disclosure.Question(
    id="brings",
    answers=tuple(BringsKind.values),
    reference=BringsKind.COMMUNITY.value,
    several=True,
)


def tables_of_kinds() -> dict[str, disclosure.Question]:
    """One yes/no question for each kind of experience, by kind."""
    return {question.id.partition("=")[2]: question for question in QUESTION.yes_no()}


def blocks_on(day: date) -> tuple[str, ...]:
    """The blocks that a table of this day counts, oldest first: closed before it, in the last five years."""
    closed = NetworkBlock.objects.values_list("number", "closed_on")
    return disclosure.window(
        [disclosure.ClosedBlock(str(number), on) for number, on in closed], on=day, months=MONTHS
    )


def history() -> list[disclosure.Table]:
    """Every table ever published about the network, which an attacker holds too."""
    shown = NetworkTable.objects.filter(held=False).exclude(question=LANGUAGES)
    return [disclosure.Table.from_data(row.table) for row in shown]


def latest() -> dict[str, NetworkTable]:
    """The newest published table of each question; a held one only where nothing was published before."""
    found: dict[str, NetworkTable] = {}
    for row in NetworkTable.objects.order_by("held", "-published_on", "-pk"):
        found.setdefault(row.question, row)
    return found
