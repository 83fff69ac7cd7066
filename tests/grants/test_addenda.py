"""Addenda of a decree: who leaves, and who moves up."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from foundation.rules import RuleBroken
from grants.selection.actions.decrees import issue_decree
from grants.selection.actions.lists import propose_addendum
from grants.selection.models import Award, Revocation
from tests.conftest import TODAY
from tests.grants.factories import (
    GRANT,
    AgreementFactory,
    DisbursementFactory,
    TransferFactory,
)
from tests.grants.proposed import (
    approver,
    decree,
    head,
    made,
    names,
    proposal,
    propose,
    selection_round,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
__all__ = ["approver", "decree", "head", "made", "proposal", "selection_round"]  # fixtures


def leave(selection_round, name, by, reason="Mengundurkan diri", **more):
    award = selection_round.awards.get(group__name=name)
    return propose_addendum(
        selection_round=selection_round, leaving={award: reason}, by=by, **{"date": TODAY} | more
    )


def test_an_addendum_takes_back_and_the_reserve_moves_up(decree, selection_round, head, approver):
    addendum = issue_decree(proposal=leave(selection_round, "P", head), date=TODAY, by=approver)

    assert addendum.sequence == 1
    assert addendum.paper.supersedes == decree.paper
    assert names(Award.objects.in_force().filter(round=selection_round)) == ["Q", "R"]
    assert Revocation.objects.get().reason == "Mengundurkan diri"
    assert addendum.paper.content["amount"] == 2 * GRANT


@pytest.mark.parametrize("made", [5], indirect=True, ids=["places"])
def test_without_a_reserve_the_place_stays_empty(selection_round, head, approver):
    issue_decree(proposal=propose(selection_round, head), date=TODAY, by=approver)

    issue_decree(proposal=leave(selection_round, "S", head), date=TODAY, by=approver)

    assert names(Award.objects.in_force()) == ["P", "Q", "R"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"reason": " "}, "Write why KUBE P leaves"),
        ({"date": datetime.date(TODAY.year + 1, 1, 1)}, "budget year is over"),
    ],
)
def test_an_addendum_has_its_reason_and_its_year(decree, selection_round, head, more, words):
    with pytest.raises(RuleBroken, match=words):
        leave(selection_round, "P", head, **more)


def test_an_addendum_takes_no_paid_grant_back(decree, selection_round, head):
    award = selection_round.awards.get(group__name="P")
    AgreementFactory(award=award)
    TransferFactory(disbursement=DisbursementFactory(award=award))

    with pytest.raises(RuleBroken, match="takes no paid grant back"):
        leave(selection_round, "P", head)


def test_who_proposes_the_addendum_does_not_sign_it(decree, selection_round, approver):
    with pytest.raises(RuleBroken, match="Who signs the decree may not propose"):
        leave(selection_round, "P", approver)


def test_a_revocation_stands_on_its_addendum(decree, selection_round, approver):
    with pytest.raises(IntegrityError, match="an addendum that says so"), transaction.atomic():
        Revocation.objects.create(
            award=selection_round.awards.first(), decree=decree, reason="x", by=approver
        )
