"""URLs of groups, in the order a reader meets them."""

from django.urls import path

from groups.views import (
    facilitation,
    groups,
    identity,
    instruments,
    meetings,
    members,
    merges,
    officers,
    photos,
    poverty,
    problems,
    schedule,
    signed_pages,
)

app_name = "groups"
urlpatterns = [
    path("groups/", groups.groups, name="groups"),
    path("groups/find/", groups.find_member, name="find_member"),
    path("groups/register/", groups.register_group, name="register_group"),
    path("groups/<int:pk>/edit/", groups.edit_group, name="edit_group"),
    path("groups/<int:pk>/members/", members.members, name="members"),
    path("groups/<int:pk>/members/admit/", members.admit_member, name="admit_member"),
    path("groups/<int:pk>/poverty/check/", poverty.check_poverty, name="check_poverty"),
    path("members/<int:pk>/", members.member, name="member"),
    path("members/<int:pk>/edit/", members.edit_member, name="edit_member"),
    path("members/<int:pk>/invite/", members.invite_member, name="invite_member"),
    path("members/<int:pk>/merge/", merges.ask_merge, name="ask_merge"),
    path("merges/<int:pk>/answer/", merges.answer_merge, name="answer_merge"),
    path("merges/<int:pk>/undo/", merges.undo_merge, name="undo_merge"),
    path("members/<int:pk>/reveal/", identity.reveal_number, name="reveal_number"),
    path("groups/<int:pk>/officers/change/", officers.change_officers, name="change_officers"),
    path("groups/<int:pk>/hand-over/", facilitation.hand_over_group, name="hand_over_group"),
    path(
        "groups/<int:pk>/hand-over/withdraw/",
        facilitation.withdraw_hand_over,
        name="withdraw_hand_over",
    ),
    path("groups/<int:pk>/meetings/", meetings.meetings, name="meetings"),
    path("groups/<int:pk>/meetings/missed/", schedule.mark_missed, name="mark_missed"),
    path("groups/<int:pk>/meetings/move/", schedule.move_meeting, name="move_meeting"),
    path("groups/<int:pk>/meetings/late/", schedule.allow_late_day, name="allow_late_day"),
    path("meetings/<int:pk>/edit/", meetings.edit_meeting, name="edit_meeting"),
    path("decisions/<int:pk>/edit/", meetings.edit_decision, name="edit_decision"),
    path("groups/<int:pk>/problems/", problems.problems, name="problems"),
    path("groups/<int:pk>/problems/raise/", problems.raise_problem, name="raise_problem"),
    path("problems/", problems.open_problems, name="open_problems"),
    path("problems/<int:pk>/follow-up/", problems.follow_up, name="follow_up"),
    path("instruments/", instruments.instruments, name="instruments"),
    path("instruments/<int:pk>/", instruments.instrument, name="instrument"),
    path("papers/<int:pk>/signed/add/", signed_pages.add_signed_page, name="add_signed_page"),
    path("photos/<int:pk>/", photos.photo, name="photo"),
    path("photos/<int:pk>/small/", photos.photo_small, name="photo_small"),
]
