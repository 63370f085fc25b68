"""The API of the house: every room's router, in the order in which the page of the API shows them."""

from alongside.conversations import api as conversations
from alongside.documents import api as documents
from alongside.foundation.api import HouseAPI
from alongside.funding import api as funding
from alongside.gatherings import api as gatherings
from alongside.learning import api as learning
from alongside.opportunities import api as opportunities
from alongside.outreach import api as outreach
from alongside.payments import api as payments
from alongside.projects import api as projects
from alongside.story import api as story

ROUTERS = [
    gatherings.router, opportunities.router, conversations.router, conversations.deciding, projects.router,
    funding.router, documents.router, learning.router, story.router,
    gatherings.staff, opportunities.staff, payments.staff, outreach.staff,
]  # fmt: skip

api = HouseAPI(
    title="Alongside", version="1", description="What this centre shows to everybody, for machines."
)
for router in ROUTERS:
    api.add_router("", router)
