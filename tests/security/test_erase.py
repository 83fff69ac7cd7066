"""Bar, row 53: a person asks for the own data, or to be erased, and books and papers hold.

Name, birth date and numbers go from every table, the history among them, once the time to keep
them is over and two persons agree; entries, their chain and papers stay as they were.
"""

import datetime
import io
import json

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from finance.models import Entry
from foundation.months import months_after
from foundation.rules import RuleBroken
from groups.models import Membership, Person
from groups.privacy.actions.erasures import answer_erasure, ask_erasure, set_retention
from groups.privacy.models import Erasure, ErasureAnswer
from groups.privacy.reports.held import LEFT_OUT, NAMES, held_of, relations_of
from groups.privacy.reports.waiting import over
from papers.seal import is_unchanged
from tests.conftest import TODAY, signed_in
from tests.factories import (
    AssignmentFactory,
    GroupFactory,
    HouseholdFactory,
    MembershipFactory,
    PersonFactory,
    UserFactory,
    region,
)
from tests.finance.posting import pay_in
from tests.finance.promises.sql import run
from tests.grants.factories import PaperFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
NIK, KK = "3507075705850003", "3507071203090001"
NAME, STREET = "Sukarsih Wulandari", "Gang Cempaka 17"
TEN = months_after(TODAY, -120)
DAY = datetime.timedelta(days=1)
KEPT = {"papers_paper"}  # and what was typed into them when they were signed


def member(until=None, **more):
    """Saved money, moved, left; two facts of the card were changed, so the history has them."""
    group = GroupFactory(formed_on=TEN - 400 * DAY)
    household = HouseholdFactory(address=STREET)
    household.seal_kk(KK)
    household.save()
    person = PersonFactory(household=household, name=NAME, phone="0812345", **more)
    person.seal_nik(NIK)
    person.save()
    row = MembershipFactory(group=group, person=person, since=TEN - 300 * DAY)
    pay_in(row, 25_000)
    if until:
        Membership.objects.filter(pk=row.pk).update(until=until, reason="moved")
    return Membership.objects.get(pk=row.pk)


def head(name="Kabid"):
    return UserFactory(role="head", name=name)


def erase(row):
    asked = ask_erasure(membership=row, reason="Masa simpan habis", today=TODAY, by=head())
    return answer_erasure(erasure=asked, agreed=True, by=head("Lain"))


