"""Access needs: one's own, and those that the access circle arranges."""

from django.urls import URLPattern, URLResolver, path

from ..views import access, access_parts, access_people, my_access

ONE = "sessions/<int:pk>/access/<int:number>/"
PERSON = "access/people/<str:reference>/"
PARTS = access_parts  # what the run page and the run sheet show is registered once it is imported

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/access/", my_access.my_access, name="my_access"),
    path("me/access/new/", my_access.say_my_need, name="say_my_need"),
    path("me/access/<int:need>/", my_access.change_my_need, name="change_my_need"),
    path("me/access/<int:need>/still-right/", my_access.need_is_still_right, name="need_is_still_right"),
    path("me/access/<int:need>/forget/", my_access.forget_my_need, name="forget_my_need"),
    path("me/access/asked/<int:adjustment>/not-needed/", my_access.withdraw_my_need, name="withdraw_my_need"),
    path("me/access/asked/<int:adjustment>/keep/", my_access.keep_my_need, name="keep_my_need"),
    path("me/sessions/<int:number>/needs/", my_access.share_my_needs, name="share_my_needs"),
    path("me/sessions/<int:number>/worked/", my_access.say_whether_met, name="say_whether_met"),
    path("did-it-work/thank-you/", my_access.thank_you_for_verdict, name="thank_you_for_verdict"),
    path("did-it-work/<str:token>/", my_access.say_whether_met_by_link, name="say_whether_met_by_link"),
    path("access/", access.access, name="access"),
    path("access/people/", access_people.find_person, name="find_person"),
    path(PERSON, access_people.person_access, name="person_access"),
    path(PERSON + "new/", access_people.say_need_for, name="say_need_for"),
    path(PERSON + "needs/<int:need>/", access_people.change_need_for, name="change_need_for"),
    path(PERSON + "needs/<int:need>/forget/", access_people.forget_need_for, name="forget_need_for"),
    path(PERSON + "sessions/<int:number>/", access_people.share_needs_for, name="share_needs_for"),
    path("sessions/<int:pk>/access/", access.session_access, name="session_access"),
    path(ONE, access.adjustment, name="adjustment"),
    path(ONE + "take-on/", access.take_on_adjustment, name="take_on_adjustment"),
    path(ONE + "arranged/", access.arrange_adjustment, name="arrange_adjustment"),
    path(ONE + "not-possible/", access.cannot_arrange_adjustment, name="cannot_arrange_adjustment"),
    path(ONE + "book-by/", access.set_book_by, name="set_book_by"),
    path(ONE + "call-off/", access.call_off_adjustment, name="call_off_adjustment"),
    path(ONE + "worked/", access.record_verdict, name="record_verdict"),
    path(ONE + "looked-into/", access.look_into_verdict, name="look_into_verdict"),
    path(ONE + "not-needed/", access.withdraw_need_for, name="withdraw_need_for"),
]
