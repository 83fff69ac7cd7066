"""Audit files: created on the page, and verified by the command without the site's database."""

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import User
from grants.audit.file.contents import Scope
from grants.audit.file.making import audit_file
from grants.audit.file.verifying import NoAuditFile, verify
from grants.audit.models import AuditFile
from grants.selection.models import Award
from tests.factories import UserFactory
from tests.grants.factories import RefundFactory, ReportFactory, ReviewFactory
from tests.grants.spending import FEED, STALL, buy, in_hand
from tests.shared import shared

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


def with_accepted_report() -> Award:
    award = in_hand()
    buy(award, FEED, 1_000_000)
    buy(award, STALL, 4_000_000)
    ReviewFactory(report=ReportFactory(award=award))
    return RefundFactory(award=award, amount=25_000_000).award


def report_and_audit_file() -> tuple[Award, User, bytes]:
    award, auditor = with_accepted_report(), UserFactory(role="auditor")
    return award, auditor, b"".join(audit_file(Scope(round=award.round), by=auditor))


made = shared(report_and_audit_file)


@pytest.fixture
def award(made) -> Award:
    return Award.objects.get(pk=made[0].pk)


@pytest.fixture
def auditor(made) -> User:
    return made[1]


@pytest.fixture
def taken(made, tmp_path) -> Path:
    file = tmp_path / "audit.zip"
    file.write_bytes(made[2])
    return file


def changed(file: Path, name: str, change, *, listed: bool = False) -> Path:
    """Copy the zip with one file replaced (None: removed); `listed`: with its digest updated."""
    with zipfile.ZipFile(file) as old:
        files = {each: old.read(each) for each in old.namelist()}
    files[name] = change(files[name])
    if listed:
        index = json.loads(files["index.json"])
        for each in index["files"]:
            if each["name"] == name:
                each |= {
                    "size": len(files[name]),
                    "sha256": hashlib.sha256(files[name]).hexdigest(),
                }
        files["index.json"] = json.dumps(index).encode()
    with zipfile.ZipFile(file, "w") as new:
        for each, content in files.items():
            if content is not None:
                new.writestr(each, content)
    return file


