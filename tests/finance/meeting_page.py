"""The page of the meeting sheet, opened by the facilitator."""

import datetime

import pytest
from django.urls import reverse

from tests.conftest import TODAY

TOMORROW = (TODAY + datetime.timedelta(days=1)).isoformat()


@pytest.fixture
def facilitator(group):
    return group.facilitations.get().facilitator


@pytest.fixture
def client(as_user, facilitator):
    return as_user(facilitator)


@pytest.fixture
def url(group):
    return reverse("finance:record_meeting", args=[group.pk])


LATE = TODAY - datetime.timedelta(days=4)
DAYS_BEFORE = {"decisions-0-what": "Beli pakan", "problems-0-kind": "animal"}
DAYS_BEFORE |= {"problems-0-what": "Sapi sakit"}
