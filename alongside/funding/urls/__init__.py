"""Doors of the room."""

from . import bids, money, rounds

app_name = "funding"
urlpatterns = [*rounds.urlpatterns, *bids.urlpatterns, *money.urlpatterns]
