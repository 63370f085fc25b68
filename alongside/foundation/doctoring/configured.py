"""What the settings say: keys, names, and the way in through TLS."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from django.conf import settings
from django.core import checks
from django.http.request import validate_host

from . import Finding

NEW_KEY = (
    'Make one: python3 -c "import base64, secrets; '
    'print(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())"'
)
BY_TLS = {"security.W004", "security.W008", "security.W012", "security.W016"}
"""What the framework misses until ALONGSIDE_BEHIND_TLS is set."""
WELL_KNOWN = "ZGV2ZWxvcG1lbnQtb25seS1rZXktMzItYnl0ZXMhISE="


def framework() -> Iterable[Finding]:
    """What Django itself says about a deployment, one finding each."""
    said = checks.run_checks(include_deployment_checks=True)
    for one in said:
        if one.level >= checks.WARNING and not one.is_silenced():
            yield Finding("settings", False, f"{one.msg} ({one.id})", _todo(one))
    if not any(one.level >= checks.WARNING and not one.is_silenced() for one in said):
        yield Finding("settings", True, "The framework’s own check of a deployment finds nothing.")


def _todo(said: checks.CheckMessage) -> str:
    if said.id in BY_TLS:
        return "ALONGSIDE_BEHIND_TLS=true does this: see “tls” below."
    return str(said.hint or "See docs/guides/running-it-for-real.md.")


def debugging() -> Iterator[Finding]:
    """Errors must not be shown with everything that stands around them."""
    if settings.DEBUG:
        yield Finding(
            "debug", False, "Errors show the inside of the house to anybody.", "Take ALONGSIDE_DEBUG away."
        )
    else:
        yield Finding("debug", True, "Errors show nothing of the inside.")


def keys() -> Iterator[Finding]:
    """Two keys, each strong, each for itself."""
    try:
        Fernet(settings.MONITORING_KEY)
    except ValueError:
        yield Finding(
            "keys", False, "ALONGSIDE_MONITORING_KEY is no key: equality answers cannot be kept.", NEW_KEY
        )
        return
    if settings.MONITORING_KEY == WELL_KNOWN or len(set(settings.SECRET_KEY)) < 5:
        yield Finding("keys", False, "A key is one that everybody knows, from development.", NEW_KEY)
    elif settings.MONITORING_KEY in settings.SECRET_KEY:
        yield Finding("keys", False, "One key serves for two things. Whoever finds it has both.", NEW_KEY)
    else:
        yield Finding("keys", True, "Both keys are strong, and each is for itself.")


def names() -> Iterator[Finding]:
    """The address that people are given, and the names that are answered to."""
    address = urlsplit(settings.SITE_URL)
    host = address.hostname or ""
    if address.scheme != "https":
        yield Finding(
            "address", False, f"People are led to {settings.SITE_URL}, where others can read along.",
            "Set ALONGSIDE_SITE_URL to the address with https://, and put a web server with TLS in front.",
        )  # fmt: skip
    else:
        yield Finding("address", True, f"People are led to {settings.SITE_URL}.")
    if "*" in settings.ALLOWED_HOSTS:
        yield Finding(
            "hosts", False, "The house answers to any name, so links in e-mails can be made to lead elsewhere.",
            f"Set ALONGSIDE_ALLOWED_HOSTS={host or 'the name of the centre'}.",
        )  # fmt: skip
    elif not validate_host(host, settings.ALLOWED_HOSTS):
        yield Finding(
            "hosts", False, f"The house does not answer to {host}, which stands in its own address.",
            f"Add {host} to ALONGSIDE_ALLOWED_HOSTS.",
        )  # fmt: skip
    else:
        yield Finding("hosts", True, f"The house answers to {', '.join(settings.ALLOWED_HOSTS)} alone.")


def tls() -> Iterator[Finding]:
    """Whether the house knows that a web server with TLS stands in front."""
    if settings.BEHIND_TLS:
        yield Finding("tls", True, "Cookies travel encrypted only, and browsers are told to stay with https.")
    else:
        yield Finding(
            "tls", False, "The house does not know of a web server with TLS: cookies travel open.",
            "Put one in front (see deploy/Caddyfile), and set ALONGSIDE_BEHIND_TLS=true.",
        )  # fmt: skip


def mail() -> Iterator[Finding]:
    """Whether e-mails leave at all."""
    if "smtp" in settings.EMAIL_BACKEND:
        yield Finding("mail", True, f"E-mails leave through {settings.EMAIL_HOST}.")
    else:
        yield Finding(
            "mail", False, f"E-mails do not leave: they are kept in {settings.EMAIL_FILE_PATH}.",
            "Set ALONGSIDE_EMAIL_URL=smtp+tls://name:password@host:587.",
        )  # fmt: skip


def looks() -> Iterator[Finding]:
    """Style sheets, fonts and translations are made once for each version."""
    listed = Path(settings.STATIC_ROOT) / "staticfiles.json"
    untold = [
        path
        for folder in settings.LOCALE_PATHS
        for path in Path(folder).rglob("*.po")
        if not path.with_suffix(".mo").exists()
    ]
    if not listed.exists() or '"assets/' not in listed.read_text():
        yield Finding(
            "look", False, "Style sheets and fonts were not built, so no page can be shown.",
            "Run: ./run install",
        )  # fmt: skip
    elif untold:
        yield Finding(
            "look", False, f"{len(untold)} translations were not made ready: pages come in English.",
            "Run: ./run install",
        )  # fmt: skip
    else:
        yield Finding("look", True, "Style sheets, fonts and translations are built.")
