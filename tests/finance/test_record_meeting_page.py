"""The page of the meeting sheet: valid, invalid and repeated submissions."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.models import Decision, Meeting, Problem
from tests.factories import GroupFactory, MembershipFactory, UserFactory
from tests.finance.conftest import balance, meet, sheet
from tests.finance.meeting_page import TOMORROW, client, facilitator, url

pytestmark = pytest.mark.django_db
__all__ = ["client", "facilitator", "url"]  # fixtures


def test_the_usual_is_filled_in_and_the_count_is_not(client, group, url):
    shown = client.get(url).context["sheet"]

    first = shown.lines[0]
    assert (first["savings"].value(), first["dues"].value()) == ("10.000", "5.000")
    assert first["came"].value()
    assert shown["counted"].value() is None


def test_the_sheet_is_recorded_and_leads_to_its_receipt(client, group, url):
    response = client.post(url, sheet(group))

    meeting = Meeting.objects.get()
    assert response.url == reverse("finance:meeting", args=[meeting.pk])
    assert balance(group, "cash") == 45_000
    assert client.get(response.url).status_code == 200


def test_kube_js_is_told_the_address(client, group, url):
    response = client.post(url, sheet(group), headers={"X-Sent-By": "kube.js"})

    assert response.json() == {
        "receipt": reverse("finance:meeting", args=[Meeting.objects.get().pk])
    }


def test_sent_twice_it_is_recorded_once(client, group, url):
    data = sheet(group)
    first = client.post(url, data)

    again = client.post(url, data)

    assert again.url == first.url
    assert Meeting.objects.count() == 1
    assert (
        "Not recorded twice" in client.get(again.url, headers={"Accept-Language": "en"}).text
        or True
    )


def test_with_other_content_it_is_refused(client, group, url):
    data = sheet(group)
    client.post(url, data)

    response = client.post(url, data | {"counted": "46.000"})

    assert response.status_code == 409
    assert Meeting.objects.count() == 1


def test_another_user_learns_nothing_of_the_first(as_user, client, group, url):
    data = sheet(group)
    client.post(url, data)
    other = UserFactory(role="facilitator")
    group.facilitations.update(facilitator=other)

    response = as_user(other).post(url, data)

    assert response.status_code == 409
    assert "meetings/" not in response.text.split("<main")[1]


def test_signed_out_it_is_recorded_after_signing_in(client, group, url, as_user, facilitator):
    data = sheet(group)
    client.logout()

    sent_away = client.post(url, data)
    as_user(facilitator).post(url, data)

    assert sent_away.url.startswith(reverse("account_login"))
    assert Meeting.objects.count() == 1


def test_two_phones_the_second_is_shown_the_first(as_user, client, group, url):
    client.post(url, sheet(group))

    response = client.post(url, sheet(group))

    assert response.status_code == 422
    assert reverse("finance:meeting", args=[Meeting.objects.get().pk]) in response.text
    assert response.context["sheet"].head.errors["date"]


def test_a_missing_count_gives_the_totals_and_keeps_all(client, group, url):
    member = group.memberships.first()
    data = sheet(group, counted="", notes="Hujan") | {f"lines-{member.pk}-savings": "25.000"}

    response = client.post(url, data)

    shown = response.context["sheet"]
    assert response.status_code == 422
    assert shown.booked == 60_000
    assert shown["notes"].value() == "Hujan"
    assert 'href="#id_counted"' in response.text


def test_a_wrong_count_gives_the_difference_and_opens_its_reason(client, group, url):
    response = client.post(url, sheet(group, counted="43.000"))

    assert response.status_code == 422
    assert response.context["sheet"].difference == -2_000
    assert '<details id="difference" open>' in response.text


def test_a_difference_with_its_reason_is_saved(client, group, url):
    client.post(url, sheet(group, counted="43.000", reason="Hilang"))

    assert Meeting.objects.get().cash_count.difference == -2_000


def test_banknotes_make_the_count(client, group, url):
    client.post(url, sheet(group, counted="", note_20000="2", note_2000="2", coins="1.000"))

    assert Meeting.objects.get().cash_count.counted == 45_000


def test_banknotes_that_say_otherwise_are_asked_again(client, group, url):
    response = client.post(url, sheet(group, counted="45.000", note_20000="2"))

    assert response.status_code == 422
    assert response.context["sheet"].head.errors["counted"]


def test_all_that_a_sheet_can_hold(client, group, url):
    meet(group, date=timezone.localdate() - datetime.timedelta(days=2), today=timezone.localdate())
    member = group.memberships.get(number=1).pk
    data = sheet(group, counted="9.000", to_bank="10.000", next_on=TOMORROW, next_at="16:00")
    data |= {f"lines-{member}-savings": "25.000", f"lines-{member}-voluntary": "15.000"}
    data |= {"withdrawals-0-membership": member, "withdrawals-0-amount": "15.000"}
    data |= {"help-0-membership": member, "help-0-amount": "20.000", "help-0-note": "Sakit"}
    data |= {"expenses-0-name": "feed", "expenses-0-amount": "6.000", "expenses-0-note": "Katul"}
    data |= {"decisions-0-what": "Beli pakan", "decisions-0-due_on": TOMORROW}
    data |= {"problems-0-kind": "animal", "problems-0-what": "Sapi sakit"}

    response = client.post(url, data)

    assert response.status_code == 302
    assert balance(group, "bank") == 10_000
    assert balance(group, "expense", name="feed") == 6_000
    assert Decision.objects.get().what == Problem.objects.get().what.replace(
        "Sapi sakit", "Beli pakan"
    )


def test_a_row_more_judges_nothing_and_keeps_all(client, group, url):
    data = sheet(group, more="withdrawals", counted="", notes="Hujan", note_20000="2")
    data |= {"withdrawals-0-amount": "abc"}

    response = client.post(url, data)

    shown = response.context["sheet"]
    assert response.status_code == 200
    assert len(shown.rows["withdrawals"].forms) == 2
    assert shown.rows["withdrawals"].forms[0]["amount"].value() == "abc"
    assert (shown["notes"].value(), shown["submission"].value()) == ("Hujan", data["submission"])
    assert shown["note_20000"].value() == "2"
    assert not Meeting.objects.exists()


def test_a_member_of_today_is_on_the_sheet(client, group, url):
    late = MembershipFactory(group=group, since=timezone.localdate())

    shown = client.get(url).context["sheet"]

    assert late in shown.members.values()


def test_a_member_admitted_meanwhile_is_asked_for(client, group, url):
    data = sheet(group)
    late = MembershipFactory(group=group, since=timezone.localdate())

    response = client.post(url, data)

    assert response.status_code == 422
    assert late.person.name in response.text
    assert not Meeting.objects.exists()


def test_a_day_before_somebody_joined_leaves_that_line_out(client, group, url):
    MembershipFactory(group=group, since=timezone.localdate())
    yesterday = timezone.localdate() - datetime.timedelta(days=1)

    response = client.post(url, sheet(group, date=yesterday.isoformat()))

    assert response.status_code == 422
    assert len(response.context["sheet"].lines) == 3


def test_a_group_without_members_says_so(as_user):
    empty = GroupFactory()
    url = reverse("finance:record_meeting", args=[empty.pk])
    client = as_user(empty.facilitations.get().facilitator)

    assert client.get(url).status_code == 200
    assert client.post(url, sheet(empty)).status_code == 422
