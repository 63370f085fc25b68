"""Root URLs: machine endpoints without a language, pages with one."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from alongside.config.api import api
from alongside.foundation import patterns, speaking
from alongside.foundation import views as foundation
from alongside.foundation.addresses import room

handler404 = "alongside.foundation.views.not_found"
handler429 = "alongside.foundation.limits.too_many"  # django-allauth asks for it
urlpatterns = [
    path("healthz", foundation.healthz, name="healthz"),
    room("alongside.monitoring.urls_open_data"),
    room("alongside.story.urls_open_data"),
    room("alongside.funding.urls_open_data"),
    path("api/", include((api.paths(), "api"))),
    *i18n_patterns(
        path("open-data/api/", api.page, name="api"),
        room("alongside.story.urls"),
        room("alongside.gatherings.urls"),
        room("alongside.desk.urls"),
        room("alongside.people.urls"),
        room("alongside.monitoring.urls"),
        room("alongside.documents.urls"),
        room("alongside.payments.urls"),
        room("alongside.conversations.urls"),
        room("alongside.learning.urls"),
        room("alongside.opportunities.urls"),
        room("alongside.projects.urls"),
        room("alongside.funding.urls"),
        room("alongside.outreach.urls"),
        room("alongside.funding.urls_panel"),
        path("accounts/", include("alongside.people.urls.signing_in")),
        path("languages/", speaking.languages_of_pages, name="languages"),
        path("patterns/", patterns.patterns, name="patterns"),
        prefix_default_language=False,
    ),
]
