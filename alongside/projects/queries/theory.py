"""A theory of change as an outline: the first view, from which the picture and the paper are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..models import Assumption, Element, ElementKind, Influence, Link, Theory


@dataclass(frozen=True)
class LinkRow:
    """A link as it is read: where it leads, and what is assumed of it."""

    link: Link
    source: Element
    target: Element
    assumptions: list[Assumption] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """An element with everything that hangs on it."""

    element: Element
    leads_to: list[LinkRow] = field(default_factory=list)
    comes_from: list[Element] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)
    comments: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """The elements of one step, in their order."""

    kind: str
    label: Any
    rows: list[Row]


@dataclass(frozen=True)
class Outline:
    """A whole theory: steps in order, and what else could explain the change. Five queries, whatever its size."""

    theory: Theory
    groups: list[Group]
    influences: list[Influence]

    @property
    def rows(self) -> Iterator[Row]:
        """Every element, step by step."""
        return (row for group in self.groups for row in group.rows)

    @property
    def links(self) -> Iterator[LinkRow]:
        """Every link, in the order of the elements that they come from."""
        return (link for row in self.rows for link in row.leads_to)

    @property
    def assumptions(self) -> Iterator[Assumption]:
        """Every assumption, on elements and on links."""
        for row in self.rows:
            yield from row.assumptions
            for link in row.leads_to:
                yield from link.assumptions


def outline(theory: Theory, *, empty_steps: bool = False) -> Outline:
    """A theory as it is read. With `empty_steps`, steps without an element are there too, to be filled."""
    rows = {element.pk: Row(element) for element in theory.elements.all()}
    links = {}
    for link in theory.links.order_by("source__position", "target__position"):
        source, target = rows[link.source_id], rows[link.target_id]
        links[link.pk] = LinkRow(link, source.element, target.element)
        source.leads_to.append(links[link.pk])
        target.comes_from.append(source.element)
    for assumption in theory.assumptions.all():
        place: Any = rows[assumption.element_id] if assumption.element_id else links[assumption.link_id or 0]
        place.assumptions.append(assumption)
    by_key = {row.element.key: row for row in rows.values()}
    for comment in theory.comments.exclude(text="").select_related("member", "member__leaving"):
        if comment.element_key in by_key:
            by_key[comment.element_key].comments.append(comment)
    groups = [
        Group(kind, label, [row for row in rows.values() if row.element.kind == kind])
        for kind, label in ElementKind.choices
    ]
    return Outline(theory, [one for one in groups if one.rows or empty_steps], list(theory.influences.all()))
