"""Bar, row 44: a planted NIK and KK are nowhere but in the answer to a reveal."""

import logging
import uuid

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from groups.models import Membership
from tests.conftest import TODAY
from tests.factories import GroupFactory

pytestmark = pytest.mark.django_db
NIK, KK = "3507075705850003", "3507071203090001"


def written() -> str:
    """Every row of every table as text, sessions opened."""
    with connection.cursor() as cursor:
        found = []
        for table in {model._meta.db_table for model in apps.get_models()} | {"cache"}:
            if table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')
                found.append(cursor.fetchone()[0] or "")
    return "\n".join([*found, *(str(row.get_decoded()) for row in Session.objects.all())])


def test_a_planted_number_is_found_nowhere(as_user, caplog, capsys, mailoutbox, settings):
    settings.ADMINS = [("Pengelola", "admin@example.org")]
    group = GroupFactory()
    client = as_user(group.facilitations.get().facilitator)
    client.raise_request_exception = False
    card = {"name": "Siti", "sex": "F", "nik": NIK, "kk": KK, "since": TODAY, "as_on_card": "on"}
    answers = []

    def send(page, /, *args, **posted):
        answers.append(client.post(reverse(page, args=args), posted))
        return answers[-1]

    with caplog.at_level(logging.DEBUG):
        send("finance:admit_member", group.pk, **card | {"sex": "X"})  # refused
        send("finance:admit_member", group.pk, **card, submission=uuid.uuid4())
        member = Membership.objects.get(group=group)
        send("groups:edit_member", member.pk, **card | {"since": "", "phone": "08"})
        send("groups:find_member", q=NIK)
        send("groups:find_member", q=NIK[:-1])
        with connection.execute_wrapper(broken):  # the error page and its mail
            assert send("groups:find_member", q=NIK).status_code == 500
        seen = send("groups:reveal_number", member.pk, number="nik", purpose="Isi formulir")
        paper = client.get(reverse("finance:print_savings_book", args=[member.pk])).getvalue()

    assert NIK in seen.text
    assert mailoutbox
    told = [written(), caplog.text, *capsys.readouterr(), paper.decode("latin-1")]
    told += [f"{mail.subject}{mail.body}{mail.alternatives}" for mail in mailoutbox]
    told += [answer.get("Location", "") for answer in answers]
    for number in (NIK, KK):
        assert not [text for text in told if number in text]


def broken(execute, sql, params, many, context):
    if "nik_index" in sql:
        raise RuntimeError("The database is away.")
    return execute(sql, params, many, context)
