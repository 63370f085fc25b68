"""How the principles of the demonstration came about: a question, votes, answers, a decision, and a signed text.

Who votes is drawn with one seed from the invented crowd. One more question is open on the day of loading.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from alongside.conversations import actions as conversations
from alongside.conversations.models import Conversation, DeclaredCommunity, Statement, Theme, Value
from alongside.documents import actions as documents
from alongside.documents.models import Clause, Document
from alongside.foundation import clock
from alongside.people import actions as people
from alongside.people.models import Attribution, Member

from . import reading

if TYPE_CHECKING:
    from . import Diary
    from .network import Cast
    from .sessions import Held

SESSIONS = (date(2018, 6, 19), date(2018, 9, 11))
"""The two sessions at which the principles were begun and agreed."""
OF_TEN = 10


def write(diary: Diary, cast: Cast, held: Held) -> None:
    """Write down the question of 2018 with all that came of it, and the one that is open now."""
    plan = reading.yaml_file("together.yaml")
    opens, closes = plan["opens_on"], plan["closes_on"]
    diary.on(opens, _ask, plan, cast, diary)
    diary.on(opens + timedelta(days=20), _vote, plan, cast, diary)
    diary.on(plan["started_on"], _start_text, plan, held, diary)
    diary.on(opens + timedelta(days=50), _remark, plan, cast, diary)
    diary.on(closes + timedelta(days=1), _answer, plan, diary)
    diary.on(plan["first_version_on"], _first_version, plan, diary)
    diary.on(plan["decision"]["decided_on"], _decide, plan, diary)
    diary.on(plan["signed_on"], _sign, plan, cast, diary)
    diary.on(plan["reflection"]["day"], _reflect, plan["reflection"], cast, diary)
    diary.on(timezone.now().date() - timedelta(days=1), _ask_now, plan["now"], diary)


def _ask(plan: dict[str, Any], cast: Cast, diary: Diary) -> None:
    asked = conversations.draft_conversation(
        **plan["question"], opens_on=plan["opens_on"], closes_on=plan["closes_on"], by=diary.by
    )
    for name in plan["communities"]:
        conversations.add_community(asked, name=name, by=diary.by)
    asked = conversations.publish(asked, by=diary.by)
    rows = [conversations.say(asked, cast.get(idea["from"] or ""), text=idea["text"], by=diary.by)
            for idea in plan["ideas"]]  # fmt: skip
    conversations.accept(rows, by=diary.by)


def _asked(plan: dict[str, Any]) -> Conversation:
    return Conversation.objects.with_states().get(title=plan["question"]["title"])


def _ideas(plan: dict[str, Any]) -> list[Statement]:
    return list(Statement.objects.filter(conversation=_asked(plan)).order_by("pk"))


def _vote(plan: dict[str, Any], cast: Cast, diary: Diary) -> None:
    """Everybody votes on most ideas; each half leans as the plan says, and carers are asked to say that they are."""
    asked, ideas = _asked(plan), _ideas(plan)
    chance = random.Random(plan["seed"])
    voters = _voters(plan["voters"], chance, cast, diary)
    communities = list(DeclaredCommunity.objects.filter(conversation=asked).order_by("pk"))
    for number, member in enumerate(voters):
        half = number % 2
        votes = {
            idea.pk: _value(told["agree"][half], chance)
            for idea, told in zip(ideas, plan["ideas"], strict=True)
            if chance.random() < 0.9
        }
        conversations.vote_on_several(asked, member, votes=votes, by=diary.by)
        if chance.random() < 0.6:
            conversations.declare(asked, member, communities=[communities[half].pk], by=diary.by)


def _value(agree: int, chance: random.Random) -> int:
    drawn = chance.random() * OF_TEN
    if drawn < agree:
        return Value.AGREE
    return Value.PASS if drawn < agree + 0.5 else Value.DISAGREE


def _voters(count: int, chance: random.Random, cast: Cast, diary: Diary) -> list[Member]:
    if diary.small:
        return [cast[key] for key in ("marek", "lin") if key in cast]
    here = Member.objects.here().filter(appointments=None, age_guard="adult", joined_on__lte=clock.today())
    everybody = list(here.order_by("pk"))
    return chance.sample(everybody, min(count, len(everybody)))


def _answer(plan: dict[str, Any], diary: Diary) -> None:
    asked, ideas = _asked(plan), _ideas(plan)
    conversations.work_out(asked, by=diary.by)
    for told in plan["themes"]:
        theme: Theme = conversations.make_theme(asked, title=told["title"], by=diary.by)
        conversations.gather(theme, [ideas[number] for number in told["ideas"]], by=diary.by)
        conversations.respond(
            theme, state=told["state"], text=told["text"], by_role="The working group", by=diary.by
        )


def _decide(plan: dict[str, Any], diary: Diary) -> None:
    conversations.note_decision(**plan["decision"], conversation=_asked(plan), by=diary.by)


def _start_text(plan: dict[str, Any], held: Held, diary: Diary) -> None:
    text = "\n\n".join(f"# {clause['heading']}\n{clause['text']}" for clause in plan["clauses"])
    document = documents.start_document(**plan["document"], kind="principles", text=text, by=diary.by)
    documents.open_document(document, by=diary.by)
    ideas = _ideas(plan)
    for clause, told in zip(_clauses(plan), plan["clauses"], strict=True):
        if SESSIONS[0] in held:
            documents.add_source(clause, kind="session", key=str(held[SESSIONS[0]].pk), by=diary.by)
        if "idea" in told:
            documents.add_source(clause, kind="statement", key=str(ideas[told["idea"]].pk), by=diary.by)


def _text(plan: dict[str, Any]) -> Document:
    return Document.objects.get(slug=plan["document"]["slug"])


def _clauses(plan: dict[str, Any]) -> list[Clause]:
    return list(Clause.objects.standing().filter(document=_text(plan)))


def _remark(plan: dict[str, Any], cast: Cast, diary: Diary) -> None:
    """A comment that is answered, and a suggestion that is taken up."""
    told, clauses = plan["comment"], _clauses(plan)
    said = documents.comment(
        clauses[told["clause"]],
        cast.get(told["from"]),
        text=told["text"],
        named=Attribution.FIRST_NAME,
        by=diary.by,
    )
    documents.answer_comment(said, answer=told["answer"], by=diary.by)
    told = plan["suggestion"]
    row = documents.suggest(
        clauses[told["clause"]], cast.get(told["from"]), kind="replace", text=told["text"], reason=told["reason"],
        named=Attribution.FIRST_NAME, by=diary.by,
    )  # fmt: skip
    documents.accept(row, answer=told["answer"], by=diary.by)


def _first_version(plan: dict[str, Any], diary: Diary) -> None:
    documents.freeze(_text(plan), summary="For the session that decides.", by=diary.by)


def _sign(plan: dict[str, Any], cast: Cast, diary: Diary) -> None:
    """The version that was agreed is signed by everybody who was named, one of them by phone."""
    document = _text(plan)
    version = document.versions.exclude(frozen_at=None).latest("number")
    roles = [
        (told, documents.add_signing_role(document, name=told["role"], member=cast[told["who"]], by=diary.by))
        for told in plan["signers"]
        if told["who"] in cast
    ]
    for told, role in roles:
        how = people.Told(told["how"], clock.today(), True) if "how" in told else None
        documents.sign(version, role, told=how, by=diary.by)


def _reflect(told: dict[str, Any], cast: Cast, diary: Diary) -> None:
    plan = reading.yaml_file("together.yaml")
    row = documents.reflect(
        _clauses(plan)[told["clause"]],
        cast.get(told["from"]),
        text=told["text"],
        named=Attribution.NONE,
        by=diary.by,
    )
    documents.check_reflection(row, by=diary.by)


def _ask_now(told: dict[str, Any], diary: Diary) -> None:
    """A question to try, open for some weeks."""
    fields = dict(told)
    ideas, days = fields.pop("ideas"), fields.pop("open_for_days")
    today = clock.today()
    draft = conversations.draft_conversation(
        **fields, opens_on=today, closes_on=today + timedelta(days=days), by=diary.by
    )
    asked = conversations.publish(draft, by=diary.by)
    conversations.accept(
        [conversations.say(asked, None, text=idea, by=diary.by) for idea in ideas], by=diary.by
    )
