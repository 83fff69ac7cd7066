"""4: no entry can be dated in a closed month."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from finance.models import Period
from tests.conftest import TODAY
from tests.finance.promises.sql import committed, post, refused, refused_post

pytestmark = pytest.mark.django_db


def test_a_closed_month_takes_no_entry(group):
    month = TODAY.replace(day=1)
    Period.objects.create(group=group, month=month, closed_by=group.registered_by)

    refused_post(group, "month of this entry is closed")
    refused("DELETE FROM finance_period")
    refused("UPDATE finance_period SET month = month - 31")


@committed
def test_a_closed_month_takes_no_entry_from_an_older_snapshot(group):
    def close():
        Period.objects.create(
            group=group, month=TODAY.replace(day=1), closed_by=group.registered_by
        )
        connection.close()

    def post_with_an_older_look():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT FROM finance_period")
            thread = threading.Thread(target=close)
            thread.start()
            thread.join()
            post(group)

    with pytest.raises(DatabaseError, match="could not serialize"):
        post_with_an_older_look()
