"""How far we reach, in public and for those who keep the ledger."""

from django.urls import path

from ..views import missing, reach, reach_imports, reach_staff

urlpatterns = [
    path("reach/", reach.how_far_we_reach, name="how_far_we_reach"),
    path("reach/who-is-missing/", missing.who_is_missing, name="who_is_missing"),
    path("reach/channels/", reach_staff.reach_channels, name="reach_channels"),
    path("reach/channels/add/", reach_staff.add_reach_channel, name="add_reach_channel"),
    path("reach/channels/<int:number>/", reach_staff.reach_channel, name="reach_channel"),
    path(
        "reach/channels/<int:number>/change/", reach_staff.change_reach_channel, name="change_reach_channel"
    ),
    path("reach/channels/<int:number>/add/", reach_staff.add_reading, name="add_reading"),
    path("reach/readings/<int:number>/take-back/", reach_staff.take_back_reading, name="take_back_reading"),
    path("reach/channels/<int:number>/import/", reach_imports.import_readings, name="import_readings"),
    path("reach/files/<int:number>/", reach_imports.preview_readings, name="preview_readings"),
    path("reach/files/<int:number>/take-in/", reach_imports.take_in_readings, name="take_in_readings"),
    path("reach/files/<int:number>/discard/", reach_imports.discard_readings, name="discard_readings"),
    path("reach/<slug:measure>/", reach.reach_of, name="reach_of"),
    path("reach/<slug:measure>/readings.csv", reach.reach_csv, name="reach_csv"),
]
