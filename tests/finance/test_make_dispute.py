"""Making a dispute."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from finance import ledger
from finance.actions.disputes import answer_dispute, make_dispute
from finance.models import Book, Dispute
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import DisputeFactory, MembershipFactory, UserFactory
from tests.finance.posting import DAY, pay_in

pytestmark = pytest.mark.django_db
ADDRESS = "/my/dispute/"


@pytest.fixture
def member():
    return MembershipFactory(person__user=UserFactory(role="member"))


def contest(entry, **more):
    member = more.pop("membership", None) or entry.membership
    by = member.person.user or UserFactory()
    data = {"says": "Saya setor 50.000", "today": TODAY, "by": by} | more
    return make_dispute(membership=member, entry=entry, **data)


def typed(entry, **more):
    fields = {"submission": uuid.uuid4(), "entry": entry.pk, "says": "Saya setor 50.000"}
    return fields | {"claimed": "50.000"} | more


def test_it_is_bound_to_the_entry(member):
    entry = pay_in(member, 25_000)

    dispute = contest(entry, claimed=50_000)

    assert (dispute.entry, dispute.membership, dispute.group) == (entry, member, member.group)
    assert list(Dispute.objects.open()) == [dispute]


def test_an_entry_has_one_open_dispute(member):
    entry = pay_in(member, 25_000)
    contest(entry)

    with pytest.raises(RuleBroken, match="Wait for the answer"):
        contest(entry)


def test_after_the_answer_it_may_be_contested_again(member):
    entry = pay_in(member, 25_000)
    answer_dispute(dispute=contest(entry), answer="Sudah benar.", by=UserFactory())

    contest(entry)

    assert entry.disputes.count() == 2


def test_only_an_entry_of_ones_own(member):
    neighbours = pay_in(MembershipFactory(group=member.group), 25_000)

    with pytest.raises(RuleBroken, match="your own book"):
        contest(neighbours, membership=member)


def test_it_says_what_is_wrong(member):
    with pytest.raises(RuleBroken, match="Write what is wrong"):
        contest(pay_in(member, 25_000), says="  ")


def test_an_old_book_is_only_read(member):
    entry = pay_in(member, 25_000, TODAY - DAY)
    member.until, member.reason = TODAY, "moved"
    member.save()

    with pytest.raises(RuleBroken, match="closed"):
        contest(entry)


def test_the_page_offers_the_last_entries(as_user, member):
    dues = pay_in(member, 5_000, kind=Book.Kind.IKS)
    wrong = pay_in(member, 25_000)
    ledger.reverse([wrong], date=TODAY, reason="salah", by=member.group.registered_by)
    neighbours = pay_in(MembershipFactory(group=member.group), 7_000)

    page = as_user(member.person.user).get(ADDRESS).content.decode()

    offered = [f'value="{entry.pk}"' in page for entry in (dues, wrong, neighbours)]
    assert offered == [True, False, False]


def test_an_older_entry_is_chosen_in_the_book(as_user, member):
    old = pay_in(member, 9_000, TODAY - 300 * DAY)
    for ago in range(10):
        pay_in(member, 1_000, TODAY - ago * DAY)
    client = as_user(member.person.user)
    address = f"{ADDRESS}?entry={old.pk}"

    assert f'value="{old.pk}"' in client.get(address).content.decode()
    assert client.post(address, typed(old)).status_code == 302
    assert old.disputes.count() == 1


def test_telling_leads_back_to_the_own_page(as_user, member):
    entry = pay_in(member, 25_000)

    response = as_user(member.person.user).post(ADDRESS, typed(entry), follow=True)

    assert response.redirect_chain == [(reverse("finance:my"), 302)]
    assert "Menunggu jawaban" in response.content.decode()
    assert entry.disputes.get().claimed == 50_000


def test_sent_twice_it_is_told_once(as_user, member):
    entry = pay_in(member, 25_000)
    client, form = as_user(member.person.user), typed(entry)

    codes = [client.post(ADDRESS, form).status_code for _again in range(2)]

    assert codes == [302, 302]
    assert Dispute.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"says": ""}, {"claimed": "x"}, {"entry": ""}])
def test_what_is_missing_is_said_and_nothing_lost(as_user, member, wrong):
    form = typed(pay_in(member, 25_000)) | wrong

    response = as_user(member.person.user).post(ADDRESS, form)

    assert response.status_code == 422
    assert b"notice-bad" in response.content
    assert Dispute.objects.count() == 0


def test_another_members_entry_cannot_be_chosen(as_user, member):
    pay_in(member, 1_000)
    neighbours = pay_in(MembershipFactory(group=member.group), 7_000)

    response = as_user(member.person.user).post(ADDRESS, typed(neighbours))

    assert response.status_code == 422
    assert "7.000" not in response.content.decode()


@pytest.mark.parametrize("chosen", ["x", "0", "99999999999999999999", "1;"])
def test_a_strange_choice_in_the_address_is_no_choice(as_user, member, chosen):
    pay_in(member, 1_000)

    assert as_user(member.person.user).get(ADDRESS, {"entry": chosen}).status_code == 200


def test_who_is_in_no_group_is_led_to_the_own_page(as_user):
    response = as_user(UserFactory(role="member")).get(ADDRESS)

    assert response.url == reverse("finance:my")


def test_a_dispute_is_seen_on_the_entry(as_user, member):
    entry = pay_in(member, 25_000)
    DisputeFactory(entry=entry, says="Saya setor 50.000")
    client = as_user(UserFactory(role="verifier"))

    page = client.get(reverse("finance:savings_book", args=[member.pk])).content.decode()

    assert "Disanggah" in page
    assert "Saya setor 50.000" in page


def test_money_that_was_never_written(as_user, member):
    client = as_user(member.person.user)
    page = client.get(ADDRESS)
    sent = {"submission": uuid.uuid4(), "entry": "missing", "says": "Setor 20.000 Senin"}

    refused = client.post(ADDRESS, sent)
    told = client.post(ADDRESS, sent | {"claimed": "20.000"})

    assert "Uang saya tidak ditulis" in page.text
    assert refused.context["form"].errors.keys() == {"claimed"}
    assert told.status_code == 302
    dispute = Dispute.objects.get()
    assert (dispute.entry, dispute.claimed) == (None, 20_000)
    assert "Uang saya tidak ditulis" in client.get(reverse("finance:my")).text


def test_the_facilitator_reads_and_answers_it(as_user, member):
    dispute = contest(None, membership=member, claimed=20_000)
    client = as_user(member.group.facilitations.get().facilitator)
    page = reverse("finance:answer_dispute", args=[dispute.pk])

    assert "Tidak ada di buku" in client.get(reverse("finance:disputes")).text
    assert "Put right" not in client.get(page).text
    assert client.post(page, {"answer": "Sudah dicatat hari ini."}).status_code == 302


@pytest.mark.parametrize("claimed", [None, 0])
def test_missing_money_has_an_amount(member, claimed):
    with pytest.raises(RuleBroken, match="how much"):
        contest(None, membership=member, claimed=claimed)
    with pytest.raises(IntegrityError, match="missing_money"), transaction.atomic():
        DisputeFactory(entry=None, membership=member, group=member.group, claimed=claimed)
