"""A database of an older release migrates forward: its rows, promises and papers stay as they were.

`demo.sql.xz` is `demo_data` of commit 48c4f46, ended on 2026-11-28, with nine groups of six members
in the village and four grants, and with acts that the example lacks: an addendum, a loss, a changed
plan, cancellations. `heads.csv` is what `check_ledger --write-heads` wrote of it, `audit_file.zip`
what `audit_file` made of one of its groups. The secrets are those of tests/settings.py.
"""

import pgtrigger
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.database_roles import as_owner
from accounts.models import User
from grants.payment.actions.statements import import_statement
from grants.payment.models import BankFile
from papers.models import Paper
from tests.conftest import sign_in
from tests.upgrade.old_database import FILES, described, restored, row_counts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("migrated")]
INDEX_DIGEST = "85cdb3056769665c84b176e978ccdb3b7ba8de913578bcea6b3c9ee9251716a8"
MOVED = {
    f"grants_{name}": f"papers_{name}"
    for name in ("letterhead", "paper", "papercount", "signedpage")
}
BY_HAND = {  # on the tables of lower apps
    ("groups_meeting", "finance_cancelled_with_its_money"),
    ("groups_office", "finance_no_treasurer_of_a_day_counted"),
    ("papers_paper", "grants_paper_has_its_act"),
    ("groups_enddecree", "finance_ended_at_zero"),
}
USED = """pronamespace = 'public'::regnamespace AND prokind = 'f' AND (
        prorettype <> 'trigger'::regtype OR oid IN (SELECT tgfoid FROM pg_trigger))"""
TRIGGERS = """
    SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"""
RIGHTS = f"""
    SELECT table_name, '', privilege_type
        FROM information_schema.table_privileges WHERE grantee = current_user
    UNION SELECT table_name, column_name, privilege_type
        FROM information_schema.column_privileges WHERE grantee = current_user
    UNION SELECT oid::regprocedure::text, concat('as the owner: ', prosecdef),
            concat('may call: ', has_function_privilege(oid, 'EXECUTE'))
        FROM pg_proc WHERE {USED}"""
SCHEMA = f"""
    SELECT attrelid::regclass::text, attname::text, concat(format_type(atttypid, atttypmod), ' ',
            attnotnull, ' ', attidentity, ' ', pg_get_expr(adbin, adrelid))
        FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
            AND relkind IN ('r', 'v')
    UNION SELECT conrelid::regclass::text, '',
            regexp_replace(pg_get_constraintdef(oid), '::character varying|::text|[][()]', '', 'g')
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION SELECT conrelid::regclass::text, conname::text, 'its own name'
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
            AND conname !~ '_[0-9a-f]{{8}}'
    UNION SELECT tablename, '', regexp_replace(indexdef,
            'INDEX [^ ]*|::character varying|::text|[][()]', '', 'g')
        FROM pg_indexes WHERE schemaname = 'public'
    UNION SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
        FROM pg_trigger WHERE NOT tgisinternal
    UNION SELECT oid::regprocedure::text, '', pg_get_functiondef(oid)
        FROM pg_proc WHERE {USED}"""


@pytest.fixture(scope="module")
def new(django_db_setup, django_db_blocker):
    """Schema and the site's rights in the database that the squashed migration made."""
    with django_db_blocker.unblock():
        return {"schema": described(SCHEMA), "rights": described(RIGHTS)}


@pytest.fixture(scope="module")
def migrated(new, django_db_blocker):
    """The module's tests run in the old database, migrated; returns its rows before that."""
    with django_db_blocker.unblock(), restored(FILES / "demo.sql.xz"):
        with as_owner():
            before = row_counts()
        call_command("migrate", verbosity=0)
        yield before


def test_every_row_is_still_there(migrated):
    after = row_counts()

    noted = {"accounts_duty": after["accounts_duty"]}  # also for the pairs that came later
    assert {table: after[MOVED.get(table, table)] for table in migrated} == migrated | noted
    assert noted["accounts_duty"] >= migrated["accounts_duty"]
    assert sum(count > 0 for count in migrated.values()) > 100


def test_each_trigger_of_the_models_is_installed_and_no_other():
    declared = [(model, trigger) for model, trigger in pgtrigger.registered()]

    assert described(TRIGGERS) - BY_HAND == {
        (model._meta.db_table, trigger.get_pgid(model)) for model, trigger in declared
    }
    assert {trigger.get_installation_status(model) for model, trigger in declared} == {
        ("INSTALLED", True)
    }


def test_the_schema_is_that_of_a_new_database(new):
    old = described(SCHEMA)

    assert "\n".join(map(str, sorted(old ^ new["schema"]))) == ""


def test_the_site_has_the_rights_it_has_in_a_new_database(new):
    assert described(RIGHTS) == new["rights"]
    assert connection.settings_dict["USER"] == settings.SITE["USER"]


def test_lines_of_the_bank_are_known_when_their_file_comes_again():
    file = BankFile.objects.order_by("pk").last()
    lines = file.lines.count()

    again = import_statement(
        account=file.account,
        name="lagi.sta",
        content=bytes(file.content).replace(b"\r\n", b"\n"),
        today=timezone.localdate(),
        by=file.by,
    )

    assert lines > 0
    assert again.file != file
    assert (again.new, again.known) == (0, lines)


def test_the_books_are_whole_by_their_old_heads(capsys):
    call_command("check_ledger", heads=FILES / "heads.csv")

    assert "10 kelompok dan 1675 catatan dibaca." in capsys.readouterr().out


def test_the_old_audit_file_fits_together(capsys):
    call_command("verify_audit_file", FILES / "audit_file.zip", digest=INDEX_DIGEST)

    assert "Semuanya cocok." in capsys.readouterr().out


def test_a_paper_of_each_kind_is_genuine_and_prints():
    auditor = sign_in(Client(), User.objects.get(username="agus"))
    papers = Paper.objects.filter(superseded_by=None).order_by("kind", "pk").distinct("kind")

    for paper in papers:
        page = Client().get(reverse("papers:check_paper", args=[paper.code]))
        printed = auditor.get(reverse("papers:print_paper", args=[paper.pk]))

        assert "Surat ini asli dan tidak berubah." in page.text
        assert printed.content.startswith(b"%PDF")
    assert len(papers) > 8
