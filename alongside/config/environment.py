"""Settings as the environment gives them, each read once, each refusal a sentence with a way out."""

import os
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping

KNOWN = {
    "SECRET_KEY": "signs cookies and links; at least 50 characters",
    "MONITORING_KEY": "encrypts equality answers while they wait; a Fernet key",
    "DEBUG": "true only while developing",
    "ALLOWED_HOSTS": "host names that this house answers to, with commas",
    "DATABASE_OWNER_URL": "the main database as its owner: for prepare and restore alone",
    "MONITORING_OWNER_URL": "the database of equality answers as its owner",
    "DATA_DIR": "folder for the embedded databases, files and mail",
    "MEDIA_URL": "storage for uploads that several hosts share, s3://KEY:SECRET@host/bucket?region=…",
    "SITE_URL": "address under which people reach this house",
    "EMAIL_URL": "smtp://user:password@host:port; without it mail is kept as files in the data folder",
    "DEFAULT_FROM_EMAIL": "sender of emails",
    "BOUNCE_DOMAIN": "domain whose mail server gives us what comes back; without it, that of the sender",
    "BOUNCES_BY_ADDRESS": "false sends every email from the sender's own address, where no other is allowed",
    "SENDING_CONNECTIONS": "connections to the mail server at once, 1 to 50",
    "SENDING_FAST": "true writes the ledger for ten emails of each connection together",
    "SENDING_PER_SECOND": "emails a second at most; 0 for no limit",
    "SENDING_PER_DOMAIN": "emails a second for domains, such as example.com=20,*=50",
    "DKIM_KEY_FILE": "file with the private key (PEM) that signs emails",
    "DKIM_SELECTOR": "name under which the public key stands in the DNS",
    "DKIM_DOMAIN": "domain that signs; without it, that of the sender",
    "DEMONSTRATION": "true shows a banner that people here are invented",
    "REQUIRE_STAFF_PASSKEY": "true asks coordinators for a passkey",
    "STAFF_IDLE_MINUTES": "minutes after which idle staff sign in again; 0 for never",
    "LOG_FORMAT": "lines, or json for one line of JSON for each entry of the server's log",
    "LOG_TO": "where the log goes besides: udp://host:514 or /dev/log",
    "BEHIND_TLS": "true when a web server with TLS stands in front",
    "ASSETS_DIR": "folder with the built design system",
    "BACKUP_DIR": "folder in which backups are kept, on another disk than the data",
    "BACKUP_KEY": "public key of age for the main part of backups",
    "BACKUP_MONITORING_KEY": "public key of age for the part of monitoring; another one",
    "TIME_ZONE": "where the centre is, such as Europe/London",
}
PREFIX = "ALONGSIDE_"
OWNERS_COMMANDS = {"prepare", "migrate", "createcachetable", "restore", "move_database"}
FROM_FILES = {
    "ALONGSIDE_SECRET_KEY", "ALONGSIDE_MONITORING_KEY", "ALONGSIDE_EMAIL_URL", "ALONGSIDE_MEDIA_URL",
    "ALONGSIDE_DATABASE_OWNER_URL", "ALONGSIDE_MONITORING_OWNER_URL",
    "DATABASE_URL", "MONITORING_DATABASE_URL", "READ_DATABASE_URL",
}  # fmt: skip
"""Secrets: with `_FILE` at its end, the name of a setting says in which file it stands, as vaults hand it over."""


class Given(FileAwareMapping):  # type: ignore[misc]  # django-environ ships no types
    """The environment, and secrets in files that it names. The end of the last line does not belong to a secret."""

    def __getitem__(self, key: str) -> str:
        path = self.env.get(f"{key}_FILE") if key in FROM_FILES else None
        if path is None:
            return str(self.env[key])
        if self.env.get(key):
            raise ImproperlyConfigured(f"{key} and {key}_FILE are both given. Take one of them away.")
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeError) as problem:
            raise ImproperlyConfigured(
                f"{key}_FILE: {path} cannot be read. Let the account of the services read it, or correct the line."
            ) from problem


class Environment(environ.Env):  # type: ignore[misc]  # django-environ ships no types
    ENVIRON = Given()


env = Environment()


def refuse_unknown() -> None:
    """A misspelt setting must not be passed over in silence."""
    given = {name.removeprefix(PREFIX) for name in os.environ if name.startswith(PREFIX)}
    in_files = {f"{name.removeprefix(PREFIX)}_FILE" for name in FROM_FILES if name.startswith(PREFIX)}
    for name in sorted(given - set(KNOWN) - in_files):
        known = ", ".join(PREFIX + key for key in KNOWN)
        raise ImproperlyConfigured(
            f"{PREFIX}{name} is no setting of Alongside. Remove it. Known are: {known}."
        )


def text(name: str, default: str | None = None) -> str:
    """A setting as text; without a default it must be given."""
    value = env.str(PREFIX + name, default=default)
    if value is None:
        raise ImproperlyConfigured(
            f"{PREFIX}{name} is missing: {KNOWN[name]}. Add {PREFIX}{name}=… to the environment."
        )
    return str(value)


def flag(name: str, default: bool) -> bool:
    """A setting that is true or false."""
    try:
        return bool(env.bool(PREFIX + name, default=default))
    except ValueError as problem:
        raise ImproperlyConfigured(f"{PREFIX}{name} must be true or false.") from problem


