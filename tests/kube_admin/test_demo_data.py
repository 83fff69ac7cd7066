"""The example of Dawuhan: the same for a seed and a day, whole in its books, open to its users."""

import datetime
import io

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from accounts.models import Assignment, User
from demo import SIGN_INS
from demo.age import is_old
from demo.bulk import Bulk
from demo.calendar import meeting_days
from demo.office import enter_office
from demo.people import STAFF, Role, make_staff
from demo.registers import Registers
from demo.village import NEIGHBOUR, Village, is_half_told
from finance.models import Dispute, Entry
from foundation.months import months_after
from groups.models import Group, Meeting, Membership, Register
from papers.office import signature_of
from tests.factories import UserFactory, region
from tests.once import forget

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2011, 12, 20)
Day = datetime.timedelta(days=1)


def tell(seed=1, groups=0):
    """The neighbour alone, with half a year, or the first groups of the village before it."""
    for code in ("35.07.07.2001", NEIGHBOUR):
        region(code)
    return list(Village(seed=seed, today=TODAY).tell(groups))


def told() -> list:
    """All that was posted, without what the database numbers."""
    rows = Entry.objects.order_by("group__name", "sequence")
    return list(
        rows.values_list(
            "group__name",
            "date",
            "debit__kind",
            "credit__kind",
            "amount",
            "membership__person__name",
            "note",
        )
    )


def test_the_same_seed_and_day_tell_the_same():
    with transaction.atomic():
        tell()
        first = told()
        transaction.set_rollback(True)
    forget()

    tell()

    assert told() == first
    assert len(first) > 50


def test_its_books_are_whole_and_its_people_can_sign_in():
    tell(groups=1)

    out = io.StringIO()
    call_command("check_ledger", stdout=out)

    assert "2 kelompok" in out.getvalue()
    roles = set()
    for _role, username, password in SIGN_INS:
        user = User.objects.get(username=username)
        assert user.check_password(password)
        roles |= {assignment.role for assignment in user.running_assignments}
    assert roles == set(Assignment.Role.values)


def test_who_signs_papers_is_entered_with_number_and_post():
    district, _village = region("35.07"), region("35.07.07.2001")
    users = make_staff(since=TODAY)

    enter_office(district, users, TODAY)

    signing = {Role.VERIFIER, Role.HEAD, Role.APPROVER, Role.CASHIER}
    for username, _name, _sex, role, _region in STAFF:
        signed = signature_of(district, TODAY, "", by=users[username])
        assert bool(signed.nip and signed.of) is (role in signing), username


def test_the_calendar_ends_today():
    mawar, _neighbour = tell(groups=1)

    last = Meeting.objects.filter(group=mawar).latest("date")

    assert last.next_on == TODAY
    assert TODAY - mawar.formed_on > 1_000 * Day
    assert not Entry.objects.filter(date__gt=TODAY).exists()


def test_a_member_reads_her_own_book_and_contests_a_figure(as_user):
    tell(groups=1)
    siti = User.objects.get(username="siti")

    page = as_user(siti).get(reverse("finance:my"))

    assert page.status_code == 200
    assert Membership.objects.get(person__user=siti).group.name == "Mawar"
    assert Dispute.objects.exclude(answer="").count() == 1


def test_whose_territory_is_malang_sees_nothing_of_batu():
    tell()

    verifier = User.objects.get(username="hendro")

    assert not Group.objects.visible_to(verifier).filter(village=NEIGHBOUR).exists()


def test_a_loading_cut_short_is_seen():
    assert not is_half_told()
    tell()
    assert not is_half_told()

    Group.objects.update(village=region("35.79.01.1002"))

    assert is_half_told()


def test_it_is_loaded_into_an_empty_database_alone():
    UserFactory()

    with pytest.raises(CommandError, match="not empty"):
        call_command("demo_data")


def test_without_regions_it_says_which_command_comes_first():
    with pytest.raises(CommandError, match="load_regions"):
        call_command("demo_data")


def test_a_larger_programme_keeps_the_promises():
    tell()

    entries = sum(Bulk(seed=1, today=TODAY).grow(2))

    assert entries > 2 * 34 * 20
    call_command("check_ledger", stdout=io.StringIO())


@pytest.mark.parametrize(("days", "old"), [(14, False), (15, True)])
def test_it_grows_old_after_two_weeks(days, old):
    tell()
    last = Meeting.objects.latest("date").date
    cache.clear()

    assert is_old(last + days * Day) is old


def test_months_keep_the_day_or_the_last_one():
    assert months_after(datetime.date(2011, 1, 31), 1) == datetime.date(2011, 2, 28)

    days = meeting_days(datetime.date(2011, 3, 31), "monthly", datetime.date(2011, 1, 1))

    assert [f"{day:%d-%m}" for day in days] == ["31-01", "28-02"]


def test_the_village_and_its_poverty_list_come_from_files():
    """The members stand in both; one in twenty families is elsewhere in the newer list."""
    tell(groups=1)
    operator = User.objects.get(username="yuli")

    population, _before, now = Registers(seed=1, today=TODAY, people=300).load(operator)

    assert (population.read_as, now.read_as) == ("bip_2016", "siks_ng_desil")
    assert 300 <= population.people.count() < 310
    members = Membership.objects.filter(group__village="35.07.07.2001", until=None)
    with_nik = set(members.exclude(person__nik_index="").values_list("person", flat=True))
    assert with_nik
    assert set(population.people.exclude(person=None).values_list("person", flat=True)) == with_nik
    assert list(Register.objects.newest().filter(kind="poverty")) == [now]
    assert now.decision.counts["changed"] > 0
    assert not population.loose_flaws
