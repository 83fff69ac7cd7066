"""The member's page on a phone: its weight, reading aloud, axe."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from finance.models import Book
from tests.browser.test_budget import KB, visit
from tests.factories import MeetingFactory, MembershipFactory, UserFactory
from tests.finance.posting import DAY, TODAY, pay_in, pay_out

A_VOICE = """
    const said = [];
    window.said = said;
    Object.defineProperty(window, "speechSynthesis", { value: {
        speaking: false,
        getVoices: () => [{ lang: "en-US" }, { lang: "id_ID" }],
        speak: (words) => said.push([words.text, words.lang]),
        cancel() {},
        addEventListener() {},
    } });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


@pytest.fixture
def member(transactional_db):
    user = UserFactory(role="member", name="Siti Aminah")
    member = MembershipFactory(person__user=user, person__name="Siti Aminah")
    MeetingFactory(group=member.group, date=TODAY)
    pay_in(member, 50_000, TODAY - 9 * DAY, kind=Book.Kind.POKOK)
    pay_in(member, 135_390, TODAY - 9 * DAY)
    pay_out(member, 100_000)
    return member


@pytest.fixture
def at_home(page, sign_in, member):
    sign_in(page, member.person.user)
    return page


def test_all_pages_of_a_member(at_home, axe, no_sideways_scroll, member):
    book = reverse("finance:savings_book", args=[member.pk])
    for address in (reverse("finance:my"), book, reverse("finance:make_dispute")):
        at_home.goto(address)

        axe(at_home)
        no_sideways_scroll(at_home)


def test_letters_are_large(at_home):
    at_home.goto(reverse("finance:my"))

    size = "getComputedStyle(document.querySelector('main')).fontSize"
    assert at_home.evaluate(size) == "18px"


def test_a_first_visit_is_light(at_home):
    weights = visit(at_home, reverse("finance:my"))

    assert len(weights) <= 9
    assert sum(weights) <= 100 * KB


def test_a_later_visit_is_lighter(at_home):
    visit(at_home, reverse("finance:my"))

    weights = visit(at_home, reverse("finance:my"))

    assert len(weights) <= 2
    assert sum(weights) <= 15 * KB


def test_without_a_voice_a_person_reads(at_home):
    at_home.goto(reverse("finance:my"))

    expect(at_home.get_by_role("button", name="Dengarkan")).to_be_hidden()
    expect(at_home.get_by_text("Minta pendamping membacakan")).to_be_visible()


def test_with_a_voice_the_balance_is_heard(at_home):
    at_home.add_init_script(A_VOICE)
    at_home.goto(reverse("finance:my"))

    at_home.get_by_role("button", name="Dengarkan").click()

    ((text, language),) = at_home.evaluate("window.said")
    assert text.startswith(
        "Tabungan Ibu: delapan puluh lima ribu tiga ratus sembilan puluh rupiah."
    )
    assert language == "id_ID"
    expect(at_home.get_by_text("Minta pendamping membacakan")).to_be_hidden()


def test_a_figure_is_contested_by_touch(at_home, axe):
    at_home.goto(reverse("finance:my"))
    at_home.get_by_role("link", name="Angka ini salah? Beri tahu").click()
    at_home.get_by_role("button", name="Beri tahu").click()
    expect(at_home.get_by_role("alert")).to_be_focused()
    axe(at_home)

    at_home.get_by_label("Ambil simpanan, Rp100.000").check()
    at_home.get_by_label("Apa yang salah?").fill("Saya tidak mengambil")
    at_home.get_by_role("button", name="Beri tahu").click()

    expect(at_home.get_by_text("Menunggu jawaban")).to_be_visible()
    axe(at_home)