def written() -> str:
    """Every row of every table as text, without the papers."""
    tables = {model._meta.db_table for model in apps.get_models() if model._meta.managed} - KEPT
    with connection.cursor() as cursor:
        known = set(connection.introspection.table_names(cursor))
        found = []
        for table in sorted(tables & known):
            cursor.execute(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')
            found.append(cursor.fetchone()[0] or "")
    return "\n".join(found)


@pytest.mark.usefixtures("papers_alone")
def test_nothing_of_the_person_is_left_and_all_else_is():
    user = UserFactory(role="member", name=NAME, username="sukarsih")
    row = member(until=TEN, user=user)
    Person.objects.filter(pk=row.person_id).update(name=f"{NAME} binti Karto")
    paper = PaperFactory(group=row.group, text=json.dumps({"ketua": NAME}))
    sealed = Person.objects.get(pk=row.person_id).nik_sealed
    entries = list(Entry.objects.order_by("pk").values())

    answer = erase(row)

    told = written()
    for secret in ("Sukarsih", "sukarsih", STREET, "0812345", sealed, NIK, KK):
        assert secret not in told, secret
    person = Person.objects.get(pk=row.person_id)
    assert str(person) == f"Anggota dihapus no. {person.pk}"
    assert (person.nik, person.household.kk, person.born_on) == ("", "", None)
    assert list(Entry.objects.order_by("pk").values()) == entries
    assert is_unchanged(type(paper).objects.get(pk=paper.pk))
    user.refresh_from_db()
    assert not user.is_active
    assert answer.left == {"papers": 1, "notes": 0}


def test_the_chain_holds_after_it():
    erase(member(until=TEN))
    output = io.StringIO()

    call_command("check_ledger", stdout=output)

    assert output.getvalue()


def test_a_family_that_stays_keeps_its_card():
    row = member(until=TEN)
    other = PersonFactory(household=row.person.household, name="Tetap Tinggal")

    erase(row)

    other.refresh_from_db()
    assert (other.household.kk, other.household.address) == (KK, STREET)
    assert NAME not in written()


def test_records_that_were_merged_go_together():
    row = member(until=TEN)
    twin = PersonFactory(name="Sukarsi Wulandari", same_as=row.person)

    erase(row)

    twin.refresh_from_db()
    assert twin.name == f"Anggota dihapus no. {twin.pk}"


# When, and by whom


@pytest.mark.parametrize("until", [None, TEN + DAY], ids=["a member", "a day before ten years"])
def test_not_before_the_time_is_over(until):
    row = member(until=until)

    with pytest.raises(RuleBroken, match=r"member now|until"):
        ask_erasure(membership=row, reason="?", today=TODAY, by=head())


def test_who_is_a_member_elsewhere_is_kept():
    row = member(until=TEN)
    MembershipFactory(person=row.person)

    with pytest.raises(RuleBroken, match="member now"):
        ask_erasure(membership=row, reason="?", today=TODAY, by=head())


def test_who_has_a_role_is_kept():
    row = member(until=TEN, user=UserFactory(role="member"))
    AssignmentFactory(user=row.person.user, role="verifier")

    with pytest.raises(RuleBroken, match="has a role"):
        ask_erasure(membership=row, reason="?", today=TODAY, by=head())


def test_the_office_says_for_how_long():
    row = member(until=months_after(TODAY, -72))
    assert row not in over(head(), TODAY)

    set_retention(office=region("35.07"), years=6, why="Jadwal retensi", by=head())

    assert over(head(), TODAY) == [row]
    with pytest.raises(RuleBroken, match="5 to 50"):
        set_retention(office=region("35.07"), years=4, why="?", by=head())


def test_one_person_alone_removes_nothing():
    row = member(until=TEN)
    by = head()
    asked = ask_erasure(membership=row, reason="Habis", today=TODAY, by=by)

    with pytest.raises(RuleBroken, match="Who asked"):
        answer_erasure(erasure=asked, agreed=True, by=by)
    with pytest.raises(IntegrityError, match="Who asked"), transaction.atomic():
        ErasureAnswer.objects.create(erasure=asked, agreed=True, by=by)
    with pytest.raises(IntegrityError, match="another agrees"):
        run("SELECT groups_erase(%s)", asked.pk)


def test_a_refusal_has_a_reason_and_removes_nothing():
    asked = ask_erasure(membership=member(until=TEN), reason="Habis", today=TODAY, by=head())

    with pytest.raises(RuleBroken, match="why not"):
        answer_erasure(erasure=asked, agreed=False, by=head("Lain"))
    answer_erasure(erasure=asked, agreed=False, reason="Masih ada sengketa", by=head("Lain"))

    assert Person.objects.filter(name=NAME).exists()


def test_the_database_asks_for_the_end_of_the_time_itself():
    """Also of rows that no action wrote."""
    row = member(until=TEN + DAY)
    asked = Erasure.objects.create(membership=row, reason="?", by=head())
    ErasureAnswer.objects.create(erasure=asked, agreed=True, by=head("Lain"))

    with pytest.raises(IntegrityError, match="not over"):
        run("SELECT groups_erase(%s)", asked.pk)


@pytest.mark.parametrize("table", ["groups_personevent", "groups_householdevent"])
def test_the_site_changes_no_history_by_itself(table):
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(f"UPDATE {table} SET pgh_label = 'x'")


def test_it_is_asked_and_agreed_on_pages(as_user):
    row = member(until=TEN)
    ask = reverse("groups:ask_erasure", args=[row.pk])
    as_user(UserFactory(role="verifier")).post(ask, {"reason": "Habis", "submission": "a" * 32})
    answer = reverse("groups:answer_erasure", args=[Erasure.objects.get().pk])

    client = signed_in(as_user(head()), 0)
    page = client.get(answer)
    done = client.post(answer, {"agreed": "yes", "submission": "b" * 32})

    assert NAME in page.text
    assert done.url == reverse("groups:member_privacy", args=[row.pk])
    assert not Person.objects.filter(name=NAME).exists()


# The own data


def test_every_kind_of_row_about_a_person_is_named():
    labels = {
        relation.related_model._meta.label
        for label in ("groups.Person", "groups.Household", "groups.Membership")
        for relation in relations_of(apps.get_model(label))
    }

    assert labels <= set(NAMES)
    assert not LEFT_OUT & set(NAMES)


def test_all_that_is_held_is_shown_with_a_purpose(as_user):
    row = member()
    by = row.group.facilitations.get().facilitator
    url = reverse("groups:show_held", args=[row.pk])

    asked = as_user(by).post(url, {"purpose": ""})
    page = as_user(by).post(url, {"purpose": "Diminta sendiri"})

    assert asked.status_code == 422
    for told in (NAME, NIK, KK, STREET, "Diminta sendiri"):
        assert told in page.text, told
    assert row.person.reveals.get().number == "all"
    kinds = {str(each.name) for each in held_of(row.person, by)}
    assert {"Memberships", "Entries in the books", "Savings books", "Numbers shown"} <= kinds
