"""How a benchmark begins that asks a house of ours from inside, in one process: no server, no network, SQLite."""

import os


def begin(folder: str) -> None:
    """A house as visitors meet it, in a folder. It has no tables yet."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="alongside.config.settings",
        ALONGSIDE_DEBUG="true",
        ALONGSIDE_BEHIND_TLS="false",
        ALONGSIDE_ALLOWED_HOSTS="testserver",
        ALONGSIDE_DATA_DIR=folder,
    )
    import django
    from django.conf import settings

    django.setup()
    settings.DEBUG = False
    settings.REQUIRE_STAFF_PASSKEY = False
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def begin_with_demonstration(folder: str) -> None:
    """The same, with the small demonstration in it."""
    begin(folder)
    from django.core.management import call_command

    from alongside.config import demonstration

    call_command("prepare", verbosity=0)
    demonstration.load(small=True)
