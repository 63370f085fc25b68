"""Who gets the newsletter, by which way, about what, in which language."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from alongside.foundation import languages
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import AgeGuard, ReachBy, new_reference

from .ledger import ConsentEvent


class Way(models.TextChoices):
    """How the newsletter reaches somebody. The three have the same standing."""

    EMAIL = "email", _("By email")
    POST = "post", _("By post, printed")
    PHONE = "phone", _("Read to me by phone")


class Topic(BaseModel):
    """Something that readers may choose to hear about."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "name": public(), "slug": public(), "order": public(),
        "retired_on": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


def _reached_by() -> Case:
    """A member is reached as they chose; under 16 through the guardian, and some through who supports them."""
    guardian = Case(
        When(member__guardian__email__gt="", then=Value(Way.EMAIL.value)), default=Value(Way.PHONE.value)
    )
    supporter = Case(
        When(member__supporter__email__gt="", then=Value(Way.EMAIL.value)),
        When(member__supporter__phone__gt="", then=Value(Way.PHONE.value)),
        default=Value(Way.POST.value),
    )
    return Case(
        When(member=None, then=F("way")),
        When(member__age_guard=AgeGuard.UNDER_16, then=guardian),
        When(member__reach_by=ReachBy.SUPPORTER, then=supporter),
        default=F("member__reach_by"),
        output_field=models.CharField(),
    )


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def granting(self, purpose: str, *bases: str) -> SubscriberQuerySet:
        """Those whose latest row in the ledger for this purpose grants it on this basis, or on one of these."""
        since = ConsentEvent.objects.filter(
            subscriber=OuterRef("subscriber"), purpose=purpose, pk__gt=OuterRef("pk")
        )
        grants = ConsentEvent.objects.filter(
            ~Exists(since), subscriber=OuterRef("pk"), purpose=purpose, granted=True, basis__in=bases
        )
        return self.filter(Exists(grants))

    def here(self) -> SubscriberQuerySet:
        """Those who were not erased."""
        return self.filter(erased_at=None)

    def reachable(self) -> SubscriberQuerySet:
        """Those whom we may write to: a member under 16 only once a guardian has agreed."""
        waiting = Q(member__age_guard=AgeGuard.UNDER_16, member__guardian__agreed_at=None)
        return self.here().exclude(pk__in=Subscriber.objects.filter(waiting).values("pk"))

    def with_reach(self) -> SubscriberQuerySet:
        """Each with `reached_by`: their own way, or for a member the way in which the member is reached today."""
        return self.annotate(reached_by=_reached_by())


class Subscriber(BaseModel):
    """Somebody who gets, got or asked for the newsletter. A member's way and address are those of the member."""

    member = models.OneToOneField(
        "people.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="subscriber"
    )
    reference = models.CharField(max_length=9, unique=True, default=new_reference, editable=False)
    way = models.CharField(max_length=5, choices=Way.choices, default=Way.EMAIL)
    called = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True)
    language = models.CharField(max_length=16, default="en")
    easy_read = models.BooleanField(default=False)
    topics = models.ManyToManyField(Topic, blank=True, related_name="subscribers")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriberQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "member": personal(KEEP), "reference": personal(KEEP),
        "way": personal(KEEP), "called": personal(), "email": personal(), "phone": personal(),
        "address": personal(), "language": personal(KEEP), "easy_read": personal(),
        "confirmed_at": personal(KEEP), "erased_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=~Q(email=""), name="an_address_subscribes_once"
            )
        ]

    def __str__(self) -> str:
        return f"subscriber {self.reference}"

    @property
    def language_name(self) -> languages.Name:
        """The name of the language in which they read."""
        return languages.name(self.language)
