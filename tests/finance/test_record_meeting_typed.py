"""What is typed wrongly on the sheet is answered in words."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from finance.forms.sheet_rows import ROWS
from finance.models import Entry, Submission
from groups.models import Meeting
from tests.factories import GroupFactory
from tests.finance.conftest import meet, sheet
from tests.finance.meeting_page import TOMORROW, client, facilitator, url

pytestmark = pytest.mark.django_db
__all__ = ["client", "facilitator", "url"]  # fixtures
BAD = {
    "date": ["", "2026-02-30", "besok", "0001-01-01", "9999-12-31", TOMORROW, "٢٠٢٦-٠١-٠١"],
    "counted": ["", "-5", "12x", "25", "9" * 40, "٤٥٠٠٠", "1,5", "\x00"],
    "to_bank": ["abc", "-1", "9" * 40],
    "next_on": ["32-13-2026"],
    "next_at": ["25:99"],
    "submission": ["", "abc"],
    "place": ["x" * 500, "\x00"],
    "note_1000": ["-1", "abc", "9" * 30],
    "lines-{member}-savings": ["-5", "abc", "25", "9" * 40, "\x00"],
    "lines-{member}-mandatory": ["9.000.000"],
    "lines-{member}-why": ["present", "abc"],
    "withdrawals-0-amount": ["10.000", "0"],
    "withdrawals-0-membership": ["{stranger}", "abc", "-1"],
    "help-0-membership": ["{stranger}"],
    "expenses-0-name": ["cash_short", "x"],
    "withdrawals-TOTAL_FORMS": ["", "abc", "9999999"],
    "problems-0-kind": ["x"],
}


@pytest.mark.parametrize(("field", "typed"), [(f, t) for f in BAD for t in BAD[f]])
def test_whatever_is_typed_is_answered_in_words(client, group, url, field, typed):
    names = {"member": group.memberships.first().pk}
    names["stranger"] = GroupFactory(members=1).memberships.get().pk
    data = sheet(group) | {field.format(**names): typed.format(**names)}

    response = client.post(url, data)

    assert response.status_code == 422
    assert response.context["sheet"].is_bound
    assert not Meeting.objects.exists()
    assert not Submission.objects.exists()
    assert not Entry.objects.exists()


def test_lines_of_strangers_are_not_taken(client, group, url):
    stranger = GroupFactory(members=1).memberships.get()
    data = sheet(group) | {f"lines-{stranger.pk}-savings": "10.000", "lines-999999999999-dues": "1"}

    client.post(url, data)

    assert not Entry.objects.filter(membership=stranger).exists()


@pytest.mark.parametrize("rows", ROWS)
def test_a_sheet_without_its_rows_is_refused(client, group, url, rows):
    data = sheet(group)
    del data[f"{rows}-TOTAL_FORMS"]

    assert client.post(url, data).status_code == 422


@pytest.mark.parametrize(("members", "before"), [(5, 0), (20, 0), (5, 6)])
def test_a_fixed_number_of_queries(as_user, django_assert_max_num_queries, members, before):
    group = GroupFactory(members=members)
    for back in range(1, before + 1):
        day = timezone.localdate() - datetime.timedelta(days=back)
        meet(group, date=day, today=timezone.localdate())
    client = as_user(group.facilitations.get().facilitator)
    url = reverse("finance:record_meeting", args=[group.pk])

    with django_assert_max_num_queries(24):
        client.get(url)


def test_more_paid_out_than_there_is_says_what_there_is(client, group, url):
    data = sheet(group, counted="1.000", **{"expenses-0-name": "feed"})

    response = client.post(url, data | {"expenses-0-amount": "95.000"})

    words = response.text.split('id="match"')[1].split("</p>")[0]
    assert "Kas tinggal Rp45.000" in words
    assert "lebih" not in words.lower()


def test_an_absence_needs_its_reason(client, group, url):
    member = group.memberships.first()
    absent = {f"lines-{member.pk}-came": "", f"lines-{member.pk}-why": ""}

    response = client.post(url, sheet(group, **absent))

    assert response.status_code == 422
    assert response.context["sheet"].lines[0].errors["why"]
    assert not Meeting.objects.exists()


def test_without_rules_the_sheet_says_so(as_user):
    group = GroupFactory(members=2, rules=False)
    client = as_user(group.facilitations.get().facilitator)

    page = client.get(reverse("finance:record_meeting", args=[group.pk])).text

    assert reverse("finance:change_rules", args=[group.pk]) in page


def test_with_rules_it_says_nothing(client, group, url):
    assert reverse("finance:change_rules", args=[group.pk]) not in client.get(url).text


def left_as_usual(group, why, **more):
    member = group.memberships.first()
    line = {f"lines-{member.pk}-{name}": value for name, value in more.items()}
    return sheet(group, **{f"lines-{member.pk}-came": "", f"lines-{member.pk}-why": why} | line)


def test_usual_money_of_who_is_away_is_asked_about(client, group, url):
    asked = client.post(url, left_as_usual(group, "ill"))
    client.post(url, left_as_usual(group, "ill", sent="on"))

    assert asked.context["sheet"].lines[0].errors["sent"]
    assert 'type="checkbox" name="lines-' in asked.text
    assert Meeting.objects.get().attendances.filter(kind="ill").count() == 1


@pytest.mark.parametrize(
    ("why", "amounts", "counted"),
    [("represented", {}, "45.000"), ("ill", {"savings": "2.000", "dues": "0"}, "32.000")],
)
def test_other_money_of_who_is_away_is_not(client, group, url, why, amounts, counted):
    client.post(url, left_as_usual(group, why, **amounts) | {"counted": counted})

    assert Meeting.objects.get().attendances.filter(kind=why).count() == 1
