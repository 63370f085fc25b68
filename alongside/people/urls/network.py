"""Members for coordinators, roles, lists, organisations, communities, the directory, introductions."""

from django.urls import path

from ..views import (
    communities,
    imports,
    members,
    merging,
    network,
    organisations,
    rights_requests,
    roles,
    sessions,
    tokens,
)

urlpatterns = [
    path("members/", members.list_members, name="list_members"),
    path("members/add/", members.add_member, name="add_member"),
    path("members/import/", imports.import_members, name="import_members"),
    path("members/import/people.csv", imports.import_template, name="import_template"),
    path("members/import/<int:number>/", imports.preview_import, name="preview_import"),
    path("members/import/<int:number>/apply/", imports.apply_import, name="apply_import"),
    path("members/import/<int:number>/discard/", imports.discard_import, name="discard_import"),
    path("members/introductions/", network.waiting_introductions, name="waiting_introductions"),
    path(
        "members/introductions/<int:number>/",
        network.record_introduction_answer,
        name="record_introduction_answer",
    ),
    path("members/requests/", rights_requests.rights_requests, name="rights_requests"),
    path("members/requests/write-down/", rights_requests.note_right, name="note_right"),
    path("members/requests/<int:number>/", rights_requests.answer_right, name="answer_right"),
    path("members/roles/", roles.list_roles, name="list_roles"),
    path("members/<str:reference>/", members.show_member, name="show_member"),
    path("members/<str:reference>/change/", members.change_member, name="change_member"),
    path("members/<str:reference>/sign-out/", sessions.end_sessions_of, name="end_sessions_of"),
    path("members/<str:reference>/leave/", members.record_leaving, name="record_leaving"),
    path("members/<str:reference>/merge/", merging.merge_member, name="merge_member"),
    path("members/<str:reference>/consent/", members.record_consent, name="record_consent"),
    path(
        "members/<str:reference>/consent/<int:consent>/withdraw/",
        members.record_withdrawal,
        name="record_withdrawal",
    ),
    path("members/<str:reference>/roles/", roles.appoint, name="appoint"),
    path(
        "members/<str:reference>/roles/<int:appointment>/end/", roles.end_appointment, name="end_appointment"
    ),
    path("members/<str:reference>/organisations/", members.add_affiliation, name="add_affiliation"),
    path(
        "members/<str:reference>/organisations/<int:affiliation>/end/",
        members.end_affiliation,
        name="end_affiliation",
    ),
    path("desk/tokens/", tokens.tokens, name="tokens"),
    path("desk/tokens/new/", tokens.make_token, name="make_token"),
    path("desk/tokens/<int:number>/end/", tokens.end_token, name="end_token"),
    path("who-may-do-what/", roles.who_may_do_what, name="who_may_do_what"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/add/", organisations.add_organisation, name="add_organisation"),
    path("organisations/<int:number>/", organisations.organisation, name="organisation"),
    path("organisations/<int:number>/change/", organisations.change_organisation, name="change_organisation"),
    path("communities/", communities.communities, name="communities"),
    path("communities/add/", communities.add_community, name="add_community"),
    path("communities/<slug:slug>/", communities.community, name="community"),
    path("communities/<slug:slug>/change/", communities.change_community, name="change_community"),
    path("communities/<slug:slug>/outreach/", communities.add_outreach, name="add_outreach"),
    path(
        "communities/<slug:slug>/outreach/<int:number>/",
        communities.record_outreach_result,
        name="record_outreach_result",
    ),
    path("directory/", network.directory, name="directory"),
    path("directory/mine/", network.my_entry, name="my_entry"),
    path("directory/mine/remove/", network.remove_my_entry, name="remove_my_entry"),
    path("directory/<int:entry>/introduction/", network.ask_introduction, name="ask_introduction"),
    path("directory/introductions/", network.introductions, name="introductions"),
    path("directory/introductions/<int:number>/", network.answer_introduction, name="answer_introduction"),
    path(
        "directory/introductions/<int:number>/no/", network.decline_introduction, name="decline_introduction"
    ),
]
