"""Publishing awards as open data: who publishes, and a dated file that does not change afterwards."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import Publication, Publisher
from ..queries import publishing
from .books import CannotMove


class CannotPublish(CannotMove):
    """Nothing was published; the message says why and what to do."""


def set_publisher(*, prefix: str, organisation_id: str, name: str, by: Actor) -> Publisher:
    """Write down how 360Giving knows the centre. What is published already stays as it is."""
    with transaction.atomic():
        row, _made = Publisher.objects.update_or_create(
            only=True,
            defaults={"prefix": prefix, "organisation_id": organisation_id, "name": name, "by": by.key},
        )
        record("funding.publisher_set", row, by=by, prefix=prefix, organisation=organisation_id)
        return row


def publish_awards(*, by: Actor) -> Publication:
    """Publish every agreed award as it stands today. Raises CannotPublish where anything may not leave."""
    with transaction.atomic():
        publisher, draft = publishing.funder(), publishing.draft()
        if publisher is None or draft is None:
            raise CannotPublish(_("Write down first how 360Giving knows the centre."))
        if not draft.grants:
            raise CannotPublish(_("No award was agreed yet, so there is nothing to publish."))
        if draft.refusals:
            raise CannotPublish(_("Something in the awards may not be published. This page lists it."))
        content, spreadsheet, fingerprint = publishing.files(draft.grants, publisher)
        row = Publication.objects.create(
            content=content,
            spreadsheet=spreadsheet,
            fingerprint=fingerprint,
            count=len(draft.grants),
            by=by.key,
        )
        record("funding.awards_published", row, by=by, count=row.count, fingerprint=fingerprint)
        return row
