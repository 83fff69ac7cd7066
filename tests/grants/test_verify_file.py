"""An audit file is verified by upload, with the answers of `verify_audit_file`."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.factories import UserFactory
from tests.grants.factories import AwardFactory
from tests.upgrade.old_database import FILES

pytestmark = pytest.mark.django_db
DIGEST = "85cdb3056769665c84b176e978ccdb3b7ba8de913578bcea6b3c9ee9251716a8"
WHOLE = (FILES / "audit_file.zip").read_bytes()


def sent(client, content: bytes, **more):
    file = SimpleUploadedFile("audit.zip", content, "application/zip")
    return client.post(reverse("grants:verify_file"), {"file": file, **more})


@pytest.fixture
def auditor(as_user):
    return as_user(UserFactory(role="auditor"))


def changed(at: int) -> bytes:
    return WHOLE[:at] + bytes([WHOLE[at] ^ 1]) + WHOLE[at + 1 :]


@pytest.mark.parametrize("digest", ["", DIGEST, f" {DIGEST.upper()} "])
def test_a_whole_file_fits_together(auditor, digest):
    response = sent(auditor, WHOLE, digest=digest)

    assert response.status_code == 200
    assert "Semuanya cocok." in response.text
    assert DIGEST in response.text


def test_the_moment_is_said_in_the_words_of_the_office(auditor):
    page = sent(auditor, WHOLE).text

    [made] = re.findall(r"<dt>Dibuat</dt><dd>(.*?)</dd>", page)
    assert re.match(r"\d+ \w+ \d{4}, \d\d\.\d\d WIB, ", made), made


def test_the_pages_of_audit_files_lead_to_it(auditor):
    award = AwardFactory()
    pages = {"grants:audit_round": award.round_id, "grants:audit_group": award.group_id}

    for name, key in pages.items():
        page = auditor.get(reverse(name, args=[key])).text
        assert reverse("grants:verify_file") in page
        assert "manage.py" not in page


def test_another_digest_is_named(auditor):
    page = sent(auditor, WHOLE, digest="0" * 64).text

    assert "Semuanya cocok" not in page
    assert "Ada 1 yang salah" in page or "1 hal" in page or "salah" in page


@pytest.mark.parametrize("at", [5_000, len(WHOLE) // 2, len(WHOLE) - 40_000])
def test_it_answers_as_the_command_does(auditor, at, tmp_path):
    file, said = tmp_path / "audit.zip", io.StringIO()
    file.write_bytes(changed(at))
    with pytest.raises(CommandError):
        call_command("verify_audit_file", file, stdout=said)

    page = sent(auditor, changed(at)).text

    faults = said.getvalue().splitlines()[3:-1]
    assert "Semuanya cocok" not in page
    assert [fault for fault in faults if fault.replace("'", "&#x27;") not in page] == []


@pytest.mark.parametrize("content", [b"x", WHOLE[:-500], b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_audit_file_is_said_so(auditor, content):
    response = sent(auditor, content)

    assert response.status_code == 422


def test_a_file_is_asked_for(auditor):
    response = auditor.post(reverse("grants:verify_file"), {})

    assert response.status_code == 422
    assert "Pilih berkas zip." in response.text
