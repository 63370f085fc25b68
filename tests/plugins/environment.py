"""Settings for the tests, in place before Django reads them. Loaded early, with `-p`.

Nothing of the surrounding environment reaches the tests: neither a developer's settings nor the data of a
running centre. Only `TEST_DATABASE`, `TEST_STATIC`, `TEST_360GIVING_SCHEMA`, `REQUIRE_BROWSER` and `HOSTILE` choose
how the suite is run.
"""

import atexit
import base64
import os
import shutil
import tempfile

SECRET = "tests-only-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2
MONITORING = base64.urlsafe_b64encode(b"tests-only-key-of-thirty-2-bytes").decode()
WORKER = "PYTEST_XDIST_WORKER"


def settings_for_tests(data: str) -> dict[str, str]:
    """The whole environment that the settings read, with `data` as the data folder."""
    return {
        "ALONGSIDE_SECRET_KEY": SECRET,
        "ALONGSIDE_MONITORING_KEY": MONITORING,
        "ALONGSIDE_DATA_DIR": data,
        "ALONGSIDE_SITE_URL": "http://testserver",
        "ALONGSIDE_ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "ALONGSIDE_BEHIND_TLS": "false",
        "ALONGSIDE_DEMONSTRATION": "false",
        "ALONGSIDE_REQUIRE_STAFF_PASSKEY": "false",
        "ALONGSIDE_STAFF_IDLE_MINUTES": "0",
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
    }


def forget_the_surroundings() -> None:
    """Drop every setting that came from outside."""
    for name in list(os.environ):
        if name.startswith("ALONGSIDE_") or name.endswith("DATABASE_URL"):
            del os.environ[name]


def prepare() -> None:
    """Set the environment, once; the processes of pytest-xdist inherit it."""
    if WORKER in os.environ:
        return
    forget_the_surroundings()
    data = tempfile.mkdtemp(prefix="alongside-tests-")
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    os.environ.update(settings_for_tests(data))


prepare()
