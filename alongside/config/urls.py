"""Root URLs: machine endpoints without a language, pages with one."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from alongside.config.api import api
from alongside.foundation import patterns, speaking
from alongside.foundation import views as foundation

handler404 = "alongside.foundation.views.not_found"
handler429 = "alongside.foundation.limits.too_many"  # django-allauth asks for it
urlpatterns = [
    path("healthz", foundation.healthz, name="healthz"),
    path("", include("alongside.monitoring.urls_open_data")),
    path("", include("alongside.story.urls_open_data")),
    path("", include("alongside.funding.urls_open_data")),
    path("api/", include((api.paths(), "api"))),
    *i18n_patterns(
        path("open-data/api/", api.page, name="api"),
        path("", include("alongside.story.urls")),
        path("", include("alongside.gatherings.urls")),
        path("", include("alongside.desk.urls")),
        path("", include("alongside.people.urls")),
        path("", include("alongside.monitoring.urls")),
        path("", include("alongside.documents.urls")),
        path("", include("alongside.payments.urls")),
        path("", include("alongside.conversations.urls")),
        path("", include("alongside.learning.urls")),
        path("", include("alongside.opportunities.urls")),
        path("", include("alongside.projects.urls")),
        path("", include("alongside.funding.urls")),
        path("", include("alongside.outreach.urls")),
        path("", include("alongside.funding.urls_panel")),
        path("accounts/", include("alongside.people.urls.signing_in")),
        path("languages/", speaking.languages_of_pages, name="languages"),
        path("patterns/", patterns.patterns, name="patterns"),
        prefix_default_language=False,
    ),
]
