"""Calendar entries, and a member's own calendar address."""

from django.urls import URLPattern, URLResolver, path

from ..views import calendar

urlpatterns: list[URLPattern | URLResolver] = [
    path("sessions/calendar.ics", calendar.all_sessions, name="all_sessions"),
    path("sessions/<int:pk>/session.ics", calendar.session_entry, name="session_entry"),
    path("calendars/<str:token>.ics", calendar.own_sessions, name="own_sessions"),
    path("me/calendar/", calendar.my_calendar, name="my_calendar"),
    path("me/calendar/new/", calendar.new_calendar_address, name="new_calendar_address"),
    path("me/calendar/end/", calendar.end_calendar_address, name="end_calendar_address"),
]
