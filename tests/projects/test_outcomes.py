"""Outcomes: anybody of the team records them, they are corrected in the open, and nobody's view is averaged away."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from alongside.foundation import clock
from alongside.foundation.models import Event, Message
from alongside.people import actions as people
from alongside.people.models import Consent, Member, Recording
from alongside.projects import actions as projects
from alongside.projects.models import Outcome, Project, Theory
from alongside.projects.queries import outcomes
from tests.projects.outcome_helpers import BY, BY_PHONE, asked, changed, public, shown

pytestmark = pytest.mark.django_db


def test_an_unexpected_outcome_is_recorded_without_touching_the_plan(
    project: Project, rashid: Member
) -> None:
    outcome = changed(project, member=rashid, role="researcher")
    assert (outcome.element_key, outcome.role, Theory.objects.count()) == ("", "researcher", 0)
    assert outcome.versions.get().happened_on == clock.today()
    assert Event.objects.filter(verb="projects.outcome_recorded").count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("what", " ", "Write what changed."),
        ("who_changed", "", "Write who or what changed."),
        ("expected", "perhaps", "Choose whether you expected it."),
        ("valence", "", "Choose whether it is good."),
        ("rating", "huge", "Choose how much you did for it."),
        ("role", "king", "Choose as what you say this."),
    ],
)
def test_each_bad_input_is_named(project: Project, field: str, value: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        changed(project, **{field: value})
    assert refusal.value.message_dict == {field: [sentence]}
    assert not Outcome.objects.exists()


def test_what_is_told_by_phone_has_the_same_standing(project: Project, lena: Member) -> None:
    outcome = changed(project, member=lena, role="lived", told=BY_PHONE)
    assert outcome.how == "phone"
    assert Recording.objects.get(member=lena).what == "outcome"


def test_nothing_is_public_before_somebody_looked_at_it_and_the_project_is(project: Project) -> None:
    outcome = changed(project)
    projects.check_outcome(outcome, seen=clock.now(), by=BY)
    assert not Outcome.objects.public().exists(), "the project is not public"
    public(project)
    assert Outcome.objects.public().count() == 2


def test_good_bad_and_disputed_stand_side_by_side_by_day(project: Project) -> None:
    wanted = [("expected", "positive"), ("unexpected", "negative"), ("partly", "mixed")]
    for expected, valence in wanted:
        public(project, expected=expected, valence=valence)
    listed = outcomes.shown(outcomes.of_project(project))
    assert [(one.version.expected, one.version.valence) for one in listed] == wanted


def test_a_correction_is_a_new_version_and_says_why(project: Project) -> None:
    outcome = public(project)
    words: dict[str, Any] = {
        "what": "The club opens later.",
        "who_changed": "The club",
        "expected": "partly",
        "valence": "mixed",
    }
    with pytest.raises(ValidationError, match="Write why you correct it"):
        projects.correct_outcome(outcome, why="", base=1, by=BY, **words)
    projects.correct_outcome(outcome, why="We asked again.", base=1, by=BY, **words)
    assert [one.number for one in outcome.versions.all()] == [1, 2]
    assert shown(outcome).version.what == "The club changed its opening hours.", "not looked at yet"
    projects.check_outcome(outcome, seen=clock.now(), by=BY)
    outcome.refresh_from_db()
    one = shown(outcome)
    assert (one.version.what, [row.why for row in one.versions]) == (
        "The club opens later.",
        ["", "We asked again."],
    )


def test_two_who_correct_the_same_version_lose_nothing(project: Project) -> None:
    outcome = changed(project)
    words: dict[str, Any] = {
        "what": "First",
        "who_changed": "The club",
        "expected": "partly",
        "valence": "mixed",
        "why": "So it is.",
    }
    projects.correct_outcome(outcome, base=1, by=BY, **words)
    with pytest.raises(projects.CannotChange, match="Somebody else corrected this"):
        projects.correct_outcome(outcome, base=1, by=BY, **(words | {"what": "Second"}))


def test_what_was_written_after_the_page_was_shown_is_not_made_public_with_it(project: Project) -> None:
    outcome = changed(project)
    before = clock.now()
    projects.say_viewpoint(outcome, stance="agree", significance="great", words="It matters to me.", by=BY)
    projects.check_outcome(outcome, seen=before, by=BY)
    assert outcome.viewpoints.get().checked_at is None


def test_several_views_stand_beside_each_other_and_disagreement_is_kept(
    project: Project, lena: Member, rashid: Member
) -> None:
    outcome = public(project)
    projects.say_viewpoint(
        outcome, member=lena, role="lived", stance="agree", significance="great", words="I sleep.", by=BY
    )
    with pytest.raises(ValidationError, match="Write what you see in another way"):
        projects.say_viewpoint(outcome, member=rashid, stance="disagree", significance="little", by=BY)
    projects.say_viewpoint(
        outcome, member=rashid, role="researcher", stance="disagree", significance="little",
        words="It was the season.", by=BY,
    )  # fmt: skip
    one = shown(outcome)
    assert one.disputed
    assert [(said.role, said.stance) for said in one.viewpoints] == [
        ("lived", "agree"),
        ("researcher", "disagree"),
    ]
    assert outcomes.matching(disputed=True).get() == outcome


def test_what_somebody_said_before_is_replaced_by_what_they_say_now(project: Project, lena: Member) -> None:
    outcome = changed(project)
    for significance in ("little", "great"):
        projects.say_viewpoint(outcome, member=lena, stance="agree", significance=significance, by=BY)
    (said,) = shown(outcome, everything=True).viewpoints
    assert said.significance == "great"
    assert outcome.viewpoints.count() == 2, "the record keeps both"


def test_without_evidence_it_is_reported_by_the_team(project: Project) -> None:
    outcome = public(project)
    assert shown(outcome).reported
    projects.add_evidence(
        outcome,
        kind="numbers",
        words="42 came, 20 the year before.",
        says_who="The club",
        strength="fair",
        by=BY,
    )
    assert shown(outcome).reported, "nobody looked at the evidence yet"
    projects.check_outcome(outcome, seen=clock.now(), by=BY)
    assert not shown(outcome).reported


def test_a_quote_needs_a_living_consent_and_goes_with_it(project: Project, lena: Member) -> None:
    outcome = public(project)
    quote: dict[str, Any] = {
        "kind": "quote",
        "words": "I feel at home.",
        "says_who": "A boxer",
        "strength": "weak",
        "by": BY,
    }
    with pytest.raises(ValidationError, match="have not agreed to be quoted"):
        projects.add_evidence(outcome, speaker=lena, **quote)
    consent = people.give_consent(
        lena,
        purpose="quote",
        channels=["web"],
        attribution="first_name",
        wording="Quote me",
        how="web",
        by=BY,
    )
    projects.add_evidence(outcome, speaker=lena, **quote)
    projects.check_outcome(outcome, seen=clock.now(), by=BY)
    (said,) = shown(outcome).evidence
    assert said.by == "Lena"
    people.withdraw_consent(Consent.objects.get(pk=consent.pk), by=BY)
    one = shown(outcome)
    assert (one.evidence, one.hidden_quotes, one.reported) == ([], 1, True)


def test_the_published_contribution_is_never_stronger_than_the_weakest_from_outside(project: Project) -> None:
    outcome = public(project, rating="decisive", contribution="Without us nothing would have changed.")
    assert (shown(outcome).rating, shown(outcome).contribution) == (
        "decisive",
        "Without us nothing would have changed.",
    )
    asked(outcome, rating="large")
    asked(outcome, rating="small", stance="partly", words="The council did most.")
    asked(outcome)
    one = shown(outcome)
    assert (one.rating, str(one.sentence), one.contribution) == ("small", "The project helped a little.", "")
    assert one.version.rating == "decisive", "what the team said is kept"


@pytest.mark.parametrize("team", ["none", "small", "moderate", "large", "decisive"])
@pytest.mark.parametrize("outside", ["none", "small", "moderate", "large", "decisive"])
def test_no_pair_of_ratings_publishes_more_than_either(project: Project, team: str, outside: str) -> None:
    outcome = public(project, rating=team)
    asked(outcome, rating=outside)
    one = outcomes.ORDER.index(shown(outcome).rating)
    assert one == min(outcomes.ORDER.index(team), outcomes.ORDER.index(outside))


def test_held_back_with_a_reason_that_its_author_reads_and_everybody_counts(
    project: Project, lena: Member
) -> None:
    outcome = public(project, member=lena)
    with pytest.raises(ValidationError, match="Write why"):
        projects.hold_outcome_back(outcome, because=" ", by=BY)
    projects.hold_outcome_back(outcome, because="It names somebody.", by=BY)
    assert "It names somebody." in Message.objects.get(subject="About what you wrote down").text
    assert not Outcome.objects.public().exists()
    assert outcomes.unseen(project).held_back == 1


def test_what_everybody_read_is_not_hidden_silently(project: Project) -> None:
    outcome = public(project)
    with pytest.raises(projects.CannotChange, match="Everybody reads this already"):
        projects.show_outcome(outcome, for_everybody=False, by=BY)
    projects.take_outcome_back(outcome, by=BY)
    assert outcomes.unseen(project).taken_back == 1


def test_under_16_without_a_guardian_nobody_is_asked_to_speak(project: Project, make: object) -> None:
    young: Member = make("Yasmin", age_guard="under-16", guardian={"name": "Mum", "email": "mum@example.org"})  # type: ignore[operator]  # a fixture
    with pytest.raises(projects.CannotChange, match="guardian"):
        changed(project, member=young)
