"""The meeting sheet on a phone: few taps, drafts kept offline, idempotent submission."""

import datetime

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from finance.models import Entry
from groups.models import Attendance, Meeting
from tests.browser.conftest import PATIENCE
from tests.factories import GroupFactory, MembershipFactory, PersonFactory, UserFactory
from tests.finance.conftest import meet, usual

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ["Siti Aminah", "Sri Wahyuni", "Wagiman", "Tumini", "Suparti"]
NAMES += ["Ngatemi", "Slamet Riyadi", "Rukmini", "Sumiati", "Kasiyem"]


@pytest.fixture
def group(transactional_db):
    group = GroupFactory(name="Mawar 3")
    for name in NAMES:
        MembershipFactory(group=group, person=PersonFactory(name=name))
    return group


@pytest.fixture
def facilitator(group):
    return group.facilitations.get().facilitator


@pytest.fixture
def sheet(page, sign_in, group, facilitator):
    """The page of the sheet of ten members."""
    sign_in(page, facilitator)
    page.goto(reverse("finance:record_meeting", args=[group.pk]))
    return page


def cell(page, name, column):
    row = page.locator(".sheet-row", has=page.locator("legend", has_text=name))
    return row.locator(f"[data-column={column}]")


def tick(page, name):
    row = page.locator(".sheet-row", has=page.locator("legend", has_text=name))
    return row.locator(".tick")


def count(page, amount):
    page.locator("#id_counted").fill(str(amount))


def save(page):
    page.locator("#save").click()


def receipt(page):
    page.wait_for_url(lambda url: "/record/" not in url)
    return Meeting.objects.get()


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
