"""Settings of the house. Every value that differs between places comes from the environment."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from . import environment

environment.refuse_unknown()

ROOT = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(environment.text("DATA_DIR", str(ROOT / ".alongside" / "data")))
ASSETS_DIR = Path(environment.text("ASSETS_DIR", str(ROOT / "build" / "assets")))

DEBUG = environment.flag("DEBUG", False)
SECRET_KEY = environment.secret(DEBUG)
MONITORING_KEY = environment.monitoring_key(DEBUG)
ALLOWED_HOSTS = environment.text("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
SITE_URL = environment.text("SITE_URL", "http://localhost:8000").rstrip("/")
DEMONSTRATION = environment.flag("DEMONSTRATION", False)
REQUIRE_STAFF_PASSKEY = environment.flag("REQUIRE_STAFF_PASSKEY", not DEMONSTRATION)
STAFF_IDLE_MINUTES = int(environment.number("STAFF_IDLE_MINUTES", 60, least=0, most=720))
BEHIND_TLS = environment.flag("BEHIND_TLS", True)

INSTALLED_APPS = [
    "alongside.config",
    "alongside.foundation",
    "alongside.people",
    "alongside.monitoring",
    "alongside.documents",
    "alongside.payments",
    "alongside.outreach",
    "alongside.conversations",
    "alongside.learning",
    "alongside.opportunities",
    "alongside.gatherings",
    "alongside.projects",
    "alongside.funding",
    "alongside.story",
    "alongside.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "alongside.foundation.nearby.for_visitors",
    "csp.middleware.CSPMiddleware",
    "alongside.foundation.api.apart.apart",
    "alongside.foundation.headers.asked_rightly",
    "alongside.foundation.headers.forgotten",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "alongside.people.middleware.who_is_here",
    "alongside.foundation.security_log.of_refusals",
    "alongside.foundation.headers.not_kept",
    "alongside.desk.middleware.set_up_first",
    "alongside.foundation.speaking.only_offered",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.foundation.ways_back.explained",
    "alongside.foundation.files_away.explained",
    "alongside.outreach.middleware.note_what_is_opened",
]

ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alongside.foundation.context.house",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
FORMAT_MODULE_PATH = ["alongside.foundation.formats"]

DATABASES: dict[str, dict[str, Any]] = {
    "default": environment.database("alongside", "DATABASE_URL", DATA_DIR),
    "monitoring": environment.database("monitoring", "MONITORING_DATABASE_URL", DATA_DIR),
    **environment.replica("READ_DATABASE_URL", DATA_DIR),
}
DATABASE_OWNERS: dict[str, dict[str, Any]] = {
    "default": environment.as_owner("DATABASE_OWNER_URL"),
    "monitoring": environment.as_owner("MONITORING_OWNER_URL"),
}
DATABASE_ROLES = environment.roles(DATABASES, DATABASE_OWNERS)
DATABASES |= {alias: owner for alias, owner in DATABASE_OWNERS.items() if owner}
DATABASE_ROUTERS = ["alongside.config.routers.VisitorsNearby", "alongside.config.routers.MonitoringApart"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("en-easy", _("Plain English")),
    ("cy", _("Welsh")),
    ("ur", _("Urdu")),
    ("bn", _("Bengali")),
    ("pl", _("Polish")),
    ("ar", _("Arabic")),
]  # those the house knows; the centre says which of them it offers
LANG_INFO["en-easy"] = {
    "bidi": False, "code": "en-easy", "name": "Plain English", "name_local": "Plain English",
}  # fmt: skip
LOCALE_PATHS = [ROOT / "alongside" / "locale"]
TIME_ZONE = environment.text("TIME_ZONE", "Europe/London")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
STATICFILES_DIRS = [("assets", ASSETS_DIR)]
STORAGES = {
    "default": environment.media(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "story:live"

ACCOUNT_ADAPTER = "alongside.people.allauth.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 900
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "request_login_code": "alongside.people.forms.signing_in.AskForCode",
    "confirm_login_code": "alongside.people.forms.signing_in.ConfirmCode",
    "confirm_email_verification_code": "alongside.people.forms.signing_in.ConfirmEmailCode",
    "add_email": "alongside.people.forms.signing_in.ChangeEmail",
}
ACCOUNT_RATE_LIMITS = {
    "login": "100/15m/ip",
    "request_login_code": None,  # our own form counts, as "ask_for_code"
    "ask_for_code": "10/15m/key,100/15m/ip",
    "join": "100/15m/ip",
    "sign_in_card": "100/15m/ip",
    "api_token": "120/m/key",
    "api_wrong_token": "20/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_TLS else 0
MFA_ADAPTER = "alongside.people.allauth.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "alongside.people.forms.signing_in.RecoveryCode",
    "reauthenticate": "alongside.people.forms.signing_in.ProveByRecoveryCode",
    "add_webauthn": "alongside.people.forms.signing_in.AddPasskey",
    "edit_webauthn": "alongside.people.forms.signing_in.RenamePasskey",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # a passkey shuts nobody out here, and every way in proves itself
MFA_RATE_LIMITS = {"webauthn_login": "100/15m/ip"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or not BEHIND_TLS

EMAIL_CONFIG = environment.env.email_url("ALONGSIDE_EMAIL_URL", default="filemail:")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "Alongside <alongside@localhost>")

BACKUP_DIR = environment.text("BACKUP_DIR", "")
BACKUP_KEY = environment.text("BACKUP_KEY", "")
BACKUP_MONITORING_KEY = environment.text("BACKUP_MONITORING_KEY", "")

FETCHING_MAY_REACH_LOOPBACK = False  # only tests say otherwise, so that a site can stand beside them
BOUNCE_DOMAIN = environment.text("BOUNCE_DOMAIN", "")
BOUNCES_BY_ADDRESS = environment.flag("BOUNCES_BY_ADDRESS", True)
SENDING_CONNECTIONS = int(environment.number("SENDING_CONNECTIONS", 5, least=1, most=50))
SENDING_FAST = environment.flag("SENDING_FAST", False)
SENDING_PER_SECOND = environment.number("SENDING_PER_SECOND", 0, least=0, most=100_000)
SENDING_PER_DOMAIN = environment.rates("SENDING_PER_DOMAIN")
DKIM_KEY_FILE = environment.text("DKIM_KEY_FILE", "")
DKIM_SELECTOR = environment.text("DKIM_SELECTOR", "alongside")
DKIM_DOMAIN = environment.text("DKIM_DOMAIN", DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">"))

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_TLS
# With this prefix, a browser takes a cookie only over TLS, from this host, for all of it: no neighbour can set it.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, LANGUAGE_COOKIE_NAME = (
    ("__Host-" if BEHIND_TLS else "") + name for name in ("sessionid", "csrftoken", "django_language")
)
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 63_072_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [
    r"^healthz$",
    r"^api/",
]  # `foundation.headers` refuses a program that comes without TLS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

CSRF_FAILURE_VIEW = "alongside.foundation.security_log.forged"
LOG_FORMAT = environment.choice("LOG_FORMAT", "lines", {"lines", "json"})
LOG_ELSEWHERE = environment.log_elsewhere(LOG_FORMAT)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without": {"()": "alongside.foundation.log_lines.WithoutWhatWasAsked"}},
    "formatters": {
        "lines": {
            "()": "alongside.foundation.log_lines.AsLine",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
        "json": {"()": "alongside.foundation.log_lines.AsJSON"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["without"],
        },
        **LOG_ELSEWHERE,
    },
    "loggers": {"alongside.security": {"level": "INFO"}},
    "root": {"handlers": ["console", *LOG_ELSEWHERE], "level": "WARNING"},
}