def number(name: str, default: float, *, least: float, most: float) -> float:
    """A setting that is a number between two others."""
    given = text(name, str(default))
    try:
        value = float(given)
    except ValueError as problem:
        raise ImproperlyConfigured(f"{PREFIX}{name} must be a number, and {given!r} is not.") from problem
    if not least <= value <= most:
        raise ImproperlyConfigured(f"{PREFIX}{name} must lie between {least:g} and {most:g}.")
    return value


def choice(name: str, default: str, known: set[str]) -> str:
    """A setting that is one of a few words."""
    given = text(name, default)
    if given not in known:
        raise ImproperlyConfigured(f"{PREFIX}{name} must be one of: {', '.join(sorted(known))}.")
    return given


def log_elsewhere(formatter: str) -> dict[str, dict[str, Any]]:
    """The handler "elsewhere", which gives the log to a syslog here or on another machine, where one is named.

    Only by datagrams: an entry that cannot leave is lost there and not here, and no page waits for it.
    """
    given = text("LOG_TO", "")
    if not given:
        return {}
    found = urlsplit(given)
    if given.startswith("/"):
        where: dict[str, Any] = {"address": given}
    elif found.scheme == "udp" and found.hostname and found.port:
        where = {"address": (found.hostname, found.port)}
    else:
        raise ImproperlyConfigured(
            f"{PREFIX}LOG_TO: {given!r} is no place for a log. Write it so: udp://logs.internal:514, or /dev/log"
        )
    handler = {
        "class": "alongside.foundation.log_lines.Elsewhere",
        "formatter": formatter,
        "filters": ["without"],
    }
    return {"elsewhere": handler | where}


def rates(name: str) -> dict[str, float]:
    """Domains and how many emails a second each may get: "example.com=20,*=50"."""
    found = {}
    for item in filter(None, text(name, "").replace(" ", "").split(",")):
        domain, _sign, rate = item.partition("=")
        try:
            found[domain.lower()] = float(rate)
        except ValueError as problem:
            raise ImproperlyConfigured(
                f"{PREFIX}{name}: {item!r} is no limit. Write it so: example.com=20,*=50"
            ) from problem
    return found


def secret(debug: bool) -> str:
    """The secret key; a weak one is refused outside development."""
    value = text("SECRET_KEY", "only-for-development" if debug else None)
    if not debug and (len(value) < 50 or len(set(value)) < 5):
        raise ImproperlyConfigured(
            f"{PREFIX}SECRET_KEY is too weak. Make one of at least 50 characters: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(64))"'
        )
    return value


def monitoring_key(debug: bool) -> str:
    """The key of the equality store, kept apart from the secret key."""
    development_only = "ZGV2ZWxvcG1lbnQtb25seS1rZXktMzItYnl0ZXMhISE="
    return text("MONITORING_KEY", development_only if debug else None)


def database(name: str, url_name: str, data: Path) -> dict[str, object]:
    """A database from its URL, or an embedded SQLite file in the data folder."""
    given = env.str(url_name, default="")
    return database_at(given) if given else sqlite(data / f"{name}.sqlite3")


def as_owner(name: str, words: list[str] | None = None) -> dict[str, object]:
    """A database as its owner, while a command runs that changes tables; otherwise nothing."""
    command = (sys.argv if words is None else words)[1:2]
    given = text(name, "") if set(command) & OWNERS_COMMANDS else ""
    return database_at(given) if given else {}


def roles(databases: dict[str, dict[str, Any]], owners: dict[str, dict[str, object]]) -> dict[str, str]:
    """Under which role web and worker work with each database that has an owner beside them."""
    return {alias: str(databases[alias].get("USER") or "") for alias, owner in owners.items() if owner}


def without_password(address: str) -> str:
    """An address of a database as it may be shown and kept in a scrollback: with PASSWORD for what nobody may read."""
    scheme = re.match(r"[\w+.-]+://", address)
    start = scheme.end() if scheme else 0
    shown = address[:start] + re.sub(r"^([^:/@]*):.*@", r"\1:PASSWORD@", address[start:])
    return re.sub(r"(?i)([?&]password=)[^&]*", r"\1PASSWORD", shown)


def database_at(address: str) -> dict[str, object]:
    """The database at an address, with what this house needs of its kind."""
    found: dict[str, object] = env.db_url_config(address)
    if found["ENGINE"] == "django.db.backends.sqlite3":
        return sqlite(Path(str(found["NAME"])))
    return found | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def media() -> dict[str, Any]:
    """Where uploads are kept: in the data folder, or in storage that speaks S3 and that all hosts share."""
    address = text("MEDIA_URL", "")
    if not address:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    return {"BACKEND": "alongside.foundation.buckets.BucketStorage", "OPTIONS": {"address": address}}


def replica(url_name: str, data: Path) -> dict[str, dict[str, object]]:
    """The copy of the main database that visitors read, where there is one."""
    if not env.str(url_name, default=""):
        return {}
    return {"replica": database("replica", url_name, data) | {"TEST": {"MIRROR": "default"}}}


def sqlite(path: Path) -> dict[str, object]:
    """SQLite as a small centre needs it: waits instead of failing, and keeps foreign keys.

    Connections stay open for a minute: to open one, SQLite reads the whole schema, longer than most of our questions.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
