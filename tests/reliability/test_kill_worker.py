"""Bar, row 1: a process that is killed while it records a sheet leaves all of it or nothing.

Here the process is forked from the test; `run.py bench crash` kills gunicorn's workers.
"""

import datetime
import os
import random
import signal
import time

import pytest
from django.db import connection
from django.urls import reverse

from bench import crash
from bench.crash_writer import Sheet
from finance.models import Entry, Submission
from groups.models import Meeting
from tests.conftest import TODAY
from tests.factories import GroupFactory
from tests.finance.conftest import balance, sheet
from tests.full import times

DAYS = 20  # sheets of a group, which may be recorded for thirty days
LATEST = 0.4  # seconds until the kill


def killed(act, after: float) -> bool:
    """Do it in a process of its own, killed after so many seconds unless it ended before."""
    connection.close()  # else both would write to one socket
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.django_db(transaction=True)
def test_a_sheet_cut_off_is_whole_or_absent(as_user, record_property):
    dice, cut, kills = random.Random(1), 0, times(2, 100)
    for number in range(kills):
        if number % DAYS == 0:
            group = GroupFactory(members=3)
            client = as_user(group.facilitations.get().facilitator)
            url = reverse("finance:record_meeting", args=[group.pk])
        done = number % DAYS + 1
        data = sheet(group, date=(TODAY - datetime.timedelta(days=done)).isoformat())
        cut += killed(
            lambda client=client, url=url, data=data: client.post(url, data),
            dice.uniform(0, LATEST),
        )
        answer = client.post(url, data)
        assert answer.status_code == 302
        assert client.post(url, data).url == answer.url
        assert Meeting.objects.count() == Submission.objects.count() == number + 1
        assert Entry.objects.count() == 6 * (number + 1)
        assert balance(group, "cash") == 45_000 * done
    record_property("kills", kills)
    record_property("cut off", cut)


@pytest.mark.parametrize(
    ("receipt", "parts", "fault"),
    [
        ("/meetings/7/", crash.WHOLE, ""),
        ("", crash.WHOLE, ""),
        ("", crash.ABSENT, ""),
        ("/meetings/7/", crash.ABSENT, "lost"),
        ("", (1, 1, 10, 19, 140_000, 1), "torn"),
        ("", (0, 1, 10, 20, 150_000, 1), "torn"),
    ],
)
def test_the_bench_counts_what_is_lost_or_torn(receipt, parts, fault):
    row = Sheet(group=1, date=datetime.date(2026, 11, 24), receipt=receipt)

    assert crash.fault_of(row, parts) == fault
