"""What the rooms use to answer machines: typed reads, one form of page, one form of refusal, a door on every path.

A room's `api.py` holds a router, and says with `public` what anybody may ask. `config/api.py` puts the routers
together. Fields keep their names: a new one may come, none changes its meaning (ADR 0020).
"""

from ninja import Field, Path, Router, Schema

from .answering import public
from .house import HouseAPI
from .pages import AFTER, LIMIT, After, AfterText, Id, Limit, Page, Slug, Words, found, page, page_of_list
from .problems import Problem, Refused
from .tokens import actor_of, staff

__all__ = [
    "AFTER",
    "LIMIT",
    "After",
    "AfterText",
    "Field",
    "HouseAPI",
    "Id",
    "Limit",
    "Page",
    "Path",
    "Problem",
    "Refused",
    "Router",
    "Schema",
    "Slug",
    "Words",
    "actor_of",
    "found",
    "page",
    "page_of_list",
    "public",
    "staff",
]
