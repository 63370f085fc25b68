"""How somebody signs in: an emailed code, a passkey, or a card that a coordinator handed over."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import DELETE, KEEP, personal, public


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str | None = None, **fields: Any) -> Account:
        """An account without a password. An address is kept in lower case, once."""
        account = self.model(email=email.strip().lower() if email else None, **fields)
        account.set_unusable_password()
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A way in. No password; the email address may be missing for those who sign in with a card."""

    email = models.EmailField(_("email address"), unique=True, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    privacy = {
        "id": public(), "password": public(), "last_login": personal(), "email": personal(),
        "is_active": public(), "created_at": public(),
    }  # fmt: skip

    class Meta:
        indexes = [models.Index(Upper("email"), name="accounts_by_email")]

    def __str__(self) -> str:
        return f"account {self.pk}"


class SignedIn(BaseModel):
    """Where an account is signed in: which session is whose, on what kind of device. Gone with the session.

    When it was last used stands in the session itself. Neither the address of the connection nor what the browser said
    in full is kept. The database holds it to neither: a house of the version before ends both, and does not know it.
    """

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="signed_in", db_constraint=False
    )
    session = models.OneToOneField(
        "sessions.Session", on_delete=models.CASCADE, related_name="signed_in", db_constraint=False
    )
    device = models.CharField(max_length=40, blank=True)

    privacy = {
        "id": public(), "created_at": personal(DELETE), "account": personal(DELETE), "session": personal(DELETE),
        "device": personal(DELETE),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"session {self.pk}"


class SignInCard(BaseModel):
    """A code that lets a member in once and claim their record. Only its keyed hash is kept."""

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="sign_in_cards")
    code_hash = models.CharField(max_length=64, unique=True)
    issued_by = models.CharField(max_length=40)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "member": personal(KEEP), "code_hash": public(),
        "issued_by": personal(KEEP), "expires_at": public(), "used_at": public(),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"card {self.pk}"


class ErasedAddress(BaseModel):
    """The keyed hash of an address whose owner left, so that an import cannot bring the person back."""

    address_hash = models.CharField(max_length=64, unique=True)

    privacy = {"id": public(), "created_at": public(), "address_hash": public()}

    def __str__(self) -> str:
        return self.address_hash[:8]
