"""What every test may rely on: both databases, and style sheets as they are, built or not."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import TransactionTestCase, override_settings
from django.utils import translation
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker
from whitenoise.base import WhiteNoise

from alongside.foundation import kept
from tests import seeds

NEEDS_ROWS = {"django_db_setup", "db", "transactional_db", "live_server", "browse"}
NEEDS_COMMITS = {"transactional_db", "live_server", "browse"}
STYLES_ARE_BUILT = os.environ.get("TEST_STATIC") == "built"


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


@pytest.fixture(autouse=True)
def usual_language() -> Iterator[None]:
    """A page that was asked for in another language leaves it behind in this thread: not for the next test."""
    yield
    translation.activate(django_settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    """A test begins with the record of the one before: what a page kept under it is not for this test."""
    kept.forget_parts()


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """Tables are made from the models: see tests/seeds.py."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The databases of the tests, and a copy of their tables for whoever starts a house beside them."""
    django_settings.MIGRATION_MODULES = {}  # from here on, migrations are there again
    with django_db_blocker.unblock():
        seeds.note_migrations()
        seeds.keep_empty()


@pytest.fixture(scope="session", autouse=True)
def what_tests_commit_is_taken_out() -> Iterator[None]:
    """After a test that commits, by `seeds.empty` and not by Django's `flush`."""
    case: Any = TransactionTestCase
    flush = case._fixture_teardown

    def empty(test: Any) -> None:
        for alias in test._databases_names(include_mirrors=False):
            seeds.empty(alias)

    case._fixture_teardown = empty
    yield
    case._fixture_teardown = flush


@pytest.fixture(scope="session", autouse=True)
def static_files() -> Iterator[None]:
    """Without collected files, style sheets are named as in the source; `./run test` collects them first."""
    if STYLES_ARE_BUILT:
        yield
        return
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES=django_settings.STORAGES | {"staticfiles": plain}):
        yield


class HandsOn(WSGIHandler):
    """Passes every request to the house itself, where whitenoise serves hashed and compressed files."""

    def __init__(self, house: WSGIHandler) -> None:
        self.house = house

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        return self.house(environ, start_response)


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """The house on a free port of this machine; style sheets, once built, are served as in production.

    pytest-django's own server looks for the sources of static files and would not find their hashed names.
    """
    server = LiveServer("localhost", start=False)
    if STYLES_ARE_BUILT:
        server.thread.static_handler = HandsOn
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session", autouse=True)
def collected_files_are_read_once() -> Iterator[None]:
    """Each test client makes middleware of its own, and that reads every collected file; the first one is enough."""
    read, kept = WhiteNoise.update_files_dictionary, dict[tuple[str, str], dict[str, Any]]()

    def read_once(noise: WhiteNoise, root: str, prefix: str) -> None:
        if (root, prefix) not in kept:
            read(noise, root, prefix)
            kept[root, prefix] = dict(noise.files)
        noise.files.update(kept[root, prefix])

    WhiteNoise.update_files_dictionary = read_once
    yield
    WhiteNoise.update_files_dictionary = read
