"""Machine endpoints of the room, outside the languages."""

from django.urls import path

from .views import open_data

app_name = "monitoring_data"
urlpatterns = [
    path("open-data/equality.json", open_data.equality, name="equality"),
    path("open-data/equality.schema.json", open_data.schema, name="schema"),
]
