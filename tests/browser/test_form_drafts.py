"""Forms of more than three fields keep what was typed until the server has it."""

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.models import Region
from groups.models import Group
from tests.factories import GroupFactory, ProgrammeFactory, UserFactory, region

pytestmark = pytest.mark.django_db(transaction=True)
NIK = "3507075705850003"


@pytest.fixture
def group(transactional_db):
    return GroupFactory()


@pytest.fixture
def facilitator(group):
    return group.facilitations.get().facilitator


@pytest.fixture
def admission(page, sign_in, group, facilitator):
    """The page that admits a member, with something typed."""
    sign_in(page, facilitator)
    page.goto(reverse("finance:admit_member", args=[group.pk]))
    page.fill("#id_name", "Sutini")
    page.select_option("#id_sex", "F")
    page.fill("#id_nik", NIK)
    return page


def shown(page) -> list[str]:
    return [page.input_value(f"#id_{name}") for name in ("name", "sex", "nik")]


def send(page) -> None:
    page.locator("main form button.btn-primary").click()


def kept(page) -> str:
    return page.evaluate("Object.entries(localStorage).join()")


def test_a_reload_loses_nothing(admission):
    admission.reload()

    admission.locator("main [role=status] button").wait_for()
    assert shown(admission) == ["Sutini", "F", NIK]


def test_a_national_number_stays_in_the_tab_alone(admission, group):
    assert "Sutini" in kept(admission)
    assert NIK not in kept(admission)

    another = admission.context.new_page()
    another.goto(admission.url)

    another.locator("main [role=status] button").wait_for()
    assert shown(another) == ["Sutini", "F", ""]


def test_signed_out_meanwhile_it_is_taken_up_after_signing_in(admission, sign_in, facilitator):
    url = admission.url
    admission.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    send(admission)
    admission.wait_for_url("**/sign-in/**")

    sign_in(admission, facilitator)
    admission.goto(url)

    admission.locator("main [role=status] button").wait_for()
    assert shown(admission) == ["Sutini", "F", NIK]


def test_a_lost_line_loses_nothing(admission):
    url = admission.url
    admission.context.set_offline(True)
    send(admission)
    admission.wait_for_timeout(300)
    admission.context.set_offline(False)
    admission.goto(url)

    admission.locator("main [role=status] button").wait_for()
    assert shown(admission) == ["Sutini", "F", NIK]


def test_what_the_server_took_is_forgotten(admission, group):
    send(admission)
    admission.locator("main form").wait_for(state="detached")

    assert group.memberships.count() == 1
    assert "kube-form:" not in kept(admission)


def test_what_the_server_refused_is_kept(admission):
    admission.select_option("#id_sex", "")
    send(admission)
    admission.locator("#errors").wait_for()
    admission.goto(admission.url)

    admission.locator("main [role=status] button").wait_for()
    assert shown(admission) == ["Sutini", "", NIK]


def test_it_is_discarded(admission):
    admission.reload()
    admission.locator("main [role=status] button").click()
    admission.locator("main [role=status] button").wait_for(state="detached")

    assert shown(admission) == ["", "", ""]
    assert "kube-form:" not in kept(admission)


def test_only_what_was_typed_is_taken_up(admission, group):
    admission.goto(reverse("groups:edit_group", args=[group.pk]))
    admission.fill("#id_hamlet", "Krajan")
    Group.objects.filter(pk=group.pk).update(name="Melati 7")

    admission.reload()

    admission.locator("main [role=status] button").wait_for()
    assert admission.input_value("#id_hamlet") == "Krajan"
    assert admission.input_value("#id_name") == "Melati 7"


def test_another_user_of_the_phone_sees_nothing(admission, sign_in, group):
    other = UserFactory(role="facilitator")
    group.facilitations.update(facilitator=other)
    sign_in(admission, other)

    admission.reload()

    assert shown(admission) == ["", "", ""]


def test_signing_out_says_what_is_kept_and_forgets_national_numbers(admission, axe):
    admission.goto(reverse("account_logout"))
    admission.locator("#unsent li").wait_for()
    axe(admission)
    admission.locator("#sign-out button").click()
    admission.wait_for_url(lambda url: "sign-out" not in url)

    assert NIK not in admission.evaluate("Object.values(sessionStorage).join()")


def test_rows_that_were_added_come_back(page, sign_in, facilitator):
    ProgrammeFactory()
    sign_in(page, facilitator)
    page.goto(reverse("groups:register_group"))
    page.locator("button[name=more]").click()
    page.fill("#id_members-10-name", "Partini")
    page.fill("#id_members-10-nik", NIK)

    page.reload()

    page.locator("#id_members-10-name").wait_for()
    assert page.input_value("#id_members-10-name") == "Partini"
    assert page.input_value("#id_members-10-nik") == NIK


@pytest.fixture
def registration(page, sign_in, facilitator, group):
    """The page that registers a group, with the second of two villages of a name chosen."""
    ProgrammeFactory()
    for code in ("35.07.07.2001", "35.07.09.2001"):
        Region.objects.filter(pk=region(code).pk).update(name="Dawuhan")
    sign_in(page, facilitator)
    page.goto(reverse("groups:register_group"))
    page.fill("#id_name", "Melati")
    page.locator("#id_village").press_sequentially("Dawuhan")
    page.check("#village-35\\.07\\.09\\.2001")
    return page


@pytest.mark.parametrize("has_signal", [True, False])
def test_the_chosen_village_comes_back(registration, has_signal):
    if not has_signal:
        registration.route("**/regions/**", lambda route: None)

    registration.reload()

    chosen = "input[name=village-chosen]" + (":checked" if has_signal else "[type=hidden]")
    registration.locator(chosen).wait_for(state="attached")
    assert registration.input_value(chosen) == "35.07.09.2001"
    registration.fill("#id_hamlet", "Krajan")
    assert "35.07.09.2001" in kept(registration)


def test_what_is_typed_after_a_refusal_comes_back(registration):
    send(registration)
    registration.locator("#errors").wait_for()
    registration.fill("#id_hamlet", "Krajan")
    registration.fill("#id_members-0-name", "Partini")

    registration.reload()

    registration.locator("main [role=status] button").wait_for()
    assert registration.input_value("#id_hamlet") == "Krajan"
    assert registration.input_value("#id_members-0-name") == "Partini"
    assert registration.locator("#errors").count() == 1


def test_a_refusal_says_nothing_of_notes_kept(registration):
    send(registration)

    registration.locator("#errors").wait_for()
    assert registration.locator("main [role=status] button").count() == 0


def test_what_is_mended_is_no_longer_said_to_be_wrong(admission):
    admission.select_option("#id_sex", "")
    admission.fill("#id_name", "")
    send(admission)
    said = admission.locator("#errors li")
    said.first.wait_for()
    before = said.count()

    admission.fill("#id_name", "Sutini")

    assert said.count() == before - 1
    assert admission.locator("#errors a[href='#id_name']").count() == 0
    admission.select_option("#id_sex", "F")
    assert admission.locator("#errors").count() == before - 2


def test_it_is_said_that_national_numbers_are_to_be_written_again(admission):
    admission.reload()
    admission.locator("main [role=status] button").wait_for()
    assert not admission.locator("[data-lost]").is_visible()

    another = admission.context.new_page()
    another.goto(admission.url)

    another.locator("[data-lost]").wait_for()


def test_a_password_is_never_kept(page, sign_in, facilitator):
    sign_in(page, facilitator)
    page.goto(reverse("account_change_password"))
    for field in page.locator("main input[type=password]").all():
        field.fill("rahasia-sekali")

    assert "rahasia" not in kept(page)
