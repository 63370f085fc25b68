"""Registering, my sessions, the list of those who come, and checking in."""

from django.urls import URLPattern, URLResolver, path

from ..views import attending, registering, registration_parts, registrations  # noqa: F401  # parts register themselves

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/sessions/", registering.my_sessions, name="my_sessions"),
    path("me/sessions/<int:number>/", registering.my_session, name="my_session"),
    path("me/sessions/<int:number>/change/", registering.change_my_coming, name="change_my_coming"),
    path(
        "me/sessions/<int:number>/cancel/", registering.cancel_my_registration, name="cancel_my_registration"
    ),
    path("here/", attending.i_am_here, name="i_am_here"),
    path("check-in/", attending.check_in_by_code, name="check_in_by_code"),
    path("check-in/<str:code>/", attending.check_in_code, name="check_in_code"),
    path("sessions/<int:pk>/register/", registering.register, name="register"),
    path("sessions/<int:pk>/register/<slug:step>/", registering.register, name="register"),
    path("sessions/<int:pk>/registrations/", registrations.registrations_of, name="registrations"),
    path("sessions/<int:pk>/registrations/add/", registrations.register_for, name="register_for"),
    path(
        "sessions/<int:pk>/registrations/add/<str:reference>/",
        registrations.register_for,
        name="register_for",
    ),
    path("sessions/<int:pk>/registrations/sheet/", registrations.sign_in_sheet, name="sign_in_sheet"),
    path("sessions/<int:pk>/registrations/roles/", registrations.places_by_role, name="places_by_role"),
    path("sessions/<int:pk>/registrations/<int:number>/", registrations.registration, name="registration"),
    path(
        "sessions/<int:pk>/registrations/<int:number>/change/",
        registrations.change_coming_for,
        name="change_coming_for",
    ),
    path("sessions/<int:pk>/registrations/<int:number>/cancel/", registrations.cancel_for, name="cancel_for"),
    path("sessions/<int:pk>/check-in/", attending.check_in, name="check_in"),
    path("sessions/<int:pk>/check-in/paper/", attending.key_in_attendance, name="key_in_attendance"),
    path("sessions/<int:pk>/check-in/room-code/", attending.room_code, name="room_code"),
    path("sessions/<int:pk>/check-in/walk-in/", attending.walk_in, name="walk_in"),
    path("sessions/<int:pk>/check-in/walk-in/<str:reference>/", attending.walk_in, name="walk_in"),
    path("sessions/<int:pk>/check-in/<int:number>/", attending.check_somebody_in, name="check_somebody_in"),
    path("sessions/<int:pk>/check-in/<int:number>/undo/", attending.undo_check_in, name="undo_check_in"),
]
