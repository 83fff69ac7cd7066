"""Answering a dispute, by the facilitator or the verifier."""

import pytest
from django.urls import reverse

from finance.actions.disputes import answer_dispute
from finance.models import Dispute
from foundation.rules import RuleBroken
from tests.factories import DisputeFactory, MembershipFactory, UserFactory
from tests.finance.posting import pay_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def dispute():
    member = MembershipFactory(person__user=UserFactory(role="member"))
    return DisputeFactory(entry=pay_in(member, 25_000), made_by=member.person.user)


def address(dispute):
    return reverse("finance:answer_dispute", args=[dispute.pk])


def test_the_answer_says_who_and_when(dispute):
    by = UserFactory()

    answer_dispute(dispute=dispute, answer="Sudah diperbaiki.", by=by)

    dispute.refresh_from_db()
    assert (dispute.answer, dispute.answered_by) == ("Sudah diperbaiki.", by)
    assert dispute.answered_at
    assert not Dispute.objects.open().exists()


def test_it_is_answered_once(dispute):
    answer_dispute(dispute=dispute, answer="Sudah benar.", by=UserFactory(name="Ratna"))

    with pytest.raises(RuleBroken, match="Ratna has answered"):
        answer_dispute(dispute=dispute, answer="Lain.", by=UserFactory())


def test_nobody_answers_ones_own(dispute):
    with pytest.raises(RuleBroken, match="your own"):
        answer_dispute(dispute=dispute, answer="Benar.", by=dispute.made_by)


def test_an_answer_is_words(dispute):
    with pytest.raises(RuleBroken, match="Write what you found"):
        answer_dispute(dispute=dispute, answer=" ", by=UserFactory())


def test_the_facilitator_answers_on_the_page_and_the_member_reads_it(as_user, dispute):
    facilitator = dispute.group.facilitations.get().facilitator

    response = as_user(facilitator).post(address(dispute), {"answer": "Sudah diperbaiki."})

    assert response.url == reverse("finance:disputes")
    page = as_user(dispute.made_by).get(reverse("finance:my")).content.decode()
    assert "Sudah diperbaiki." in page


def test_nothing_written_is_asked_again(as_user, dispute):
    response = as_user(UserFactory(role="verifier")).post(address(dispute), {"answer": ""})

    assert response.status_code == 422
    assert Dispute.objects.open().count() == 1


def test_an_answered_one_shows_its_answer(as_user, dispute):
    answer_dispute(dispute=dispute, answer="Sudah benar.", by=UserFactory())

    page = as_user(UserFactory(role="verifier")).get(address(dispute)).content.decode()

    assert "Sudah benar." in page
    assert "<textarea" not in page


def test_the_change_is_kept_in_the_history(dispute):
    answer_dispute(dispute=dispute, answer="Sudah benar.", by=UserFactory())

    assert [event.answer for event in dispute.events.order_by("pgh_id")] == ["", "Sudah benar."]
