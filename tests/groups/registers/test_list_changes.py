"""A list of poor families beside members: filled in, dated, and what a newer one changed."""

import datetime

import pytest
from django.urls import reverse

from foundation.rules import RuleBroken
from groups.models import Membership, PovertyCheck
from groups.registers.actions.loading import withdraw_register
from groups.registers.reports.deciles import changed_deciles, listed_of
from groups.reports.member_facts import members_on
from groups.rules.requirements import Facts, poverty_list
from tests.conftest import TODAY
from tests.excel import rows_of
from tests.factories import GroupFactory, MembershipFactory, ProgrammeFactory, UserFactory, region
from tests.groups.registers.files import KK, nik, row, taken_over

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
RULES = {"poverty_list": "DTSEN", "deciles": 4}


@pytest.fixture
def operator():
    return UserFactory(role="operator")


@pytest.fixture
def group():
    """Sutini, whose NIK is known, and Tutik, of whom the card is."""
    group = GroupFactory(programme=ProgrammeFactory(name="K", poverty_list="DTSEN"))
    sutini, tutik = (MembershipFactory(group=group, person__name=n) for n in ("Sutini", "Tutik"))
    sutini.person.seal_nik(nik(1))
    sutini.person.save()
    tutik.household.seal_kk(f"{int(KK) + 2}")
    tutik.household.save()
    return group


def dtsen(by, *people, **more):
    usual = {"kind": "siks_ng_desil", "version": "III/2026"}
    return taken_over(*people, by=by, **usual | more)


def url(group) -> str:
    return reverse("groups:check_poverty", args=[group.pk])


def members(group) -> list[Membership]:
    return list(group.memberships.select_related("person", "household").order_by("number"))


def saved_from_the_file(client, group):
    """What the page proposes, sent as it is."""
    form = client.get(url(group)).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    return client.post(url(group), typed)


def test_by_nik_else_by_card(operator, group):
    dtsen(operator, row(1, decile=2, kk="", name="BEDA"), row(9, decile=3, kk=f"{int(KK) + 2}"))

    listed = listed_of(members(group), "DTSEN", operator)

    assert [listed.decile_of(each) for each in members(group)] == [2, 3]


def test_the_page_fills_in_what_the_file_says(as_user, operator, group):
    register = dtsen(operator, row(1, decile=2))
    client = as_user(operator)
    page = client.get(url(group)).text

    saved_from_the_file(client, group)

    assert "DTSEN III/2026" in page
    found = PovertyCheck.objects.order_by("household").values_list("decile", "version", "register")
    assert set(found) == {(2, "III/2026", register.pk), (None, "III/2026", register.pk)}


def test_the_page_fills_in_the_newest_list_there_is(as_user, operator, group, in_english):
    """The programme names a list of which no file is here."""
    group.programme.poverty_list = "Basis Data Terpadu"
    group.programme.save()
    dtsen(operator, row(1, decile=2))

    form = as_user(operator).get(url(group)).context["form"]

    first = members(group)[0]
    assert form["poverty_list"].value() == "DTSEN"
    assert form[f"member-{first.pk}"].value() == "2"
    assert "Basis Data Terpadu" in str(form.fields["poverty_list"].help_text)


def test_another_decile_than_the_files_is_not_of_the_file(as_user, operator, group):
    dtsen(operator, row(1, decile=2))
    first = members(group)[0]
    typed = {"poverty_list": "DTSEN", "version": "III/2026", "checked_on": TODAY.isoformat()}

    as_user(operator).post(url(group), typed | {f"member-{first.pk}": "5"})

    assert PovertyCheck.objects.get().register is None


def test_a_file_looked_up_in_is_not_taken_back(as_user, operator, group, in_english):
    register = dtsen(operator, row(1, decile=2))
    client = as_user(operator)
    saved_from_the_file(client, group)

    page = client.get(reverse("groups:withdraw_register", args=[register.pk]))

    assert "dicek" in page.context["why"]
    shown = client.get(reverse("groups:register", args=[register.pk])).text
    assert reverse("groups:withdraw_register", args=[register.pk]) not in shown
    with pytest.raises(RuleBroken, match="looked up"):
        withdraw_register(register=register, reason="Salah", by=operator)


def test_list_version_and_day_stand_beside_the_check(as_user, operator, group, in_english):
    dtsen(operator, row(1, decile=2), as_of=TODAY - 3 * DAY)
    saved_from_the_file(as_user(operator), group)

    known = members_on([group.pk], TODAY, rules=RULES)[group.pk]
    facts = Facts(on=TODAY, formed_on=TODAY, village=group.village_id, members=known)

    said = poverty_list(facts, RULES)
    assert f"DTSEN III/2026, {TODAY - 3 * DAY:%-d %b %Y}" in said.evidence


def changed(user):
    found = changed_deciles(Membership.objects.listed_for(user).filter(until=None), user)
    return {str(each.member): (each.check.decile, each.decile) for each in found}


def test_what_a_newer_list_changes_is_listed(as_user, operator, group):
    dtsen(operator, row(1, decile=2), row(2, decile=3), as_of=TODAY - DAY)
    client = as_user(operator)
    saved_from_the_file(client, group)
    assert changed(operator) == {}

    dtsen(operator, row(1, decile=5), row(2, decile=3), version="IV/2026")

    assert changed(operator) == {"Sutini": (2, 5)}
    page = client.get(reverse("groups:list_changes"))
    assert "DTSEN IV/2026" in page.text
    assert "Tutik" not in page.text
    saved_from_the_file(client, group)
    assert changed(operator) == {}


def test_who_is_no_more_in_the_list_is_told(as_user, operator, group):
    dtsen(operator, row(1, decile=2), as_of=TODAY - DAY)
    saved_from_the_file(as_user(operator), group)

    dtsen(operator, row(7, decile=5), version="IV/2026")

    assert changed(operator) == {"Sutini": (2, None)}


def test_an_older_list_changes_nothing(as_user, operator, group):
    dtsen(operator, row(1, decile=2), as_of=TODAY - DAY)
    saved_from_the_file(as_user(operator), group)

    dtsen(operator, row(1, decile=9), version="II/2026", as_of=TODAY - 90 * DAY)

    assert changed(operator) == {}


def test_members_of_elsewhere_are_not_told(as_user, operator, group):
    dtsen(operator, row(1, decile=2), as_of=TODAY - DAY)
    saved_from_the_file(as_user(operator), group)
    dtsen(operator, row(1, decile=5), version="IV/2026")
    stranger = GroupFactory(village=region("35.79.01.2001")).facilitations.get().facilitator

    assert changed(UserFactory(role="operator", at="35.07.07.2002")) == {}
    assert changed(stranger) == {}


def test_the_table_is_taken_as_a_file(as_user, operator, group):
    dtsen(operator, row(1, decile=2), as_of=TODAY - DAY)
    client = as_user(operator)
    saved_from_the_file(client, group)
    dtsen(operator, row(1, decile=5), version="IV/2026")

    table = rows_of(client.get(reverse("groups:list_changes"), {"table": "xlsx"}))

    assert [each[0] for each in table[1:]] == ["Sutini"]
