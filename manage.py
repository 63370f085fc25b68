#!/usr/bin/env python
"""Management commands. `./run manage ...` runs them with the keys and the database of a data folder."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    try:
        bool(settings.INSTALLED_APPS)  # so that a wrong setting is told before anything else
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