def names(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as zip:
        return zip.namelist()


def test_the_file_is_whole(taken, award):
    result = verify(taken)

    assert result.wrong == []
    assert result.entries == award.group.entries.count()
    assert result.papers == len([name for name in names(taken) if name.endswith(".pdf")]) > 5


def test_it_holds_papers_photos_books_and_trail(taken, award):
    purchase = award.purchases.first()
    page = award.agreement.paper.signed_pages.first()

    assert {
        "index.html",
        "index.json",
        f"papers/{award.decree.paper_id}.pdf",
        f"photos/{purchase.receipt_id}.jpg",
        f"photos/{page.photo_id}.jpg",
        f"ledger/{award.group_id}.json",
        f"trail/{award.pk}.json",
    } <= set(names(taken))


def test_its_page_names_the_command_and_the_page_that_check_it(taken):
    page = zipfile.ZipFile(taken).read("index.html").decode()

    assert "manage.py verify_audit_file" in page
    assert f'<a href="{settings.SITE_ADDRESS}/audit/verify/">' in page


def test_who_took_it_is_written_down_with_the_digest_of_its_index(taken, auditor, award):
    row = AuditFile.objects.get()

    assert (row.by, row.round, row.files) == (auditor, award.round, len(names(taken)))
    assert verify(taken, digest=row.digest).wrong == []


def test_a_file_that_broke_off_neither_opens_nor_is_written_down(award, auditor, tmp_path):
    pieces = audit_file(Scope(group=award.group), by=auditor)
    file = tmp_path / "half.zip"
    file.write_bytes(next(pieces) + next(pieces))
    pieces.close()

    with pytest.raises(NoAuditFile):
        verify(file)
    assert not AuditFile.objects.filter(group=award.group).exists()


@pytest.mark.parametrize("kind", ["papers/", "photos/", "ledger/", "trail/", "index.html"])
def test_a_changed_file_is_named(taken, kind):
    name = next(name for name in names(taken) if name.startswith(kind))

    changed(taken, name, lambda content: content[:-2] + b" " + content[-2:])

    assert any(name in what for what in verify(taken).wrong)


def test_a_file_left_out_and_one_put_in_are_named(taken, award):
    receipt = f"photos/{award.purchases.first().receipt_id}.jpg"
    changed(taken, receipt, lambda content: None)
    with zipfile.ZipFile(taken, "a") as zip:
        zip.writestr("papers/more.txt", "x")

    wrong = " ".join(verify(taken).wrong)

    assert receipt in wrong
    assert "papers/more.txt" in wrong


def rewritten(change):
    """Replace values in a JSON file of the zip."""

    def write(content):
        said = json.loads(content)
        change(said)
        return json.dumps(said).encode()

    return write


def entry_of(pk, place, value):
    def change(ledger):
        for entry in ledger["entries"]:
            if entry[0] == pk:
                entry[place] = value

    return change


def test_an_entry_changed_with_its_digest_in_the_index_breaks_the_chain(taken, award):
    pk = award.purchases.first().entry_id
    name = f"ledger/{award.group_id}.json"

    changed(taken, name, rewritten(entry_of(pk, 6, 900_000)), listed=True)

    wrong = verify(taken).wrong
    assert any(what.startswith(name) for what in wrong)
    assert any(what.startswith(f"trail/{award.pk}") for what in wrong)


def test_a_purchase_changed_with_its_digest_in_the_index_is_named(taken, award):
    name = f"trail/{award.pk}.json"
    change = rewritten(lambda trail: trail["purchases"][0].update(amount=1))

    changed(taken, name, change, listed=True)

    assert any(what.startswith(name) for what in verify(taken).wrong)


def test_a_paper_changed_with_its_digest_in_the_index_breaks_its_seal(taken, award):
    name = f"papers/{award.decree.paper_id}.json"
    change = rewritten(lambda paper: paper.update(text=paper["text"] + " "))

    changed(taken, name, change, listed=True)

    assert any(name in what for what in verify(taken).wrong)


def test_an_index_made_anew_is_not_the_one_written_down(taken):
    changed(taken, "index.html", lambda content: content + b" ", listed=True)

    assert verify(taken).wrong == []
    assert verify(taken, digest=AuditFile.objects.get().digest).wrong


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7", b"\x00" * 100])
def test_what_is_no_audit_file_is_said_so(tmp_path, content):
    file = tmp_path / "some.zip"
    file.write_bytes(content)

    with pytest.raises(CommandError):
        call_command("verify_audit_file", str(file))


@pytest.mark.parametrize("index", [b"[]", b"{}", b"x", b'{"format": "kube-audit-1", "of": 1}'])
def test_a_zip_with_another_index_is_said_so(tmp_path, index):
    with zipfile.ZipFile(tmp_path / "some.zip", "w") as zip:
        zip.writestr("index.json", index)

    with pytest.raises(CommandError):
        call_command("verify_audit_file", str(tmp_path / "some.zip"))


def test_no_database_is_needed_to_check(taken):
    environment = os.environ | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)

    done = subprocess.run(
        [sys.executable, "manage.py", "verify_audit_file", str(taken)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert AuditFile.objects.get().digest in done.stdout


def test_the_file_is_taken_from_the_page(award, auditor, as_user):
    response = as_user(auditor).post(reverse("grants:take_group_file", args=[award.group_id]))

    file = io.BytesIO(b"".join(response))
    assert response["Content-Type"] == "application/zip"
    assert f"trail/{award.pk}.json" in zipfile.ZipFile(file).namelist()


def test_the_command_makes_the_same_with_progress(award, auditor, tmp_path):
    file = tmp_path / "audit.zip"

    call_command("audit_file", str(file), round=award.round_id, by=auditor.username)

    assert verify(file).wrong == []


def test_the_command_asks_whether_the_user_may(award, tmp_path):
    stranger = UserFactory(role="auditor", at="35.79")

    with pytest.raises(CommandError):
        call_command("audit_file", str(tmp_path / "a"), round=award.round_id, by=stranger.username)
