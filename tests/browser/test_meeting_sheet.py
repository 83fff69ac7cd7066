"""The meeting sheet on a phone: few taps, drafts kept offline, idempotent submission."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from finance.models import Entry
from groups.models import Attendance, Meeting
from tests.browser.conftest import PATIENCE
from tests.browser.sheet import NAMES, cell, count, facilitator, group, receipt, save, sheet, tick
from tests.factories import MembershipFactory, PersonFactory
from tests.finance.conftest import meet, usual

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["facilitator", "group", "sheet"]  # fixtures


class Hand:
    """A user's hand, which counts its taps."""

    def __init__(self, page):
        self.page, self.taps, self.keys = page, 0, 0

    def tap(self, place):
        place.click()
        self.taps += 1

    def type(self, text):
        self.page.keyboard.type(text)
        self.keys += len(text)


def test_ten_members_three_exceptions_from_home_to_the_receipt(page, sign_in, group, facilitator):
    today = timezone.localdate()
    meet(group, date=today - datetime.timedelta(days=30), today=today, next_on=today)
    sign_in(page, facilitator)
    page.goto("/")
    hand = Hand(page)
    record = reverse("finance:record_meeting", args=[group.pk])

    hand.tap(page.locator(f'main a[href="{record}"]').first)
    hand.tap(cell(page, "Siti Aminah", "savings"))
    hand.type("25000")
    hand.tap(tick(page, "Tumini"))
    hand.tap(page.locator(".sheet-row", has_text="Tumini").locator(".why select"))
    page.locator(".sheet-row", has_text="Tumini").locator(".why select").select_option("ill")
    hand.taps += 1  # chosen in the native select
    hand.tap(cell(page, "Rukmini", "dues"))
    hand.type("10000")
    hand.tap(page.locator("#id_counted"))
    hand.type("155000")
    hand.tap(page.locator("#save"))

    page.wait_for_url(lambda url: "/record/" not in url)
    assert Meeting.objects.get(date=today).cash_count.difference == 0
    assert hand.taps <= 15, hand.taps
    assert hand.keys <= 30, hand.keys


def test_totals_follow_what_is_typed(sheet):
    cell(sheet, "Siti Aminah", "savings").fill("25000")
    tick(sheet, "Tumini").uncheck()
    count(sheet, 153_000)

    assert cell(sheet, "Tumini", "dues").input_value() == "0"
    assert sheet.locator("[data-total=all]").inner_text() == "Rp150.000"
    assert "Rp3.000" in sheet.locator("#match").inner_text()
    assert sheet.locator(".sheet-row.changed").count() == 2


def test_coming_back_restores_the_usual(sheet):
    tick(sheet, "Tumini").uncheck()
    tick(sheet, "Tumini").check()

    assert cell(sheet, "Tumini", "savings").input_value() == "10.000"
    assert sheet.locator(".sheet-row.changed").count() == 0


def test_enter_goes_to_the_next_field_and_amounts_get_their_dots(sheet):
    cell(sheet, "Siti Aminah", "savings").click()
    sheet.keyboard.type("25000")
    sheet.keyboard.press("Enter")

    assert cell(sheet, "Siti Aminah", "savings").input_value() == "25.000"
    assert cell(sheet, "Siti Aminah", "dues").evaluate("field => field === document.activeElement")


def test_enter_passes_by_what_is_folded_away(sheet):
    cell(sheet, NAMES[-1], "dues").press("Enter")

    assert sheet.evaluate("document.activeElement.name") == "counted"


def test_savings_that_are_both_show_how_and_can_be_changed(sheet, group):
    row = sheet.locator(".sheet-row").first
    cell(sheet, "Siti Aminah", "savings").fill("25000")
    row.locator(".division summary").click()
    row.locator("[data-part=mandatory]").fill("5000")
    row.locator("[data-part=voluntary]").fill("20000")
    count(sheet, 165_000)
    save(sheet)

    receipt(sheet)
    kept = dict(Entry.objects.filter(membership__number=1).values_list("credit__kind", "amount"))
    assert kept == {"iks": 5_000, "wajib": 5_000, "sukarela": 20_000}


def test_money_out_in_several_rows(sheet, group):
    sheet.locator("#money-out > summary").click()
    sheet.locator("#money-out details", has=sheet.locator("[data-rows=expenses]")).locator(
        "summary"
    ).click()
    sheet.locator("[data-rows=expenses] button").click()
    for row, amount in enumerate([5_000, 7_000]):
        sheet.locator(f"#id_expenses-{row}-name").select_option("feed")
        sheet.locator(f"#id_expenses-{row}-amount").fill(str(amount))
    count(sheet, 138_000)
    save(sheet)

    meeting = receipt(sheet)
    assert meeting.entries.filter(debit__name="feed").count() == 2


def test_a_wrong_count_is_asked_again_and_saved_with_its_reason(sheet, axe):
    count(sheet, 148_000)
    save(sheet)
    axe(sheet)
    assert sheet.locator("#errors a").get_attribute("href") == "#id_counted"

    sheet.locator("#id_reason").fill("Hilang di jalan")
    save(sheet)

    assert receipt(sheet).cash_count.difference == -2_000


