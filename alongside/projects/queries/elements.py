"""Elements of theories of change as outcomes point at them: by key, whatever the version."""

from __future__ import annotations

from ..models import Element, Outcome, Project, Theory


def of_project(project: Project) -> list[Element]:
    """The elements of the newest version, agreed or still worked on."""
    theory = project.theories.order_by("-number").first()
    return list(theory.elements.all()) if theory else []


def of_outcome(outcome: Outcome, inside: bool = False) -> Element | None:
    """The element that an outcome belongs to, as the newest version has it that the reader may see. None for none."""
    if not outcome.element_key:
        return None
    theories = Theory.objects.filter(project=outcome.project_id)
    readable = theories if inside else theories.agreed()
    rows = Element.objects.filter(theory__in=readable, key=outcome.element_key).select_related("theory")
    return rows.order_by("-theory__number").first()
