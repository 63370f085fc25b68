"""Doors of the room."""

from . import bids, rounds

app_name = "funding"
urlpatterns = [*rounds.urlpatterns, *bids.urlpatterns]
