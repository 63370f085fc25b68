"""Promise: nothing that anybody said or wrote is lost, whatever happens to the text and however many write at once."""

import random
from collections.abc import Iterator
from itertools import permutations

import pytest

from alongside.documents import actions as documents
from alongside.documents.models import Clause, Document, Remark, RemarkKind, SetAside, Wording
from alongside.documents.queries import family, reading
from alongside.people.models import Member
from tests.documents.helpers import BY, Make, Start, clause, reads

EDITS = 500


def a_clause(document: Document, chance: random.Random) -> Clause:
    return chance.choice(list(Clause.objects.standing().filter(document=document)))


def another(one: Clause, chance: random.Random) -> Clause | None:
    others = list(Clause.objects.standing().filter(document=one.document_id).exclude(pk=one.pk))
    return chance.choice(others) if others else None


def edit(document: Document, chance: random.Random, number: int) -> None:
    """One random change through the actions."""
    one = a_clause(document, chance)
    other = another(one, chance)
    kind = chance.choice(["add", "reword", "reword", "split", "merge", "move", "remove", "freeze"])
    if kind in ("merge", "remove") and Clause.objects.standing().filter(document=document).count() < 4:
        kind = "add"
    if kind == "add":
        documents.add_clause(document, text=f"Added {number}", after=chance.choice([one, None]), by=BY)
    elif kind == "reword":
        documents.reword(one, text=f"Reworded {number}", base=one.revision, by=BY)
    elif kind == "split":
        documents.split(one, first=f"First {number}", second=f"Second {number}", base=one.revision, by=BY)
    elif kind == "merge" and other:
        documents.merge(one, other=other, text=f"Joined {number}", base=one.revision, by=BY)
    elif kind == "move":
        documents.move(one, after=chance.choice([other, None]), by=BY)
    elif kind == "remove":
        documents.remove_clause(one, because="Not needed", by=BY)
    elif (newest := reading.newest_frozen(document)) is None or reading.differs(document, newest):
        documents.freeze(document, by=BY)


def say(document: Document, chance: random.Random, number: int) -> tuple[int, int, int, int, str]:
    """A comment or suggestion about any clause, and what it was about at that moment."""
    one = a_clause(document, chance)
    kind = chance.choice(list(RemarkKind))
    other = another(one, chance)
    if kind == RemarkKind.COMMENT or (kind == RemarkKind.MERGE and other is None):
        row = documents.comment(one, None, text=f"Said {number}", by=BY)
    else:
        row = documents.suggest(
            one, None, kind=kind, text=f"Suggested {number}", second_text="And more", other=other,
            reason=f"Because {number}", by=BY,
        )  # fmt: skip
    return row.pk, one.pk, reading.working(document).pk, one.revision, row.text


def test_after_500_random_edits_every_remark_points_at_the_clause_and_version_it_was_about(
    start: Start,
) -> None:
    chance = random.Random(2018)
    document = start(*(f"Clause {number}" for number in range(1, 13)))
    said = []
    for number in range(EDITS):
        if number % 3 == 0:
            said.append(say(document, chance, number))
        if number % 10 == 9:
            _answer_one(document, chance)
        edit(document, chance, number)

    kept = Remark.objects.filter(document=document).order_by("pk")
    assert [(one.pk, one.clause_id, one.version_id, one.revision, one.text) for one in kept] == said
    assert len(said) == 167
    words = {(one.clause_id, one.revision) for one in Wording.objects.filter(clause__document=document)}
    assert {(row[1], row[3]) for row in said} <= words, "the very words that it was about can be read"
    places = list(Clause.objects.standing().filter(document=document).values_list("place", flat=True))
    assert places == list(range(1, len(places) + 1))
    removed = Clause.objects.filter(document=document, removed_at__isnull=False)
    assert removed.exists()
    assert any(family.heirs(one) for one in removed)


def _answer_one(document: Document, chance: random.Random) -> None:
    waiting = list(Remark.objects.unanswered().filter(document=document))
    row = chance.choice(waiting)
    try:
        if row.is_comment:
            documents.answer_comment(row, answer="Thank you", by=BY)
        elif chance.random() < 0.5:
            documents.decline(row, because="Not now", by=BY)
        else:
            documents.accept(row, by=BY)
    except documents.CannotChange:
        documents.decline(row, because="The clause was taken out", by=BY)


def interleavings() -> Iterator[tuple[int, ...]]:
    """Every order in which three writers open (first time named) and save (second time)."""
    yield from sorted(set(permutations((0, 0, 1, 1, 2, 2))))


def saving(one: Clause, text: str, base: int, writer: Member) -> documents.Clash | None:
    """Save a text that was begun from `base`; gives the clash, if there is one."""
    try:
        documents.reword(one, text=text, base=base, member=writer, by=BY)
    except documents.Clash as clash:
        return clash
    return None


def test_there_are_ninety_interleavings_of_three_writers() -> None:
    assert len(list(interleavings())) == 90


@pytest.mark.parametrize("choice", ["theirs", "mine", "merged"])
def test_every_interleaving_of_three_writers_keeps_every_text(start: Start, make: Make, choice: str) -> None:
    writers = [make(name) for name in ("Ada", "Ben", "Cy")]
    document = start("The first words.")
    for at, order in enumerate(interleavings()):
        one = documents.add_clause(document, text=f"Before {at}", by=BY)
        seen: dict[int, int] = {}
        sent = {f"Before {at}"}
        for writer in order:
            if writer not in seen:
                seen[writer] = Clause.objects.get(pk=one.pk).revision
                continue
            text = f"By {writers[writer].called}, {at}"
            sent.add(text)
            clash = saving(one, text, seen[writer], writers[writer])
            if clash:
                assert clash.aside.text == text, "the second writer sees their own words"
                assert clash.saved.text != text, "and those that were saved first"
                both = f"{clash.saved.text}\n{text}"
                documents.settle(clash.aside, choice=choice, text=both, by=BY)
        written = set(Wording.objects.filter(clause=one).values_list("text", flat=True))
        aside = set(SetAside.objects.filter(clause=one).values_list("text", flat=True))
        assert sent <= written | aside


def test_the_same_words_twice_are_no_clash_and_one_wording(document: Document) -> None:
    one = clause(document, 1)
    documents.reword(one, text="We listen first.", base=1, by=BY)
    documents.reword(one, text="We listen first.", base=1, by=BY)
    assert Wording.objects.filter(clause=one).count() == 2
    assert not SetAside.objects.exists()


def test_a_clash_in_a_split_a_join_and_an_acceptance_keeps_the_words_too(document: Document) -> None:
    one, two = clause(document, 1), clause(document, 2)
    row = documents.suggest(one, None, kind="replace", text="We hear.", reason="Plainer", by=BY)
    documents.reword(one, text="We listen well.", base=1, by=BY)
    with pytest.raises(documents.Clash):
        documents.split(one, first="We", second="listen", base=1, by=BY)
    with pytest.raises(documents.Clash):
        documents.merge(one, other=two, text="We listen and share.", base=1, by=BY)
    with pytest.raises(documents.Clash):
        documents.accept(row, text="We hear you.", base=1, by=BY)
    kept = set(SetAside.objects.values_list("text", flat=True))
    assert kept == {"We\n\nlisten", "We listen and share.", "We hear you."}
    assert reads(document) == ["We listen well.", "We share power.", "We learn."]
    row.refresh_from_db()
    assert row.outcome == ""
    with pytest.raises(documents.CannotChange, match="changed a moment ago"):
        documents.remove_clause(one, because="Not needed", base=1, by=BY)
