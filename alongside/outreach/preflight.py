"""Before mail to many leaves: whether the public DNS says that our mail is ours, and the records that it lacks.

SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489) and MX, as large mail providers ask for them. Whoever calls may bring
a resolver of their own. A name server that does not answer is said as that, and never taken for a missing record.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Literal
from urllib.parse import urlsplit

import dns.exception
import dns.rdatatype
import dns.resolver
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation.sending import verp

SECONDS = 3.0
HERE = ("localhost", "127.0.0.1", "::1")
State = Literal["good", "attention", "stopped", "neutral"]
Words = str | Promise


class CouldNotAsk(Exception):
    """No name server answered."""


@dataclass(frozen=True)
class Record:
    """A record to publish: its name, its kind, and its text to the letter."""

    name: str
    kind: str
    value: str


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: good, attention, stopped (mail will be refused) or neutral (could not ask)."""

    what: Words
    state: State
    said: Words
    publish: Record | None = None


class Resolver:
    """Asks the DNS of this machine, or the one it is given."""

    def __init__(self, asked: dns.resolver.Resolver | None = None) -> None:
        self._asked = asked
        self._silent = False

    def ask(self, name: str, kind: str) -> list[str]:
        """The records of a kind, TXT as whole texts; none where there is none. Raises CouldNotAsk."""
        if self._silent:
            raise CouldNotAsk
        try:
            self._asked = self._asked or dns.resolver.Resolver()
            found = self._asked.resolve(name, kind, lifetime=SECONDS)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, OSError, ValueError):
            self._silent = True  # one silence is enough: nobody waits for it five times
            raise CouldNotAsk from None
        if kind == "TXT":
            return [b"".join(row.strings).decode("utf-8", "replace") for row in found]
        return [row.to_text() for row in found]


