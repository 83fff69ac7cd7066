"""Pages of groups with many rows: axe and horizontal overflow.

`test_every_page.py` checks their forms with errors.
"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from finance.actions.meetings import SheetLine, record_meeting
from groups.actions.members import NewMember
from groups.actions.problems import follow_up, raise_problem
from groups.actions.register import register_group
from groups.models import Decision, Problem
from tests.factories import (
    DuesRuleFactory,
    GroupFactory,
    ProgrammeFactory,
    SavingsRuleFactory,
    UserFactory,
    region,
)

MONTH = datetime.timedelta(days=30)
NAMES = ["Sri Wahyuni", "Slamet Riyadi", "Siti Aminah", "Wagiman", "Tumini", "Suparti"]


@pytest.fixture
def facilitator(db):
    return UserFactory(role="facilitator", name="Ratna Wulandari")


@pytest.fixture
def group(facilitator):
    today = timezone.localdate()
    region("35.07.07")
    posts = ["chair", "secretary", "treasurer"]
    families = [
        NewMember(
            name=name,
            sex="M" if name in ("Slamet Riyadi", "Wagiman") else "F",
            born_on=datetime.date(1980, 5, 10 + number),
            nik=f"3507075{number}058000{number:02}"[:16].ljust(16, "1"),
            kk=f"35070712030900{number:02}",
            address=f"RT {number:02} RW 01",
            post=posts[number] if number < 3 else None,
        )
        for number, name in enumerate(NAMES)
    ]
    group = register_group(
        name="Mawar 3",
        village=region("35.07.07.2001"),
        hamlet="Krajan",
        programme=ProgrammeFactory(),
        formed_on=today - 12 * MONTH,
        business="cattle",
        rhythm="monthly",
        usual_hour=datetime.time(16),
        usual_place="Balai dusun",
        families=families,
        facilitator=facilitator,
        by=facilitator,
    )
    SavingsRuleFactory(group=group, since=group.formed_on)
    DuesRuleFactory(group=group, since=group.formed_on)
    meet(group, facilitator, today)
    return group


def meet(group, by, today):
    """Six meetings, the last a month ago; a problem; decisions, done and open."""
    members = list(group.memberships.all())
    for back in range(6, 0, -1):
        date = today - back * MONTH
        lines = [SheetLine(member, "present", 20_000, 5_000) for member in members[:-1]]
        lines.append(SheetLine(members[-1], "ill" if back % 2 else "present"))
        record_meeting(
            group=group,
            date=date,
            lines=lines,
            counted=5 * 25_000,
            next_on=date + MONTH,
            today=date,
            by=by,
        )
    meeting = group.meetings.first()
    agreed = [("Perbaiki atap kandang", None), ("Vaksin ulang tiga sapi", today)]
    for what, done_on in agreed:
        Decision.objects.create(
            group=group,
            meeting=meeting,
            what=what,
            who="Pak Wagiman",
            due_on=today,
            done_on=done_on,
        )
    problem = raise_problem(
        group=group,
        kind=Problem.Kind.ANIMAL,
        what="Sapi Bu Tumini sakit, tidak mau makan",
        who="Pak Slamet",
        raised_on=today - MONTH,
        due_on=today - datetime.timedelta(days=5),
        by=by,
    )
    follow_up(problem=problem, what="Mantri hewan datang", date=today, closes=False, by=by)


@pytest.fixture
def look(axe, no_sideways_scroll):
    def on_a_phone(page) -> None:
        axe(page)
        no_sideways_scroll(page)

    return on_a_phone


def pages_of(group) -> list[str]:
    of_group = [
        "finance:group_overview",
        "groups:change_officers",
        "groups:members",
        "groups:meetings",
        "groups:problems",
    ]
    return [
        reverse("home"),
        reverse("groups:groups"),
        *(reverse(name, args=[group.pk]) for name in of_group),
        reverse("groups:member", args=[group.memberships.get(number=3).pk]),
        reverse("groups:follow_up", args=[group.problems.get().pk]),
        reverse("groups:open_problems"),
    ]


def test_the_facilitators_pages(page, sign_in, look, facilitator, group):
    sign_in(page, facilitator)

    for address in pages_of(group):
        page.goto(address)

        look(page)


def test_an_officers_pages_at_the_office(page, sign_in, look, group):
    page.set_viewport_size({"width": 1366, "height": 740})
    sign_in(page, UserFactory(role="verifier"))

    for name in ("group_overview", "members", "meetings", "problems"):
        app = "finance" if name == "group_overview" else "groups"
        page.goto(reverse(f"{app}:{name}", args=[group.pk]))

        look(page)
    for name in ("home", "groups:groups", "groups:register_group", "groups:open_problems"):
        page.goto(reverse(name))

        look(page)


def test_mistakes_keep_what_was_typed(page, sign_in, look, facilitator, group):
    sign_in(page, facilitator)
    page.goto(reverse("finance:admit_member", args=[group.pk]))
    page.get_by_label("Nama lengkap").fill("Bu Baru")
    page.get_by_label("NIK", exact=False).first.fill("350707570585000")
    page.get_by_role("button", name="Tambah anggota").click()

    expect(page.get_by_role("alert")).to_contain_text("NIK harus 16 angka. Yang ditulis 15 angka.")
    expect(page.get_by_label("Nama lengkap")).to_have_value("Bu Baru")
    look(page)


def test_a_row_is_added_without_javascript(browser, live_server, sign_in, facilitator, group):
    context = browser.new_context(
        base_url=live_server.url, locale="id-ID", java_script_enabled=False
    )
    page = context.new_page()
    sign_in(page, facilitator)
    page.goto(reverse("groups:register_group"))
    page.locator("#id_members-0-name").fill("Sri Wahyuni")
    page.get_by_role("button", name="Tambah baris").click()

    expect(page.locator("#id_members-0-name")).to_have_value("Sri Wahyuni")
    expect(page.locator("#id_members-10-name")).to_be_visible()
    context.close()


def test_a_row_is_added_and_what_was_typed_stays(page, sign_in, facilitator, group):
    sign_in(page, facilitator)
    page.goto(reverse("groups:register_group"))
    page.locator("#id_members-0-name").fill("Sri Wahyuni")
    page.get_by_role("button", name="Tambah baris").click()

    expect(page.locator("#id_members-10-name")).to_be_visible()
    expect(page.locator("#id_members-0-name")).to_have_value("Sri Wahyuni")


@pytest.mark.parametrize("name", ["groups:problems", "finance:cash"])
def test_the_tab_of_the_page_is_in_sight(transactional_db, page, sign_in, name):
    group = GroupFactory()
    sign_in(page, group.facilitations.get().facilitator)
    page.set_viewport_size({"width": 360, "height": 800})

    page.goto(reverse(name, args=[group.pk]))

    box = page.locator(".tabs [aria-current]").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