def test_a_count_that_is_no_amount_is_not_called_short(sheet):
    count(sheet, "abc")
    save(sheet)

    assert sheet.locator("#errors a").inner_text() == "Tulis rupiah bulat, misalnya 25.000."
    assert sheet.locator("#difference").is_hidden()


def test_any_other_amount_that_is_none_is_named_by_the_server(sheet):
    cell(sheet, "Siti Aminah", "savings").fill("abc")
    count(sheet, 100_000)
    save(sheet)

    sheet.locator(".sheet-row .error").wait_for()
    assert "kurang" not in sheet.locator("#errors").inner_text()


def test_a_mistake_the_server_finds_keeps_all(sheet, axe):
    cell(sheet, "Siti Aminah", "savings").fill("25")
    count(sheet, 140_025)
    save(sheet)
    sheet.locator(".sheet-row .error").wait_for()

    assert cell(sheet, "Siti Aminah", "savings").input_value() == "25"
    axe(sheet)


def test_a_double_tap_saves_once(sheet):
    count(sheet, 150_000)
    sheet.locator("#save").dblclick()

    receipt(sheet)
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("width", [360, 1366])
def test_the_sheet_and_its_receipt_are_for_everyone(sheet, group, axe, no_sideways_scroll, width):
    sheet.set_viewport_size({"width": width, "height": 740})
    axe(sheet)
    for fold in sheet.locator("form details:not([hidden])").all():
        fold.evaluate("fold => fold.open = true")
    axe(sheet)
    no_sideways_scroll(sheet)

    count(sheet, 150_000)
    save(sheet)
    receipt(sheet)

    axe(sheet)
    no_sideways_scroll(sheet)


def test_members_in_arrears_are_hinted_at(page, sign_in, group, facilitator, axe):
    earlier = timezone.localdate() - datetime.timedelta(days=7)
    lines = usual(group, savings=0, dues=0, attendance=Attendance.Kind.ABSENT)
    meet(group, date=earlier, lines=lines, today=timezone.localdate())
    sign_in(page, facilitator)

    page.goto(reverse("finance:record_meeting", args=[group.pk]))

    assert page.locator(".arrears").count() == 10
    assert cell(page, "Tumini", "savings").input_value() == "10.000"
    axe(page)


@pytest.fixture
def plain(browser, live_server, sign_in, group, facilitator):
    """The sheet in a browser without JavaScript."""
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        viewport={"width": 360, "height": 740},
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    sign_in(page, facilitator)
    page.goto(reverse("finance:record_meeting", args=[group.pk]))
    yield page
    context.close()


def test_without_javascript_the_server_adds(plain, group):
    cell(plain, "Siti Aminah", "savings").fill("25000")
    tick(plain, "Tumini").uncheck()
    cell(plain, "Tumini", "savings").fill("0")
    cell(plain, "Tumini", "dues").fill("0")
    plain.locator(".sheet-row", has_text="Tumini").locator(".why select").select_option("excused")
    save(plain)
    assert plain.locator("[data-total=all]").inner_text() == "Rp150.000"

    count(plain, 148_000)
    save(plain)
    assert "Rp2.000" in plain.locator("#match").inner_text()

    plain.locator("#id_reason").fill("Hilang")
    save(plain)
    meeting = receipt(plain)
    assert meeting.attendances.filter(kind="excused").count() == 1


def test_without_javascript_rows_are_added(plain):
    plain.locator("#money-out > summary").click()
    plain.locator("#money-out details", has=plain.locator("[data-rows=expenses]")).locator(
        "summary"
    ).click()
    plain.locator("#id_expenses-0-amount").fill("5000")

    plain.locator("[data-rows=expenses] button").click()

    assert plain.locator("#id_expenses-0-amount").input_value() == "5000"
    assert plain.locator("#id_expenses-1-amount").is_visible()
    assert plain.locator("#errors").count() == 0


def test_another_day_changes_the_sheet_and_keeps_what_was_typed(sheet, group):
    late = timezone.localdate() - datetime.timedelta(days=4)
    MembershipFactory(group=group, person=PersonFactory(name="Wiwik"), since=timezone.localdate())
    joined_later = sheet.locator("legend", has_text="Wiwik")
    sheet.reload()
    cell(sheet, "Siti Aminah", "savings").fill("25000")
    sheet.locator("#meeting-sheet > details summary").first.click()
    joined_later.wait_for()

    sheet.locator("#id_date").fill(late.isoformat())
    sheet.locator("#id_date").blur()  # a typed day counts once the field is left
    joined_later.wait_for(state="detached")

    assert cell(sheet, "Siti Aminah", "savings").input_value() == "25.000"
    count(sheet, 165_000)
    save(sheet)
    meeting = receipt(sheet)
    assert (meeting.date, meeting.next_on) == (late, group.next_meeting_after(late))


def test_more_paid_out_than_there_is_cannot_be_sent(sheet):
    sheet.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    sheet.locator("[name=expenses-0-name]").select_option("feed")
    sheet.locator("[name=expenses-0-amount]").fill("99.000.000")
    count(sheet, 1_000)

    assert "Kas tinggal" in sheet.locator("#match").inner_text()
    sheet.locator("#save").click()
    assert "Kurangi uang keluar" in sheet.locator("#errors").inner_text()
    assert sheet.locator("#difference").is_hidden()
