"""Bar, row 10: an upload for which there is no room is refused in words, and leaves nothing."""

import os
import resource
import uuid
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.utils import OperationalError
from django.urls import reverse

from finance.models import Submission
from groups.models import Photo
from kube_admin.database_limits import Trouble, trouble_of
from papers.models import Paper
from tests.factories import GroupFactory
from tests.grants.factories import PaperFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_alone")]
ROOM = 100_000  # bytes that a file may have
LARGE = b"\xff\xd8" + os.urandom(3_000_000)  # Django stores it in a file, as it is over 2.5 MB


@contextmanager
def no_room():
    """Writing more fails as on a full disk; SIGXFSZ is ignored by Python."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("in_memory", [0, 20_000_000], ids=["upload", "pages of a pdf"])
def test_an_upload_is_refused_and_leaves_nothing(
    as_user, settings, tmp_path, monkeypatch, in_memory
):
    paper = PaperFactory(kind=Paper.Kind.AGREEMENT, group=GroupFactory())
    client = as_user(paper.group.facilitations.get().facilitator)
    client.raise_request_exception = False
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = in_memory
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7" + LARGE)
    sent = {"photo": file, "submission": uuid.uuid4()}

    with no_room():
        answer = client.post(reverse("groups:add_signed_page", args=[paper.pk]), sent)

    assert answer.status_code == 503
    assert "Tidak ada tempat lagi untuk menyimpan ini." in answer.text
    assert list(tmp_path.iterdir()) == []
    assert not Photo.objects.exists()
    assert not Submission.objects.exists()
    assert not paper.signed_pages.exists()


def test_a_full_disk_of_the_database_is_told_likewise():
    class DiskFull(Exception):
        pgcode = "53100"

    error = OperationalError("could not extend file")
    error.__cause__ = DiskFull()

    assert trouble_of(error) is Trouble.FULL
