"""Bar, row 9: what was done, was done today or before; only what is planned has a day to come.

Each field for a day, of each form, is sent with tomorrow: it says that this day is not yet there,
or stands below as a plan.
"""

import datetime
import re
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.urls import reverse

from tests.conftest import TODAY, signed_in
from tests.page_forms import form_of
from tests.pages import PAGES
from tests.shared import shared
from tests.test_bad_input import asker
from tests.world import World

pytestmark = pytest.mark.django_db
world = shared(World)
TOMORROW = f"{TODAY + datetime.timedelta(days=1):%d/%m/%Y}"
NOT_YET = "Tanggal ini belum tiba"
PLANNED = {
    "assign_role": {"since", "until"},
    "invite_user": {"since", "until"},
    "lift_pair": {"since", "until"},
    "groups:hand_over_group": {"date"},
    "groups:move_meeting": {"next_on"},
    "groups:edit_meeting": {"next_on"},
    "groups:edit_decision": {"due_on"},
    "groups:raise_problem": {"due_on"},
    "groups:agree_measure": {"due_on"},
    "groups:record_coaching": {"next_on"},
    "groups:correct_coaching": {"next_on"},
    "finance:record_meeting": {"decisions-#-due_on", "problems-#-due_on", "next_on"},
    "finance:change_rules": {"since"},
    "grants:add_programme": {"since", "until"},
    "grants:edit_programme": {"since", "until"},
    "grants:open_round": {
        *("opened_on", "proposals_until", "visits_until", "decision_until", "payment_until")
    },
    "papers:add_official": {"since", "until"},
}
ASKED_LATER = {  # the act refuses it, once something else is right
    "groups:refuse_late_day": {"date"},  # one of the days that were asked for
    "finance:record_meeting": {"date"},  # tests/finance/test_record_meeting.py
    "grants:pay_by_file": {"date"},  # tests/grants/test_pay_by_file.py
    "grants:pay_disbursement": {"date"},  # tests/grants/test_pay_disbursement.py
}


class Days(HTMLParser):
    """Names of the inputs for a day in forms with method POST."""

    def __init__(self, html: str):
        super().__init__()
        self.names: list[str] = []
        self.is_post = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.is_post = given.get("method", "").lower() == "post"
        elif tag == "input" and self.is_post and "data-day" in given and "disabled" not in given:
            self.names.append(given["name"])


def one_of_each(names: list[str]) -> dict[str, str]:
    return {re.sub(r"\d+|__prefix__", "#", name): name for name in reversed(names)}


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page.posts])
def test_what_is_done_has_no_day_to_come(world, name):
    page = PAGES[name]
    url, client = reverse(name, args=page.args(world)), signed_in(asker(world, page), 0)
    html = client.get(url).content.decode()
    planned = PLANNED.get(name, set()) | ASKED_LATER.get(name, set())

    for kind, field in one_of_each(Days(html).names).items():
        with transaction.atomic():
            answer = client.post(url, form_of(html).values | {field: TOMORROW})
            transaction.set_rollback(True)
        if kind not in planned:
            assert answer.status_code == 422, f"{kind} accepts tomorrow"
            assert NOT_YET in answer.text, f"{kind} is not refused for its day"
