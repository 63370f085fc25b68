"""What becomes of rows of this room when two entries turn out to be one person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from alongside.foundation.actors import Actor
from alongside.foundation.merging import Merging, one_each
from alongside.people.models import Member

from ..models import SignOff


def settle(keep: Member, gone: Member, by: Actor) -> None:
    """Two people sign an edition off: of one that is still prepared, the other signature has to be asked for anew."""
    mine = SignOff.objects.filter(member=keep).values_list("draft", flat=True)
    SignOff.objects.filter(member=gone, draft__in=list(mine), draft__edition=None).delete()


MERGING = Merging(
    app="story", label=gettext_lazy("Story"), ways={"SignOff.member": one_each("draft")}, settle=settle
)
