"""A published round of two places, its list and its decree."""

import datetime

import pytest

from grants.selection.actions.decrees import issue_decree
from grants.selection.actions.lists import propose_list
from grants.selection.models import Round
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import (
    PublicationFactory,
    RankingFactory,
    RoundFactory,
)
from tests.grants.test_rank import EXAMPLE
from tests.grants.test_rankings import candidate
from tests.shared import shared

DAY = datetime.timedelta(days=1)


def public_round(places=2, **more):
    """The worked example with its list published and the objection period over."""
    selection_round = RoundFactory(places=places, **more)
    for name, levels in EXAMPLE.items():
        candidate(selection_round, name, levels)
    RankingFactory(round=selection_round)
    return PublicationFactory(round=selection_round).round


made = shared(public_round)


@pytest.fixture
def selection_round(made):
    return Round.objects.get(pk=made.pk)


@pytest.fixture
def head():
    return UserFactory(role="head")


@pytest.fixture
def approver():
    return UserFactory(role="approver")


@pytest.fixture
def proposal(selection_round, head):
    return propose(selection_round, head)


@pytest.fixture
def decree(proposal, approver):
    return issue_decree(proposal=proposal, date=TODAY, by=approver)


def propose(selection_round, by, **more):
    return propose_list(selection_round=selection_round, by=by, **{"date": TODAY} | more)


def names(rows):
    return [row.candidacy.group.name for row in rows]
