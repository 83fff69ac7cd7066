"""A grant year from quota to accepted report, of two programmes, by offices of three and seven."""

import pytest

from accounts.models import User
from accounts.people_needed import LIFTED_FOR_THREE, OFFICE_OF_THREE, people_needed
from foundation.tasks import tasks_of
from grants.payment.actions.office_accounts import add_office_account, confirm_office_account
from grants.way.reports.tasks import all_that_waits
from tests.conftest import TODAY
from tests.factories import region
from tests.full import WALKS
from tests.grants import year_steps as act
from tests.grants.year_office import (
    BATU,
    GIVEN_BACK,
    SEVEN,
    THREE,
    YEAR,
    about,
    cases,
    may_take,
    office_of,
)
from tests.grants.year_steps import PROPOSED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


OFFICES = {"three": THREE, "seven": SEVEN} if WALKS else {"three": THREE}


@pytest.fixture(params=OFFICES.values(), ids=OFFICES)
def office(request, as_user):
    return office_of(request.param, as_user)


def test_the_office_of_three_is_the_least_and_each_of_seven_has_a_duty():
    assert [set(duties.split()) for _roles, duties in THREE] == OFFICE_OF_THREE
    assert len(THREE) == len(people_needed(LIFTED_FOR_THREE))
    assert sorted(" ".join(duties for _roles, duties in SEVEN).split()) == sorted(
        " ".join(duties for _roles, duties in THREE).split()
    )


def test_a_year_of_two_programmes(office):
    confirm_the_account(office)
    both = cases(office)
    for case in both:
        act.open_its_round(case, region(BATU), office.who["propose_list"])
    walk(office, YEAR, both)
    walk(office, GIVEN_BACK, both[1:])

    assert [case.remainder for case in both] == [0, 350_000]
    for person in User.objects.filter(pk__in=[each.pk for each in office.people]):
        assert [each for each in tasks_of(person, TODAY) if each.name.startswith("grants.")] == []


def confirm_the_account(office):
    account = add_office_account(
        office=region(BATU), bank="Bank Jatim", number=act.ACCOUNT, by=office.who["pay"]
    )
    assert list(office.home(office.who["match"], "office_account")) == [str(account)]
    assert not office.home(office.who["pay"], "office_account")
    confirm_office_account(account=account, by=office.who["match"])


def walk(office, steps, running):
    """Each step waits for all who may take it and for nobody else, on the home of who does."""
    for number, (name, duty, do, barred) in enumerate(steps):
        person = office.who[duty]
        if name:
            cases = {about(case, name) for case in running}
            home = office.home(person, name, PROPOSED if name == "propose" else TODAY)
            assert set(home) == cases, name
            if name != "propose":
                assert office.asked(name) == dict.fromkeys(may_take(office, name, barred), cases)
            office.open_page(person, sorted(home.items())[number % len(home)][1])
        for case in running:
            do(case, person)
        assert name in ("", "propose") or not all_that_waits(person, name, TODAY), name
