"""7: a submission is recorded once."""

import uuid

import pytest
from django.db import IntegrityError

from tests.finance.promises.sql import refused, run

pytestmark = pytest.mark.django_db


def test_a_submission_stands_once(group):
    insert = (
        "INSERT INTO finance_submission (uuid, by_id, at, digest, answer)"
        " VALUES (%s, %s, now(), 'x', '')"
    )
    key = uuid.uuid4()
    run(insert, key, group.registered_by_id)

    refused(insert, key, group.registered_by_id, match="pkey", error=IntegrityError)
    refused("UPDATE finance_submission SET digest = 'y'")
    refused("DELETE FROM finance_submission")
