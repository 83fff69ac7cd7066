"""The members of a group as a table: masked, or whole with a reason that each of them reads."""

import pytest
from django.urls import reverse

from accounts.models import Access
from foundation.rules import RuleBroken
from groups.actions.exports import export_members
from groups.models import Reveal
from groups.registers.reading import read_people
from tests.excel import rows_of
from tests.factories import GroupFactory, MembershipFactory, UserFactory
from tests.shared import shared

pytestmark = pytest.mark.django_db
NIK, KK = "3507075705850003", "3507071203090001"
WHY = {"purpose": "Diminta desa untuk SIKS-NG"}


def of_two():
    """Sutini with both numbers, Tutik with none, and one who left."""
    group = GroupFactory()
    sutini, _tutik = (
        MembershipFactory(group=group, person__name=name) for name in ("Sutini", "Tutik")
    )
    MembershipFactory(group=group, person__name="Misni", until=group.formed_on, reason="moved")
    sutini.person.seal_nik(NIK)
    sutini.person.household.seal_kk(KK)
    sutini.person.household.save()
    sutini.person.save()
    return group


group = shared(of_two)


def taken(client, group, table, **typed):
    return client.post(reverse("groups:export_members", args=[group.pk]), {"table": table} | typed)


def test_masked_without_a_reason(as_user, group):
    answer = taken(as_user(UserFactory(role="operator")), group, "own")

    cells = [str(cell) for line in rows_of(answer) for cell in line]
    assert "••••••••••••••03" in cells
    assert NIK not in cells
    assert "Misni" not in cells
    assert not Reveal.objects.exists()


def test_whole_numbers_are_written_down_for_each_member(as_user, group):
    operator = UserFactory(role="operator")

    answer = taken(as_user(operator), group, "whole", **WHY)

    assert NIK in [cell for line in rows_of(answer) for cell in line]
    kept = Reveal.objects.values_list("person__name", "number", "purpose", "by")
    assert set(kept) == {("Sutini", kind, WHY["purpose"], operator.pk) for kind in ("nik", "kk")}
    assert Access.objects.filter(kind=Access.Kind.REVEALED, user=operator).count() == 1


@pytest.mark.parametrize("table", ["whole", "siks"])
def test_whole_numbers_need_a_reason(as_user, group, table):
    answer = taken(as_user(UserFactory(role="operator")), group, table, purpose=" ")

    assert answer.status_code == 422
    assert not Reveal.objects.exists()


def test_who_may_not_reveal_gets_them_masked_alone(as_user, group):
    client = as_user(UserFactory(role="province", at="35"))

    assert taken(client, group, "own").status_code == 200
    assert taken(client, group, "siks", **WHY).status_code == 422
    assert not Reveal.objects.exists()


def test_the_layout_of_siks_ng_is_read_back(as_user, group):
    answer = taken(as_user(UserFactory(role="operator")), group, "siks", **WHY)

    read = read_people(b"".join(answer), "anggota.xlsx")
    assert read.format == "siks_ng_desil"
    assert [(each.name, each.nik) for each in read.people] == [("SUTINI", NIK), ("TUTIK", "")]


@pytest.mark.parametrize("at", ["35.07.07.2002", "35.79.01.2001"])
def test_an_operator_of_another_village_finds_no_group(as_user, group, at):
    answer = taken(as_user(UserFactory(role="operator", at=at)), group, "whole", **WHY)

    assert answer.status_code == 404


def test_a_group_without_members_has_no_table(in_english):
    empty = GroupFactory()

    with pytest.raises(RuleBroken, match="no member"):
        export_members(group=empty, by=empty.registered_by)
