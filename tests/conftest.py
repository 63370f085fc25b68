"""What every test may rely on: both databases, plain style sheets until they are built."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.test import override_settings

NEEDS_ROWS = {"db", "transactional_db", "live_server", "browse"}
NEEDS_COMMITS = {"transactional_db", "live_server", "browse"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that may use the database may use both: the main one and the one of monitoring."""
    for item in items:
        asked = NEEDS_ROWS & set(getattr(item, "fixturenames", ()))
        mark = item.get_closest_marker("django_db")
        if mark is None and not asked:
            continue
        options = dict(mark.kwargs) if mark else {}
        options.setdefault("databases", "__all__")
        if NEEDS_COMMITS & asked:
            options["transaction"] = True
        item.add_marker(pytest.mark.django_db(**options), append=False)


@pytest.fixture(scope="session", autouse=True)
def static_files() -> Iterator[None]:
    """Without collected files, style sheets are named as in the source; `./run test` collects them first."""
    if os.environ.get("TEST_STATIC") == "built":
        yield
        return
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES=django_settings.STORAGES | {"staticfiles": plain}):
        yield
