"""Which addresses may be asked at all: https, a name that the caller listed, and the public internet behind it."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

HTTPS_PORT = 443
LOOPBACK_NAMES = {"localhost", "127.0.0.1", "::1"}
NUMERIC = re.compile(r"(0x[0-9a-f]*|[0-9]+)\Z", re.IGNORECASE)
NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)\Z", re.IGNORECASE)
# Looks public and is not: special addresses, the platform of one cloud, and what carries an IPv4 address inside.
NEVER = [
    ipaddress.ip_network(each)
    for each in (
        "192.0.0.0/24", "168.63.129.16/32", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "::/96",
    )
]  # fmt: skip


class CannotFetch(Exception):
    """Nothing came, and a sentence says why. `status` is what the other site answered, or 0."""

    def __init__(self, sentence: str, status: int = 0) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True)
class Target:
    """An address that was judged: its parts, ready to be asked for."""

    url: str
    secure: bool
    host: str
    port: int
    path: str


def host_of(url: str) -> str:
    """The host that an address names, as `allowed_hosts` wants it; empty when it names none."""
    try:
        return plain_host(urlsplit(url).hostname or "")
    except (ValueError, CannotFetch):
        return ""


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet: not private, loopback, link-local, reserved or a carrier."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if ip.is_multicast or ip.is_reserved or getattr(ip, "is_site_local", False):
        return False
    return ip.is_global and not any(ip in network for network in NEVER)


def judge(url: str, hosts: set[str]) -> Target:
    """The parts of an address, or CannotFetch with the first thing that is wrong with it."""
    if any(ord(sign) <= 32 or ord(sign) == 127 or sign == "\\" for sign in url):
        raise CannotFetch(_("The address has a space or another sign in it that does not belong there."))
    try:
        parts = urlsplit(url)
        port, named = parts.port, parts.hostname or ""
    except ValueError:
        raise CannotFetch(_("This is not a web address.")) from None
    if not named:
        raise CannotFetch(_("This is not a web address."))
    if "@" in parts.netloc:
        raise CannotFetch(_("The address carries a name or a password. Leave them out."))
    host = plain_host(named)
    here = settings.FETCHING_MAY_REACH_LOOPBACK and host in LOOPBACK_NAMES
    if parts.scheme != "https" and not (here and parts.scheme == "http"):
        raise CannotFetch(_("Only addresses that begin with https:// are asked."))
    if not here:
        judge_name(host)
    if host not in hosts:
        raise CannotFetch(_("%(host)s is not on the list of sites that may be asked.") % {"host": host})
    secure = parts.scheme == "https"
    usual = HTTPS_PORT if secure else 80
    if (port or usual) != HTTPS_PORT and not here:
        raise CannotFetch(_("The address names a port. Only the usual port of https is asked."))
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (
        "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~") if parts.query else ""
    )
    return Target(parts._replace(fragment="").geturl(), secure, host, port or usual, path)


def judge_name(host: str) -> None:
    """A host must be a name with a dot in it. Numbers, in whatever notation, are not asked."""
    labels = host.split(".")
    if ":" in host or NUMERIC.match(labels[-1]):
        raise CannotFetch(_("The address names a site by numbers. Use its name."))
    if len(labels) < 2 or len(host) > 253 or not all(NAME.match(label) for label in labels):
        raise CannotFetch(_("The address does not name a site on the internet."))


def plain_host(host: str) -> str:
    """A host in one spelling: lower case, no dot at the end, other alphabets as ASCII."""
    host = host.rstrip(".").lower()
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode().lower()
    except UnicodeError:
        raise CannotFetch(_("The address does not name a site on the internet.")) from None


def judge_address(address: str, target: Target) -> None:
    """Raise CannotFetch for an address that is not public, but for this machine where a test may ask it."""
    if is_public(address):
        return
    here = settings.FETCHING_MAY_REACH_LOOPBACK and target.host in LOOPBACK_NAMES
    if not (here and ipaddress.ip_address(address.partition("%")[0]).is_loopback):
        raise CannotFetch(
            _("%(host)s leads into a private network, and so it is not asked.") % {"host": target.host}
        )
