"""Minutes of a session, and the items that came of it."""

from django.urls import URLPattern, URLResolver, path

from ..views import minutes, minutes_running

MINUTES = "sessions/<int:pk>/minutes/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/items/", minutes.my_items, name="my_items"),
    path("me/items/<int:number>/done/", minutes.finish_item, name="finish_item"),
    path(MINUTES, minutes.minutes, name="minutes"),
    path(f"{MINUTES}check/", minutes.check_minutes, name="check_minutes"),
    path(f"{MINUTES}check/suggest/", minutes.suggest_correction, name="suggest_correction"),
    path(f"{MINUTES}check/versions/", minutes.minutes_versions, name="minutes_versions"),
    path(f"{MINUTES}run/", minutes_running.run_minutes, name="run_minutes"),
    path(f"{MINUTES}run/write/", minutes_running.write_minutes, name="write_minutes"),
    path(f"{MINUTES}run/open/", minutes_running.open_minutes, name="open_minutes"),
    path(f"{MINUTES}run/agree/", minutes_running.agree_minutes, name="agree_minutes"),
    path(f"{MINUTES}run/items/", minutes_running.minutes_items, name="minutes_items"),
    path(f"{MINUTES}run/items/<int:number>/remove/", minutes_running.remove_item, name="remove_item"),
    path(f"{MINUTES}run/corrections/add/", minutes_running.record_correction, name="record_correction"),
    path(
        f"{MINUTES}run/corrections/<int:number>/", minutes_running.answer_correction, name="answer_correction"
    ),
]
