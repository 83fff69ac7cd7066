"""Drafts of the meeting sheet: kept on the phone, sent once when the line is back."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from groups.models import Meeting
from tests.browser.conftest import PATIENCE
from tests.browser.sheet import cell, count, facilitator, group, receipt, save, sheet
from tests.factories import UserFactory
from tests.finance.conftest import meet

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["facilitator", "group", "sheet"]  # fixtures


def test_a_draft_survives_a_reload_and_a_closed_tab(sheet):
    cell(sheet, "Siti Aminah", "savings").fill("25000")
    sheet.locator("#money-out > summary").click()
    sheet.locator("#id_to_bank").evaluate("field => field.closest('details').open = true")
    sheet.locator("#id_to_bank").fill("5000")
    uuid = sheet.locator("#id_submission").input_value()

    again = sheet.context.new_page()
    again.goto(sheet.url)
    sheet.close()

    assert cell(again, "Siti Aminah", "savings").input_value() == "25.000"
    assert again.locator("#id_to_bank").input_value() == "5000"
    assert again.locator("#id_submission").input_value() == uuid
    assert again.locator("#draft").is_visible()


def test_a_draft_can_be_discarded(sheet):
    cell(sheet, "Siti Aminah", "savings").fill("25000")
    sheet.reload()

    sheet.locator("[data-discard]").click()

    sheet.wait_for_function("!Object.keys(localStorage).length")
    assert cell(sheet, "Siti Aminah", "savings").input_value() == "10.000"


@pytest.fixture
def frail(sheet):
    """The sheet on an unreliable connection; console errors are expected."""
    page = sheet.context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(sheet.url)
    return page


def test_a_lost_line_says_so_and_sends_when_it_is_back(frail):
    count(frail, 150_000)
    frail.context.set_offline(True)
    save(frail)
    frail.locator("#draft [data-send]").wait_for()
    assert not Meeting.objects.exists()

    frail.context.set_offline(False)

    receipt(frail)
    assert frail.evaluate("Object.keys(localStorage).length") == 0


def test_what_was_not_sent_is_sent_when_it_is_opened_again(frail):
    count(frail, 150_000)
    frail.context.set_offline(True)
    save(frail)
    frail.locator("#draft [data-send]").wait_for()
    address = frail.url
    frail.close(run_before_unload=False)

    again = frail.context.new_page()
    frail.context.set_offline(False)
    again.goto(address)

    receipt(again)


def test_a_sheet_that_was_recorded_though_no_answer_came_is_recorded_once(frail):
    count(frail, 150_000)
    lost = [True]

    def lose(route):
        if route.request.method == "POST" and lost.pop():
            route.fetch()  # the request arrives, its response is lost
            return route.abort()
        return route.continue_()

    frail.route("**/record/", lose)
    save(frail)
    frail.locator("#draft [data-send]").wait_for()
    frail.unroute("**/record/")
    frail.locator("#draft [data-send]").click()

    receipt(frail)
    assert Meeting.objects.count() == 1


def test_signed_out_the_draft_waits_for_signing_in(sheet, sign_in, facilitator):
    count(sheet, 150_000)
    sheet.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(sheet)
    sheet.locator("#draft [data-sign-in]").wait_for()
    assert not Meeting.objects.exists()

    sign_in(sheet, facilitator)
    sheet.reload()

    receipt(sheet)


def test_another_user_of_the_phone_does_not_see_it(sheet, sign_in, group, facilitator):
    cell(sheet, "Siti Aminah", "savings").fill("25000")
    other = UserFactory(role="facilitator")
    group.facilitations.update(facilitator=other)
    sign_in(sheet, other)

    sheet.reload()

    assert cell(sheet, "Siti Aminah", "savings").input_value() == "10.000"
    assert sheet.locator("#draft").is_hidden()
    sheet.goto(reverse("account_logout"))
    assert sheet.locator("#unsent").is_hidden()


def test_another_user_does_not_send_it(frail, sign_in, group, facilitator):
    count(frail, 150_000)
    other = UserFactory(role="facilitator")
    group.facilitations.update(facilitator=other)
    sign_in(frail, other)

    save(frail)

    frail.locator("#draft [data-sign-in]").wait_for()
    assert not Meeting.objects.exists()


def test_the_fold_of_the_minutes_says_that_something_is_written(sheet):
    fold = sheet.locator("#minutes > summary")
    before = fold.inner_text()
    fold.click()

    sheet.fill("#minutes textarea", "Rapat singkat")

    assert "boleh kosong" in before
    assert "boleh kosong" not in fold.inner_text()


def test_home_says_what_is_not_sent(sheet, axe):
    cell(sheet, "Siti Aminah", "savings").fill("25000")

    sheet.goto("/")

    assert "KUBE Mawar 3" in sheet.locator("#unsent li").inner_text()
    axe(sheet)


def test_home_says_that_a_kept_meeting_is_recorded_already(sheet, group):
    count(sheet, 150_000)
    meet(group, date=timezone.localdate())
    sheet.goto("/")
    row = sheet.locator("#unsent li")

    row.locator("[data-send]").click()

    row.locator("[data-look]").wait_for()
    assert not row.locator("[data-state=mend]").is_visible()
    assert not row.locator("[data-send]").is_visible()
    row.locator("[data-look]").click()
    sheet.wait_for_url(f"**{reverse('finance:meeting', args=[Meeting.objects.get().pk])}")


def test_signing_out_says_what_is_not_sent(sheet, axe):
    count(sheet, 150_000)

    sheet.goto(reverse("account_logout"))

    assert sheet.locator("#unsent li").count() == 1
    axe(sheet)
    sheet.locator("#unsent [data-send]").click()
    sheet.locator("#unsent").wait_for(state="hidden")
    assert Meeting.objects.count() == 1


def test_what_is_kept_survives_signing_out(sheet, sign_in, facilitator):
    cell(sheet, "Siti Aminah", "savings").fill("25000")
    record = sheet.url
    sheet.goto(reverse("account_logout"))
    sheet.locator("#sign-out button").click()
    sheet.wait_for_url(lambda url: "sign-out" not in url)

    sign_in(sheet, facilitator)
    sheet.goto(record)

    assert cell(sheet, "Siti Aminah", "savings").input_value() == "25000"


def test_the_phone_keeps_no_national_number(sheet, group):
    person = group.memberships.first().person
    person.seal_nik("3507076505850001")
    person.save()
    sheet.reload()
    cell(sheet, "Siti Aminah", "savings").fill("25000")

    kept = sheet.evaluate("Object.values(localStorage).join()")

    assert "25000" in kept
    assert "3507" not in kept
