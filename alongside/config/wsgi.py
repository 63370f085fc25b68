"""The door that the web server knocks at."""

import os

from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
application = get_wsgi_application()
# Read now and not at the first visit: by then a new version may lie on the disk, and half of each fits neither.
ADDRESSES = get_resolver().url_patterns
TAGS = engines.all()
