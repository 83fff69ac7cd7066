"""URLs of groups, in the order a reader meets them."""

from django.urls import path

from groups.assessment.views import assessments, measures
from groups.assessment.views import instruments as versions
from groups.coaching.views import trainings, visits
from groups.forming.views import forming
from groups.registers.views import loading, picking
from groups.views import (
    consents,
    facilitation,
    groups,
    households,
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
    path("groups/begin/", forming.begin_group, name="begin_group"),
    path("groups/<int:pk>/forming/", forming.forming, name="forming"),
    path("groups/<int:pk>/forming/propose/", forming.propose_forming, name="propose_forming"),
    path("groups/<int:pk>/forming/check/", forming.check_forming, name="check_forming"),
    path("groups/<int:pk>/forming/sign/", forming.sign_forming, name="sign_forming"),
    path("groups/<int:pk>/edit/", groups.edit_group, name="edit_group"),
    path("groups/<int:pk>/members/", members.members, name="members"),
    path("groups/<int:pk>/poverty/check/", poverty.check_poverty, name="check_poverty"),
    path("groups/<int:pk>/members/elsewhere/ask/", consents.ask_consent, name="ask_consent"),
    path("consents/<int:pk>/answer/", consents.answer_consent, name="answer_consent"),
    path("members/<int:pk>/", members.member, name="member"),
    path("members/<int:pk>/edit/", members.edit_member, name="edit_member"),
    path("members/<int:pk>/card/split/", households.split_household, name="split_household"),
    path("members/<int:pk>/card/join/", households.join_households, name="join_households"),
    path("members/<int:pk>/card/change/", households.change_card, name="change_card"),
    path("members/<int:pk>/leaving/edit/", members.edit_leaving, name="edit_leaving"),
    path("members/<int:pk>/invite/", members.invite_member, name="invite_member"),
    path("members/<int:pk>/invite/renew/", members.renew_link, name="renew_link"),
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
    path("groups/<int:pk>/meetings/late/ask/", schedule.ask_late_day, name="ask_late_day"),
    path("groups/<int:pk>/meetings/late/no/", schedule.refuse_late_day, name="refuse_late_day"),
    path("groups/<int:pk>/meetings/late/", schedule.allow_late_day, name="allow_late_day"),
    path("meetings/<int:pk>/edit/", meetings.edit_meeting, name="edit_meeting"),
    path("decisions/<int:pk>/edit/", meetings.edit_decision, name="edit_decision"),
    path("groups/<int:pk>/coaching/", visits.coaching, name="coaching"),
    path("groups/<int:pk>/coaching/record/", visits.record_coaching, name="record_coaching"),
    path("trainings/", trainings.trainings, name="trainings"),
    path("trainings/record/", trainings.record_training, name="record_training"),
    path("trainings/without/", trainings.untrained_officers, name="untrained_officers"),
    path("trainings/<int:pk>/", trainings.training, name="training"),
    path(
        "trainings/<int:pk>/certificates/", trainings.print_certificates, name="print_certificates"
    ),
    path(
        "trainings/<int:pk>/groups/<int:group>/name/", trainings.name_trained, name="name_trained"
    ),
    path("visits/<int:pk>/correct/", visits.correct_coaching, name="correct_coaching"),
    path("groups/<int:pk>/problems/", problems.problems, name="problems"),
    path("groups/<int:pk>/problems/raise/", problems.raise_problem, name="raise_problem"),
    path("problems/", problems.open_problems, name="open_problems"),
    path("problems/recurring/", problems.recurring_problems, name="recurring_problems"),
    path("problems/<int:pk>/readers/name/", problems.name_reader, name="name_reader"),
    path("problems/<int:pk>/follow-up/", problems.follow_up, name="follow_up"),
    path("registers/", loading.registers, name="registers"),
    path("registers/load/", loading.load_register, name="load_register"),
    path("registers/people/", picking.find_people, name="find_people"),
    path("registers/<int:pk>/", loading.register, name="register"),
    path("registers/<int:pk>/rows/", loading.register_rows, name="register_rows"),
    path("registers/<int:pk>/rows/choose/", loading.choose_rows, name="choose_rows"),
    path("registers/<int:pk>/decide/", loading.decide_register, name="decide_register"),
    path("registers/<int:pk>/withdraw/", loading.withdraw_register, name="withdraw_register"),
    path("groups/<int:pk>/assessments/", assessments.assessments, name="assessments"),
    path(
        "groups/<int:pk>/assessments/begin/", assessments.begin_assessment, name="begin_assessment"
    ),
    path("groups/<int:pk>/assessments/second/", assessments.begin_second, name="begin_second"),
    path("assessments/<int:pk>/", assessments.assessment, name="assessment"),
    path("assessments/<int:pk>/fill/", assessments.fill_assessment, name="fill_assessment"),
    path("assessments/<int:pk>/sign/", assessments.sign_assessment, name="sign_assessment"),
    path("assessments/<int:pk>/settle/", assessments.settle_assessment, name="settle_assessment"),
    path(
        "assessments/<int:pk>/criteria/<int:number>/coaching/",
        measures.agree_measure,
        name="agree_measure",
    ),
    path("measures/<int:pk>/end/", measures.end_measure, name="end_measure"),
    path("instruments/", instruments.instruments, name="instruments"),
    path("instruments/<int:pk>/", instruments.instrument, name="instrument"),
    path("instruments/<int:pk>/edit/", versions.edit_instrument, name="edit_instrument"),
    path("papers/<int:pk>/pages/add/", signed_pages.add_office_page, name="add_office_page"),
    path("papers/<int:pk>/signed/add/", signed_pages.add_signed_page, name="add_signed_page"),
    path("photos/<int:pk>/", photos.photo, name="photo"),
    path("photos/<int:pk>/small/", photos.photo_small, name="photo_small"),
]
