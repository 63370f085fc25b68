#!/usr/bin/env python
"""Management commands. `./run manage ...` runs them with the keys and the database of a data folder."""

import os
import re
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError

NO_TABLE = re.compile(r'no such table: \S+|relation "\S+" does not exist')
NO_HOUSE = (
    "There is no table for this ({}): no house is here yet, or it is of an older version. See whether this is the "
    "folder of its data, and these are its settings. `prepare` makes the tables, and brings them to today's shape."
)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    try:
        bool(settings.INSTALLED_APPS)  # so that a wrong setting is told before anything else
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))
    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as problem:
        lacks = NO_TABLE.search(str(problem))
        if lacks is None:
            raise
        sys.exit(NO_HOUSE.format(lacks[0]))


if __name__ == "__main__":
    main()
