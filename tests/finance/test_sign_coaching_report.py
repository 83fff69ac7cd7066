"""The monthly report of coaching: drawn from what was recorded, signed once, due by the 5th."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from finance.actions.coaching import sign_coaching_report
from finance.models import CoachingReport
from finance.reports.coaching_report import monthly_report
from finance.reports.tasks import tasks
from foundation.months import last_of
from foundation.rules import RuleBroken
from groups.coaching.reports.plan import route
from groups.models import CoachingLimits, Group
from tests.conftest import TODAY, month
from tests.excel import rows_of
from tests.factories import (
    CoachingVisitFactory,
    GroupFactory,
    ProblemFactory,
    UserFactory,
    region,
)
from tests.finance.conftest import meet
from tests.shared import shared

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
LAST = month(-1)


def of_two():
    """A facilitator with two groups; one met and was visited last month, and has a problem."""
    facilitator = UserFactory(role="facilitator", name="Ratna")
    group = GroupFactory(name="Melati", members=3, facilitator=facilitator)
    GroupFactory(name="Sunyi", facilitator=facilitator)
    meet(group, date=LAST + 9 * DAY, next_on=month() + 9 * DAY)
    CoachingVisitFactory(
        group=group, date=LAST + 9 * DAY, next_step="Hitung kas", next_on=month() + 4 * DAY
    )
    ProblemFactory(group=group, what="Sapi sakit", raised_on=LAST)
    ProblemFactory(group=group, what="Rahasia besar", raised_on=LAST, confidential=True)
    return facilitator


made = shared(of_two)


@pytest.fixture
def facilitator(made):
    return type(made).objects.get(pk=made.pk)


def report(facilitator):
    return monthly_report(facilitator, region("35.07"), LAST)


def sign(facilitator, of=LAST, **more):
    given = {"office": region("35.07"), "month": of, "today": TODAY, "by": facilitator}
    return sign_coaching_report(**given | more)


def address(of=LAST):
    return reverse("finance:sign_coaching_report", args=["35.07", of.year, of.month])


def test_it_is_drawn_from_what_was_recorded(facilitator):
    first, second = report(facilitator).rows

    assert (first.held, first.visits, first.came, first.of) == (1, 1, 3, 3)
    assert (first.paid, first.saved, first.problems) == (15_000, 30_000, 1)
    assert (second.held, second.visits, second.problems) == (0, 0, 0)
    assert [str(group) for group in report(facilitator).unvisited] == ["KUBE Sunyi"]


def test_the_plan_has_the_meetings_and_the_steps_of_the_next_month(facilitator):
    assert [(day, step) for _group, day, step in report(facilitator).plan if step] == [
        (month() + 4 * DAY, "Hitung kas")
    ]
    assert month() + 9 * DAY in [day for _group, day, step in report(facilitator).plan if not step]


def test_a_meeting_that_nobody_recorded_has_a_column_of_its_own(facilitator, as_user):
    group = GroupFactory(name="Telat", members=1, facilitator=facilitator)
    meet(group, date=month(-2), next_on=last_of(LAST))
    client = as_user(facilitator)

    page = client.get(address()).text
    [heads, *rows] = rows_of(client.get(address(), {"table": "xlsx"}))

    assert heads[1:4] == ["Bertemu", "Tidak jadi", "Belum dicatat"]
    assert [str(cell) for cell in rows[2][1:6]] == ["0", "0", "1", "0", "–"]
    assert "Belum dicatat" in page
    assert "0/0" not in page


def test_a_confidential_problem_is_not_in_it(facilitator):
    signed = sign(facilitator)

    assert "Sapi sakit" in signed.paper.text
    assert "Rahasia besar" not in signed.paper.text


def test_it_stays_as_it_was_signed(facilitator):
    signed = sign(facilitator, note="Hujan terus")
    group = Group.objects.get(name="Melati")
    CoachingVisitFactory(group=group, date=last_of(LAST), aim="Menyusul")

    assert "Hujan terus" in signed.paper.text
    assert "Menyusul" not in CoachingReport.objects.get(pk=signed.pk).paper.text


def test_a_month_is_reported_once_and_when_it_is_over(facilitator):
    sign(facilitator)

    for of in (LAST, month()):
        with pytest.raises(RuleBroken):
            sign(facilitator, of)


def test_the_database_refuses_a_month_that_is_not_over(facilitator):
    paper = sign(facilitator).paper

    with pytest.raises(IntegrityError, match="is over"), transaction.atomic():
        CoachingReport.objects.create(
            office=region("35.07"), month=month(), paper=paper, by=facilitator
        )


def test_who_had_no_group_then_reports_nothing():
    with pytest.raises(RuleBroken):
        sign(UserFactory(role="facilitator"))


def test_the_page_shows_it_gives_the_table_and_signs_it(facilitator, as_user):
    client = as_user(facilitator)

    page = client.get(address())
    table = rows_of(client.get(address(), {"table": "xlsx"}))
    answer = client.post(address(), {"note": "", "submission": uuid.uuid4()})

    assert "KUBE Melati" in page.text
    assert table[1][0] == "KUBE Melati"
    paper = CoachingReport.objects.get().paper
    assert answer.url == reverse("papers:paper", args=[paper.pk])
    assert client.get(answer.url).status_code == 200


def test_another_facilitator_does_not_read_it(facilitator, as_user):
    paper = sign(facilitator).paper
    other = GroupFactory().facilitations.get().facilitator

    url = reverse("papers:paper", args=[paper.pk])

    assert as_user(other).get(url).status_code == 404
    assert as_user(UserFactory(role="verifier")).get(url).status_code == 200


def test_the_facilitator_is_reminded_until_it_is_signed(facilitator):
    def reminded():
        return [
            task for task in tasks(facilitator, TODAY) if task.name == "finance.coaching_report"
        ]

    (task,) = reminded()
    assert task.due == month() + 4 * DAY

    sign(facilitator)

    assert not reminded()


@pytest.mark.parametrize(("day", "late"), [(5, False), (6, True)])
def test_the_office_is_told_who_is_late_from_the_day_after(facilitator, day, late):
    found = tasks(UserFactory(role="head"), month().replace(day=day))

    assert any("Ratna" in task.text for task in found) == late


def test_the_district_says_by_which_day(facilitator):
    head = UserFactory(role="head")
    CoachingLimits.objects.create(office=region("35.07"), report_day=10, by=head)

    assert not any("Ratna" in task.text for task in tasks(head, month().replace(day=10)))


def test_the_office_sees_who_reported_and_who_did_not(facilitator, as_user):
    GroupFactory(facilitator=UserFactory(role="facilitator", name="Wahyu"))
    signed = sign(facilitator)
    client = as_user(UserFactory(role="verifier"))

    whole = client.get(reverse("finance:coaching_reports")).text
    missing = client.get(reverse("finance:coaching_reports"), {"show": "missing"}).text

    assert signed.paper.number in whole
    assert "Wahyu" in missing
    assert "Ratna" not in missing


def test_the_plan_leads_by_village_and_hamlet_who_is_due_first(facilitator, as_user):
    for name, hamlet in (("Jauh", "Sumber"), ("Dekat", "Krajan")):
        GroupFactory(name=name, hamlet=hamlet, facilitator=facilitator)
    CoachingVisitFactory(group=Group.objects.get(name="Dekat"), date=TODAY)
    GroupFactory(name="Lain", hamlet="Krajan", facilitator=facilitator)

    legs = route(Group.objects.facilitated_by(facilitator), TODAY)
    page = as_user(facilitator).get(reverse("groups:coaching_plan"))

    assert [leg.hamlet for leg in legs] == ["", "Krajan", "Sumber"]
    assert [(str(stop.group), stop.is_due) for stop in legs[1].stops] == [
        ("KUBE Lain", True),
        ("KUBE Dekat", False),
    ]
    assert page.text.index("KUBE Lain") < page.text.index("KUBE Dekat") < page.text.index("Jauh")


def test_the_plan_of_the_next_month_has_every_group_to_visit(facilitator, as_user):
    CoachingVisitFactory(group=Group.objects.get(name="Sunyi"), date=TODAY)

    legs = route(Group.objects.facilitated_by(facilitator), TODAY, month(1))
    page = as_user(facilitator).get(reverse("groups:coaching_plan"), {"month": "next"})

    assert [stop.is_due for leg in legs for stop in leg.stops] == [True, True]
    assert page.context["month"] == month(1)
    assert "Belum dikunjungi bulan ini" not in page.text