def sender() -> str:
    """The domain of the From address."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2].lower()


def run(resolver: Resolver | None = None) -> list[Check]:
    """Everything, in the order in which it is read. Asks the DNS at most five times."""
    asked = resolver or Resolver()
    named = _sender_is_named()
    if named.state != "good":
        return [named, _unsubscribing(), _tls()]
    dns_checks = [_kindly(one, asked) for one in (_spf, _dkim, _dmarc, _mx)]
    return [named, *dns_checks, _unsubscribing(), _tls()]


def _kindly(check: Callable[[Resolver], Check], asked: Resolver) -> Check:
    """A check, or that nobody could be asked."""
    try:
        return check(asked)
    except CouldNotAsk:
        said = _("We could not ask the DNS from here. Try again, or look from another place.")
        return Check(TITLES[check.__name__], "neutral", said, PUBLISH[check.__name__]())


def _sender_is_named() -> Check:
    domain = sender()
    if "." in domain:
        return Check(_("The sender"), "good", settings.DEFAULT_FROM_EMAIL)
    said = _(
        "Mail from this address cannot be answered. Set ALONGSIDE_DEFAULT_FROM_EMAIL to an address of the centre."
    )
    return Check(_("The sender"), "stopped", said)


def _spf(asked: Resolver) -> Check:
    domain, what = verp.domain(), TITLES["_spf"]
    rows = [row for row in asked.ask(domain, "TXT") if row.lower().split(" ")[0] == "v=spf1"]
    publish = _spf_record()
    if not rows:
        return Check(what, "stopped", _("Nothing says which servers may send our mail."), publish)
    if len(rows) > 1:
        return Check(what, "stopped", _("There are several SPF records, so none of them counts."), publish)
    ending = rows[0].lower().split()[-1]
    if ending in ("all", "+all", "?all"):
        return Check(what, "attention", _("It lets every server of the world send in our name."), publish)
    if ending not in ("-all", "~all") and not any(
        part.startswith("redirect=") for part in rows[0].lower().split()
    ):
        return Check(
            what, "attention", _("It does not say what happens to mail from other servers."), publish
        )
    return Check(what, "good", rows[0])


def _dkim(asked: Resolver) -> Check:
    what = TITLES["_dkim"]
    if not settings.DKIM_KEY_FILE:
        said = _(
            "Our mail is not signed by us. Give a key in ALONGSIDE_DKIM_KEY_FILE, or let the mail server sign."
        )
        return Check(what, "attention", said)
    name = f"{settings.DKIM_SELECTOR}._domainkey.{settings.DKIM_DOMAIN}"
    ours = _public_key()
    publish = _dkim_record()
    rows = [_tags(row) for row in asked.ask(name, "TXT") if "p=" in row]
    if not rows:
        return Check(what, "stopped", _("The key that proves our signature is not in the DNS."), publish)
    if ours not in [row.get("p", "").replace(" ", "") for row in rows] or not ours:
        return Check(what, "stopped", _("The key in the DNS is another one, or it was taken back."), publish)
    return Check(what, "good", name)


def _dmarc(asked: Resolver) -> Check:
    domain, what = sender(), TITLES["_dmarc"]
    publish = _dmarc_record()
    rows: list[dict[str, str]] = []
    for name in dict.fromkeys([domain, organisation(domain)]):
        rows = [
            _tags(row) for row in asked.ask(f"_dmarc.{name}", "TXT") if row.lower().startswith("v=dmarc1")
        ]
        if rows:
            break
    if not rows:
        return Check(
            what, "stopped", _("Nothing says what to do with mail that only pretends to be ours."), publish
        )
    if len(rows) > 1 or rows[0].get("p", "").lower() not in ("none", "quarantine", "reject"):
        return Check(what, "stopped", _("The DMARC record is there twice or cannot be read."), publish)
    told = rows[0]
    by_key = bool(settings.DKIM_KEY_FILE) and _aligned(settings.DKIM_DOMAIN, domain, told.get("adkim", "r"))
    if not by_key and not _aligned(verp.domain(), domain, told.get("aspf", "r")):
        said = _("Neither the signature nor the address for bounces belongs to the domain of the sender.")
        return Check(what, "stopped", said)
    if told["p"].lower() == "none":
        return Check(what, "good", _("It is there, and only watches (p=none). That is enough to begin with."))
    return Check(what, "good", f"p={told['p']}")


def _mx(asked: Resolver) -> Check:
    domain, what = verp.domain(), TITLES["_mx"]
    rows = [row for row in asked.ask(domain, "MX") if not row.endswith(" .")]
    if rows:
        return Check(what, "good", ", ".join(sorted(rows))[:200])
    said = _("No server takes in what comes back, so nobody learns of dead addresses.")
    return Check(what, "stopped", said, _mx_record())


def _spf_record() -> Record:
    return Record(verp.domain(), "TXT", f"v=spf1 {_our_server()} -all")


def _dkim_record() -> Record | None:
    if not settings.DKIM_KEY_FILE:
        return None
    name = f"{settings.DKIM_SELECTOR}._domainkey.{settings.DKIM_DOMAIN}"
    return Record(name, "TXT", f"v=DKIM1; k=rsa; p={_public_key()}")


def _dmarc_record() -> Record:
    domain = sender()
    return Record(f"_dmarc.{domain}", "TXT", f"v=DMARC1; p=none; rua=mailto:postmaster@{domain}")


def _mx_record() -> Record:
    ours = urlsplit(settings.SITE_URL).hostname or sender()
    return Record(verp.domain(), "MX", f"10 {ours if settings.EMAIL_HOST in HERE else settings.EMAIL_HOST}.")


def _unsubscribing() -> Check:
    what = _("The address to stop by one click")
    if settings.SITE_URL.startswith("https://"):
        return Check(what, "good", settings.SITE_URL)
    return Check(what, "stopped", _("It must begin with https://. Set ALONGSIDE_SITE_URL."))


def _tls() -> Check:
    what = _("The way to our mail server")
    if settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL:
        return Check(what, "good", _("Nobody can read along (TLS)."))
    if settings.EMAIL_HOST in HERE:
        return Check(what, "good", _("The mail server is on this machine."))
    return Check(what, "stopped", _("Mail travels unprotected. Write smtp+tls:// in ALONGSIDE_EMAIL_URL."))


def organisation(domain: str) -> str:
    """The domain that an organisation registered, as well as it can be told without a list of all public endings."""
    labels = domain.lower().split(".")
    two_at_the_end = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL
    return ".".join(labels[-3 if two_at_the_end else -2 :])


def _aligned(other: str, domain: str, how: str) -> bool:
    if how.lower() == "s":
        return other.lower() == domain
    return organisation(other) == organisation(domain)


def _tags(row: str) -> dict[str, str]:
    """The tags of a record such as "v=DMARC1; p=none"."""
    pairs = (part.partition("=") for part in row.split(";"))
    return {name.strip().lower(): value.strip() for name, _mark, value in pairs if name.strip()}


def _our_server() -> str:
    """How SPF names the server that sends: by its name, or the servers that also receive."""
    return "mx" if settings.EMAIL_HOST in HERE else f"a:{settings.EMAIL_HOST}"


def _public_key() -> str:
    """The public half of the key that signs, as DKIM has it; empty when the file cannot be read."""
    try:
        with open(settings.DKIM_KEY_FILE, "rb") as file:
            key = load_pem_private_key(file.read(), password=None)
    except (OSError, ValueError, TypeError):
        return ""
    return b64encode(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


SECOND_LEVEL = {"ac", "co", "com", "edu", "gov", "net", "nhs", "org", "police", "sch"}
TITLES: dict[str, Promise] = {
    "_spf": _("Which servers may send (SPF)"),
    "_dkim": _("Our signature (DKIM)"),
    "_dmarc": _("What to do with forged mail (DMARC)"),
    "_mx": _("Who takes in what comes back (MX)"),
}
PUBLISH: dict[str, Callable[[], Record | None]] = {
    "_spf": _spf_record,
    "_dkim": _dkim_record,
    "_dmarc": _dmarc_record,
    "_mx": _mx_record,
}
