"""The list for coordinators, topics, addresses that are not written to, what the centre says it is."""

from django.urls import path

from ..views import lists, settings, staff

urlpatterns = [
    path("subscribers/", staff.list_subscribers, name="list_subscribers"),
    path("subscribers/add/", staff.add_subscriber, name="add_subscriber"),
    path("subscribers/sheet/", staff.sign_up_sheet, name="sign_up_sheet"),
    path("subscribers/sheet/key-in/", staff.key_in_sheet, name="key_in_sheet"),
    path("subscribers/topics/", settings.topics, name="topics"),
    path("subscribers/topics/<int:pk>/", settings.change_topic, name="change_topic"),
    path("subscribers/topics/<int:pk>/retire/", settings.retire_topic, name="retire_topic"),
    path("subscribers/topics/<int:pk>/again/", settings.offer_topic_again, name="offer_topic_again"),
    path("subscribers/not-written-to/", settings.suppressions, name="suppressions"),
    path("subscribers/not-written-to/look/", settings.find_suppression, name="find_suppression"),
    path("subscribers/not-written-to/<int:pk>/", settings.write_again, name="write_again"),
    path("subscribers/charity/", settings.charity, name="charity"),
    path("subscribers/charity/end/", settings.end_charity, name="end_charity"),
    path("subscribers/import/", lists.import_subscribers, name="import_subscribers"),
    path("subscribers/import/subscribers.csv", lists.list_template, name="list_template"),
    path("subscribers/import/<int:number>/", lists.preview_list, name="preview_list"),
    path("subscribers/import/<int:number>/apply/", lists.apply_list, name="apply_list"),
    path("subscribers/import/<int:number>/discard/", lists.discard_list, name="discard_list"),
    path("subscribers/<str:reference>/", staff.show_subscriber, name="show_subscriber"),
    path("subscribers/<str:reference>/change/", staff.change_subscriber, name="change_subscriber"),
    path("subscribers/<str:reference>/stop/", staff.stop_subscriber, name="stop_subscriber"),
    path("subscribers/<str:reference>/forget/", staff.forget_subscriber, name="forget_subscriber"),
]
