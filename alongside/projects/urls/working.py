"""Doors to projects, their teams, and what a team shares."""

from django.urls import path

from ..views import living, projects, team, together

ONE = "projects/<slug:slug>/"
TEAM, PIN, MILESTONE = ONE + "team/<int:pk>/", ONE + "together/<int:pk>/", ONE + "milestones/<int:pk>/"
urlpatterns = [
    path("projects/", projects.all_projects, name="projects"),
    path("start-a-project/", projects.start_project, name="start_project"),
    path(ONE, projects.project, name="project"),
    path(ONE + "change/", projects.change_project, name="change_project"),
    path(ONE + "publish/", projects.publish_project, name="publish_project"),
    path(ONE + "partners/add/", projects.add_partner, name="add_partner"),
    path(ONE + "partners/<int:pk>/remove/", projects.remove_partner, name="remove_partner"),
    path(ONE + "milestones/add/", projects.add_milestone, name="add_milestone"),
    path(MILESTONE + "reach/", projects.reach_milestone, name="reach_milestone"),
    path(MILESTONE + "remove/", projects.remove_milestone, name="remove_milestone"),
    path(ONE + "team/", team.team, name="team"),
    path(ONE + "team/ask/", team.ask_to_join, name="ask_to_join"),
    path(ONE + "team/record/", team.record_joining, name="record_joining"),
    path(TEAM + "lead/", team.set_lead, name="set_lead"),
    path(TEAM + "leave/", team.leave_team_for, name="leave_team_for"),
    path(TEAM + "name/", team.name_in_team_for, name="name_in_team_for"),
    path(ONE + "together/", together.together, name="together"),
    path(ONE + "together/keep/", together.pin, name="pin"),
    path(PIN + "done/", together.do_pin, name="do_pin"),
    path(PIN + "remove/", together.unpin, name="unpin"),
    path(ONE + "log/", together.log, name="log"),
    path(ONE + "log/write/", together.write_log, name="write_log"),
    path(ONE + "log/record/", together.record_log, name="record_log"),
    path(ONE + "log/<int:pk>/learning/", together.make_learning, name="make_learning"),
    path(ONE + "lived/", living.live_principle, name="live_principle"),
    path("me/projects/", team.my_projects, name="my_projects"),
    path("me/projects/<int:pk>/join/", team.join_team, name="join_team"),
    path("me/projects/<int:pk>/name/", team.name_in_team, name="name_in_team"),
    path("me/projects/<int:pk>/leave/", team.leave_team, name="leave_team"),
]
