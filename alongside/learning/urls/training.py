"""Doors to training: to take it, and to arrange it."""

from django.urls import path

from ..views import arranging, taking, training

ONE = "training/<slug:slug>/"
MODULE, EDIT = ONE + "modules/<int:number>/", ONE + "edit/"
urlpatterns = [
    path("training/", training.trainings, name="trainings"),
    path("training/start/", arranging.start_package, name="start_package"),
    path(ONE, training.package, name="package"),
    path(MODULE, training.module, name="module"),
    path(MODULE + "done/", taking.finish_module, name="finish_module"),
    path(ONE + "finish/", taking.finish, name="finish"),
    path(ONE + "certificate/", taking.certificate, name="certificate"),
    path(ONE + "certificate/pdf/", taking.certificate_pdf, name="certificate_pdf"),
    path(ONE + "versions/<int:number>/<slug:kind>/", training.take_away, name="take_training_away"),
    path(EDIT, arranging.edit_package, name="edit_package"),
    path(EDIT + "about/", arranging.change_package, name="change_package"),
    path(EDIT + "modules/", arranging.add_module, name="add_module"),
    path(EDIT + "modules/<int:module>/", arranging.change_module, name="change_module"),
    path(EDIT + "modules/<int:module>/up/", arranging.move_module_up, name="move_module_up"),
    path(EDIT + "modules/<int:module>/remove/", arranging.remove_module, name="remove_module"),
    path(EDIT + "publish/", arranging.publish_package, name="publish_package"),
    path(EDIT + "authors/", arranging.add_author, name="add_author"),
    path(EDIT + "authors/<int:author>/remove/", arranging.remove_author, name="remove_author"),
    path(EDIT + "authors/<int:author>/name/", arranging.name_author_for, name="name_author_for"),
    path(EDIT + "deliveries/", arranging.add_delivery, name="add_delivery"),
    path(EDIT + "deliveries/<int:delivery>/remove/", arranging.remove_delivery, name="remove_delivery"),
    path(EDIT + "completions/", arranging.completions, name="completions"),
    path(EDIT + "completions/<int:taking>/", arranging.certificate_for, name="certificate_for"),
    path(EDIT + "feedback/", arranging.feedback, name="feedback"),
    path(EDIT + "feedback/<int:feedback>/learn/", arranging.learn_from, name="learn_from"),
    path("me/training/", taking.my_training, name="my_training"),
    path("me/training/<int:author>/name/", arranging.name_author, name="name_author"),
]
