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
BY_HAND = {("groups_office", "finance_no_treasurer_of_a_day_counted")}  # a lower app's table
TRIGGERS = """
    SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"""
RIGHTS = """
    SELECT table_name, '', privilege_type
        FROM information_schema.table_privileges WHERE grantee = current_user
    UNION SELECT table_name, column_name, privilege_type
        FROM information_schema.column_privileges WHERE grantee = current_user
    UNION SELECT oid::regprocedure::text, concat('as the owner: ', prosecdef),
            concat('may call: ', has_function_privilege(oid, 'EXECUTE'))
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace"""


@pytest.fixture(scope="module")
def usual_rights(django_db_setup, django_db_blocker):
    """The site's rights in the database that the migrations made from nothing."""
    with django_db_blocker.unblock():
        return described(RIGHTS)


@pytest.fixture(scope="module")
def migrated(usual_rights, django_db_blocker):
    """The module's tests run in the old database, migrated; returns its rows before that."""
    with django_db_blocker.unblock(), restored(FILES / "demo.sql.xz"):
        with as_owner():
            before = row_counts()
        call_command("migrate", verbosity=0)
        yield before


def test_every_row_is_still_there(migrated):
    after = row_counts()

    assert {table: after[MOVED.get(table, table)] for table in migrated} == migrated
    assert sum(count > 0 for count in migrated.values()) > 100


def test_each_trigger_of_the_models_is_installed_and_no_other():
    declared = [(model, trigger) for model, trigger in pgtrigger.registered()]

    assert described(TRIGGERS) - BY_HAND == {
        (model._meta.db_table, trigger.get_pgid(model)) for model, trigger in declared
    }
    assert {trigger.get_installation_status(model) for model, trigger in declared} == {
        ("INSTALLED", True)
    }


def test_the_site_has_the_rights_it_has_in_a_new_database(usual_rights):
    assert described(RIGHTS) == usual_rights
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
