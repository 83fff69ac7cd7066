"""The history of edits, limited to the auditor's territory."""

import datetime

import pytest
from django.apps import apps
from django.urls import reverse

from grants.audit.reports.audit_history import edits, events_of, history_table, tracked_models
from tests.factories import (
    DecisionFactory,
    GroupFactory,
    MembershipFactory,
    ProblemFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def listed(kind: str, user, **asked):
    tracked = tracked_models()[kind]
    return edits(tracked, list(events_of(tracked, user, **asked)))


def test_a_change_names_the_field_before_and_after():
    group = GroupFactory(hamlet="Krajan")
    group.hamlet = "Sumber"
    group.save()

    latest, first = listed("group", UserFactory(role="auditor"))

    assert [change[1:] for change in latest.changes] == [("Krajan", "Sumber")]
    assert first.is_new


def test_who_did_it_and_on_which_page_is_said(as_user):
    group = GroupFactory()
    facilitator = group.facilitations.get().facilitator
    decision = DecisionFactory(meeting__group=group)
    url = reverse("groups:edit_decision", args=[decision.pk])
    as_user(facilitator).post(
        url, {"what": "Membeli pakan", "who": "Siti", "done": "on", "due_on": ""}
    )

    found = [edit for edit in listed("decision", UserFactory(role="auditor")) if not edit.is_new]

    assert [(edit.by, edit.page) for edit in found] == [(facilitator.name, url)] * len(found)


def test_the_table_tells_the_day_and_the_hour_of_the_office():
    GroupFactory()
    event = events_of(tracked_models()["group"], UserFactory(role="auditor"))[0]
    event.pgh_created_at = datetime.datetime(2027, 12, 31, 23, 30, tzinfo=datetime.UTC)

    _columns, rows = history_table(tracked_models()["group"], [event])

    assert next(rows)[:2] == [datetime.date(2028, 1, 1), "06.30"]


def test_another_district_is_not_told():
    GroupFactory()

    assert listed("group", UserFactory(role="auditor", at="35.79")) == []


def test_one_group_is_found_by_its_name():
    MembershipFactory(group=GroupFactory(name="Melati"))
    MembershipFactory(group=GroupFactory(name="Mawar"))

    assert len(listed("membership", UserFactory(role="auditor"), q="Melati")) == 1


def test_a_tracked_model_says_how_its_edits_are_found():
    tracked = [model for model in apps.get_models() if hasattr(model, "pgh_event_model")]

    silent = [model for model in tracked if not hasattr(model, "edit_history")]

    assert tracked
    assert not silent


def test_what_was_done_about_a_problem_is_found_with_its_group():
    problem = ProblemFactory(group=GroupFactory(name="Melati"))
    follow_up = problem.follow_ups.create(what="Ditengok", by=problem.raised_by)
    GroupFactory(name="Mawar")
    follow_up.what = "Ditengok dan dicatat"
    follow_up.save()

    latest, _first = listed("followup", UserFactory(role="auditor"), q="Melati")

    assert latest.changes[0][1:] == ("Ditengok", "Ditengok dan dicatat")


@pytest.mark.parametrize("kind", tracked_models())
def test_each_kind_has_its_page_and_its_table(as_user, kind):
    client = as_user(UserFactory(role="auditor"))
    GroupFactory(members=2)
    url = reverse("grants:audit_history")

    assert client.get(url, {"kind": kind}).status_code == 200
    assert b"".join(client.get(url, {"kind": kind, "table": "xlsx"}))


def test_a_filter_that_makes_no_sense_is_said_so(as_user):
    client = as_user(UserFactory(role="auditor"))

    response = client.get(reverse("grants:audit_history"), {"kind": "nonsense", "since": "x"})

    assert response.status_code == 400
