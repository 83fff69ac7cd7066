"""The base template: who is logged in, and the navigation."""

import pytest

from tests.factories import GroupFactory, MembershipFactory, PersonFactory, UserFactory
from tests.world import WITH_PLACE

HELP = "/help/"


def test_a_facilitator_speaks_for_the_subdistrict(as_user):
    facilitator = UserFactory(role="facilitator")
    GroupFactory(facilitator=facilitator)

    page = as_user(facilitator).get(HELP).text

    assert "Pendamping, Poncokusumo" in page
    assert "/#record" in page


def test_an_officer_speaks_for_the_district(as_user):
    page = as_user(UserFactory(role="verifier")).get(HELP).text

    assert "Verifikator, Kabupaten Malang" in page
    assert "/#record" not in page


def test_a_member_speaks_for_herself_and_her_group(as_user):
    siti = UserFactory(role="member", name="Siti Aminah")
    group = GroupFactory(name="Mawar 3")
    MembershipFactory(group=group, person=PersonFactory(user=siti))

    page = as_user(siti).get(HELP).text

    assert "Siti Aminah<small>KUBE Mawar 3</small>" in page
    assert "Menu utama" not in page
    assert "htmx" not in page


@pytest.mark.django_db
def test_a_stranger_is_offered_help_and_nothing_else(client):
    page = client.get("/sign-in/").text

    assert 'href="/help/"' in page
    assert "Menu utama" not in page


def test_only_the_administrator_is_led_to_the_users(as_user):
    assert 'href="/users/"' not in as_user(UserFactory(role="auditor")).get(HELP).text


@pytest.mark.parametrize("role", ["facilitator", *WITH_PLACE])
def test_who_may_see_papers_is_led_to_all_of_them(as_user, role):
    user = UserFactory(role=role)
    client = as_user(user)

    may = user.has_perm("papers.view_paper")
    assert ('href="/papers/"' in client.get(HELP).text) is may
    assert client.get("/papers/").status_code == (200 if may else 403)


@pytest.mark.parametrize("role", ["facilitator", *WITH_PLACE])
def test_a_phone_is_led_to_papers_where_each_role_begins(as_user, role):
    user = UserFactory(role=role)

    page = as_user(user).get("/", follow=True).text

    main = page.partition("<main")[2].partition("</main>")[0]
    assert ('href="/papers/"' in main) is user.has_perm("papers.view_paper")


def test_the_list_of_papers_has_one_name(as_user):
    page = as_user(UserFactory(role="auditor")).get("/papers/").text

    assert '<a href="/papers/" aria-current="page">Surat</a>' in page
    assert "<h1>Surat</h1>" in page


def test_the_page_we_are_on_is_marked(as_user):
    page = as_user(UserFactory(role="verifier")).get(HELP).text

    assert '<a href="/help/" aria-current="page">' in page


def test_a_facilitator_is_led_to_groups_and_problems(as_user):
    page = as_user(UserFactory(role="facilitator")).get(HELP).text

    for place in ("/", "/groups/", "/#record", "/problems/", HELP):
        assert f'<a href="{place}"' in page


def test_a_tab_that_may_not_be_opened_is_left_out(as_user):
    group = GroupFactory()
    operator = UserFactory(role="operator", at="35.07.07.2001")

    page = as_user(operator).get(f"/groups/{group.pk}/members/").text

    assert f'href="/groups/{group.pk}/members/" aria-current="page"' in page
    assert f'href="/groups/{group.pk}/savings/"' not in page
