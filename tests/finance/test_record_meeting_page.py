"""The page of the meeting sheet: valid, invalid and repeated submissions."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from finance.actions.money import pay_in
from finance.forms.sheet_rows import ROWS
from finance.models import Entry, Submission
from foundation.formatting import rupiah
from groups.models import Decision, Meeting, Problem
from groups.reports.tasks import tasks
from tests.conftest import TODAY, in_indonesian
from tests.factories import GroupFactory, MembershipFactory, UserFactory
from tests.finance.conftest import balance, meet, sheet

pytestmark = pytest.mark.django_db
TOMORROW = (TODAY + datetime.timedelta(days=1)).isoformat()


@pytest.fixture
def facilitator(group):
    return group.facilitations.get().facilitator


@pytest.fixture
def client(as_user, facilitator):
    return as_user(facilitator)


@pytest.fixture
def url(group):
    return reverse("finance:record_meeting", args=[group.pk])


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


LATE = TODAY - datetime.timedelta(days=4)


def test_the_task_of_a_late_meeting_opens_its_sheet(client, group, facilitator):
    met = LATE - datetime.timedelta(days=28)
    meet(group, date=met, next_on=LATE)

    (task,) = [task for task in tasks(facilitator, TODAY) if task.name == "groups.meeting"]
    shown = client.get(task.url).context["sheet"]

    assert shown["date"].value() == LATE
    assert shown["next_on"].value() == group.next_meeting_after(LATE)


@pytest.mark.parametrize("day", ["2026-02-30", "x", "", TOMORROW])
def test_an_address_with_no_day_opens_today(client, url, day):
    assert client.get(url, {"date": day}).context["sheet"]["date"].value() == TODAY


def opened_for(group, day):
    """What is posted of a sheet that was opened for today and had its day changed."""
    usual = {"reckoned_from": TODAY.isoformat(), "date": day.isoformat()}
    return sheet(group, **usual, next_on=group.next_meeting_after(TODAY).isoformat())


def test_another_day_shows_its_members_arrears_and_next_meeting(client, group, url):
    late = MembershipFactory(group=group, since=TODAY)

    data = opened_for(group, LATE) | {"more": "date", "notes": "what was typed"}
    shown = client.post(url, data)

    assert shown.status_code == 200
    lines = shown.context["sheet"].lines
    assert late not in [line.membership for line in lines]
    assert shown.context["sheet"].day == LATE
    assert shown.context["sheet"]["next_on"].value() == group.next_meeting_after(LATE)
    assert "what was typed" in shown.content.decode()


def test_who_joins_the_sheet_of_another_day_has_the_usual_amounts(client, group, url):
    left = MembershipFactory(group=group, until=TODAY, reason="moved")
    data = opened_for(group, LATE)
    for name in [name for name in data if name.startswith(f"lines-{left.pk}-")]:
        del data[name]

    shown = client.post(url, data | {"more": "date"}).context["sheet"]
    (line,) = [line for line in shown.lines if line.membership == left]

    assert line.is_there
    assert line["dues"].value() == "0"  # who was paid out since


def test_who_left_and_came_back_is_named_once(client, group, url):
    between = {"until": LATE + datetime.timedelta(days=1), "reason": "moved"}
    before = MembershipFactory(group=group, **between)
    after = MembershipFactory(group=group, person=before.person, since=between["until"])
    data = opened_for(group, LATE)
    for name in [name for name in data if name.startswith(f"lines-{before.pk}-")]:
        data[name.replace(f"lines-{before.pk}-", f"lines-{after.pk}-")] = data.pop(name)

    said = client.post(url, data).context["form"].head.non_field_errors()

    assert len(said) == 1


def test_the_next_meeting_follows_a_changed_day_unless_it_was_chosen(client, group, url):
    client.post(url, opened_for(group, LATE))
    assert Meeting.objects.get().next_on == group.next_meeting_after(LATE)


@pytest.mark.parametrize("field", ["date", "reckoned_from"])
@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("more", [{}, {"more": "date"}])
def test_a_day_at_the_ends_of_the_calendar_is_no_fault(client, group, url, field, day, more):
    data = opened_for(group, LATE) | {field: day, "next_on": "9999-12-31"} | more

    assert client.post(url, data).status_code < 500
    assert client.get(url, {"date": day}).status_code == 200


def test_a_chosen_next_meeting_stays(client, group, url):
    chosen = TODAY + datetime.timedelta(days=10)

    client.post(url, opened_for(group, LATE) | {"next_on": chosen.isoformat()})

    assert Meeting.objects.get().next_on == chosen


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


DAYS_BEFORE = {"decisions-0-what": "Beli pakan", "problems-0-kind": "animal"}
DAYS_BEFORE |= {"problems-0-what": "Sapi sakit"}


@pytest.mark.parametrize("field", ["next_on", "decisions-0-due_on", "problems-0-due_on"])
def test_what_comes_later_is_not_dated_before_the_meeting(client, group, url, field):
    the_day_before = (TODAY - datetime.timedelta(days=1)).isoformat()

    answer = client.post(url, sheet(group, **DAYS_BEFORE) | {field: the_day_before})

    form, name = answer.context["sheet"].fields[field]
    assert answer.status_code == 422
    assert form.errors[name]
    assert not Meeting.objects.exists()
    assert client.post(url, sheet(group, **DAYS_BEFORE) | {field: TOMORROW}).status_code == 302


def test_the_next_meeting_is_no_further_than_it_is_moved(client, group, url):
    far = (TODAY + datetime.timedelta(days=367)).isoformat()

    answer = client.post(url, sheet(group, next_on=far))

    assert "lebih dari setahun lagi" in str(answer.context["sheet"].head.errors["next_on"])


def test_who_left_since_has_nothing_filled_in(client, group, url):
    gone = MembershipFactory(group=group, until=TODAY, reason="moved")

    page = client.get(f"{url}?date={LATE.isoformat()}")

    (line,) = [line for line in page.context["sheet"].lines if line.membership == gone]
    assert (line["savings"].value(), line["dues"].value()) == ("0", "0")
    assert in_indonesian(TODAY) in page.text
    assert "Belum dibayar" not in page.text


@pytest.mark.parametrize(("paid", "filled"), [(500_000, "0"), (3_000, "2.000")])
def test_dues_paid_ahead_are_not_asked_for_again(client, group, url, paid, filled):
    member = group.memberships.first()
    by = group.registered_by
    pay_in(membership=member, dues=paid, date=TODAY, today=TODAY, by=by)

    page = client.get(f"{url}?date={LATE.isoformat()}")

    (line,) = [line for line in page.context["sheet"].lines if line.membership == member]
    assert (line["savings"].value(), line["dues"].value()) == ("10.000", filled)
    assert f"di muka: {rupiah(paid)}" in page.text
