"""Machine endpoints of the room, outside the languages."""

from django.urls import path

from . import urls
from .views import open_data, sharing

app_name = "story_data"
urlpatterns = [
    path("story.json", open_data.story, name="story"),
    path("story/embed.html", sharing.embed, name="embed"),
    path("open-data/figures.csv", sharing.figures_csv, name="figures"),
    path("open-data/datapackage.json", sharing.data_package, name="package"),
    path("story.schema.json", open_data.schema, name="schema"),
    path(f"story/figures/<{urls.FIGURE}:figure_id>.json", open_data.figure, name="figure"),
]
