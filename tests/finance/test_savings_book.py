"""The savings book of a member: figures, corrections, export, print."""

import datetime

import pytest
from django.urls import reverse

from finance import ledger
from finance.models import Book, Chain
from finance.reports.statements import PAGE
from tests.conftest import TODAY
from tests.excel import rows_of, sheet_of
from tests.factories import GroupFactory, MembershipFactory, UserFactory
from tests.finance.posting import DAY, pay_in, pay_in_often, pay_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def verifier(as_user):
    return as_user(UserFactory(role="verifier"))


def address(member):
    return reverse("finance:savings_book", args=[member.pk])


def test_pokok_wajib_and_sukarela_stand_side_by_side(verifier):
    member = MembershipFactory()
    pay_in(member, 50_000, kind=Book.Kind.POKOK)
    pay_in(member, 10_000, kind=Book.Kind.WAJIB)
    pay_in(member, 15_000)

    shown = verifier.get(address(member)).context["statement"]

    assert [book.kind for book in shown.books] == Book.SAVINGS
    assert shown.lines[-1].balances == [50_000, 10_000, 15_000]
    assert shown.balance == 75_000


def test_a_reversal_is_seen_on_both_with_reason_and_who(verifier):
    by = UserFactory(name="Ratna Wulandari")
    member = MembershipFactory()
    wrong = pay_in(member, 100_000, TODAY - DAY)
    ledger.reverse([wrong], date=TODAY, reason="salah ketik", by=by)
    pay_in(member, 10_000, corrects=wrong)

    page = verifier.get(address(member)).content.decode()

    assert page.count("Bu Ratna Wulandari: salah ketik") == 2
    assert page.count("Dibatalkan") >= 1
    assert f"no. {wrong.sequence}" in page


def test_the_address_chooses_days(verifier):
    member = MembershipFactory()
    pay_in(member, 1_000, TODAY - 40 * DAY)
    pay_in(member, 2_000, TODAY)

    page = verifier.get(address(member), {"since": TODAY - DAY})

    assert page.context["statement"].opening_balance == 1_000
    assert [line.change for line in page.context["statement"].lines] == [2_000]


def test_the_table_holds_what_the_page_holds(verifier):
    member = MembershipFactory()
    pay_in(member, 10_000, TODAY - DAY, kind=Book.Kind.WAJIB)
    pay_in(member, 25_000, note='=HYPERLINK("http://x","y")')
    pay_out(member, 5_000)

    head, opening, *rows = rows_of(verifier.get(address(member), {"table": "xlsx"}))

    assert head[4:] == ["Simpanan wajib", "Simpanan sukarela", "Saldo"]
    assert opening[-1] == 0
    assert [row[-1] for row in rows] == [10_000, 35_000, 30_000]
    assert rows[1][3] == '=HYPERLINK("http://x","y")'
    assert rows[1][1] == (TODAY - datetime.date(1899, 12, 30)).days


def test_the_head_of_the_table_stays_in_sight(verifier):
    member = MembershipFactory()

    sheet = sheet_of(verifier.get(address(member), {"table": "xlsx"}))

    assert sheet.find(".//{*}pane").get("state") == "frozen"


def test_the_paper_is_a_pdf_to_keep(verifier):
    member = MembershipFactory()
    pay_in(member, 25_000)

    response = verifier.get(reverse("finance:print_savings_book", args=[member.pk]))

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-1.7")
    assert b"pdfaid" in response.content


def test_all_books_of_a_group_are_one_paper(verifier):
    group = GroupFactory(members=3)

    response = verifier.get(reverse("finance:print_savings_books", args=[group.pk]))

    assert response["Content-Disposition"].startswith('inline; filename="buku-simpanan-kube')
    assert response.content.startswith(b"%PDF-1.7")


def test_a_page_takes_the_same_queries_whatever_the_history(
    verifier, django_assert_max_num_queries
):
    short, long = MembershipFactory.create_batch(2)
    pay_in(short, 1_000)
    pay_in_often(long, PAGE + 5)
    counts = []

    for member in (short, long):
        with django_assert_max_num_queries(30) as queries:
            verifier.get(address(member))
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert Chain.objects.get(group=long.group).sequence == PAGE + 5


def test_the_newest_entry_is_on_top_and_its_act_behind_a_tap(verifier):
    member = MembershipFactory()
    old, new = pay_in(member, 1_000, TODAY - 40 * DAY), pay_in(member, 2_000)

    page = verifier.get(address(member)).text
    book = verifier.get(reverse("finance:book", args=[new.credit_id])).text

    for shown in (page, book):
        links = [reverse("finance:reverse_entry", args=[entry.pk]) for entry in (new, old)]
        places = [shown.index(f'{link}"') for link in links]
        assert places == sorted(places)
        assert shown.count('<details class="act') == 2
        assert shown.index("Saldo sesudahnya") < places[0] < shown.index("Saldo sebelumnya")
