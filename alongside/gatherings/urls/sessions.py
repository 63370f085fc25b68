"""Sessions: the list, each one's page, and how each is planned and run."""

from django.urls import URLPattern, URLResolver, path

from ..views import sessions

urlpatterns: list[URLPattern | URLResolver] = [
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/<int:pk>/", sessions.session, name="session"),
    path("sessions/<int:pk>/run/", sessions.run_session, name="run_session"),
]
