"""Open data of the room: addresses without a language."""

from django.urls import path

from .views import open_data

app_name = "funding_open_data"
urlpatterns = [
    path("open-data/360giving.json", open_data.as_json, name="awards_json"),
    path("open-data/360giving.csv", open_data.as_csv, name="awards_csv"),
]
