"""The case study: agreed by somebody with lived experience and one other of the team, then published by staff."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode

from ..models import CaseAgreement, CaseStudy, Project
from ..queries import case as questions
from . import wording
from .refusals import CannotChange, CannotPublish


def write_lesson(project: Project, *, lesson: str, by: Actor) -> CaseStudy:
    """Say what others can take from the project. Agreements that were given before fall away, for the words changed."""
    words = wording.plain(lesson, "lesson", most=1500)
    with transaction.atomic():
        case = _case(project, by)
        if case.lesson != words:
            case.lesson = words
            case.save(update_fields=["lesson"])
            case.agreements.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
            record("projects.case_lesson_written", case, by=by)
        return case


def agree_case(
    project: Project, member: Member, *, by: Actor, told: people.Told | None = None
) -> CaseAgreement:
    """Agree that the case study is published, as what one is in the team. Twice changes nothing.

    Raises CannotChange for somebody who is not in the team.
    """
    role = questions.role_for_agreeing(member, project)
    if role is None:
        raise CannotChange(_("Only people of the team agree to its case study."))
    with transaction.atomic():
        row, made = CaseAgreement.objects.get_or_create(
            case=_case(project, by), member=member, withdrawn_at=None,
            defaults={"role": role, "how": told.mode if told else Mode.WEB},
        )  # fmt: skip
        if made:
            wording.written_down(member, "case_study", told, by)
            record("projects.case_agreed", row, by=by, role=role, how=str(row.how))
        return row


def take_case_agreement_back(agreement: CaseAgreement, *, by: Actor, told: people.Told | None = None) -> None:
    """Take one's agreement back. Where too few agree then, the case study is shown no more. Twice changes nothing."""
    with transaction.atomic():
        rows = CaseAgreement.objects.filter(pk=agreement.pk, withdrawn_at=None)
        if rows.update(withdrawn_at=clock.now()):
            wording.written_down(agreement.member, "case_study", told, by)
            record("projects.case_agreement_taken_back", agreement, by=by)
            case = agreement.case
            if questions.missing_for(case) and case.published_at:
                _hide(case, by)


def publish_case(project: Project, *, by: Actor) -> CaseStudy:
    """Show the case study to everybody. Twice changes nothing.

    Raises CannotPublish, saying what is missing: that the project is public, or who has to agree.
    """
    with transaction.atomic():
        case = _case(project, by)
        if case.published_at:
            return case
        if not project.published_at:
            raise CannotPublish(_("The project itself is not public yet. Publish it first."))
        if missing := questions.missing_for(case):
            raise CannotPublish(missing)
        case.published_at, case.published_by = clock.now(), by.key
        case.save(update_fields=["published_at", "published_by"])
        record("projects.case_published", case, by=by)
        return case


def hide_case(project: Project, *, by: Actor) -> None:
    """Show the case study no more. Twice changes nothing."""
    with transaction.atomic():
        case = CaseStudy.objects.select_for_update().filter(project=project).first()
        if case and case.published_at:
            _hide(case, by)


def _hide(case: CaseStudy, by: Actor) -> None:
    case.published_at, case.published_by = None, ""
    case.save(update_fields=["published_at", "published_by"])
    record("projects.case_hidden", case, by=by)


def _case(project: Project, by: Actor) -> CaseStudy:
    CaseStudy.objects.get_or_create(project=project, defaults={"by": by.key})
    return CaseStudy.objects.select_for_update().get(project=project)
