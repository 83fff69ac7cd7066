"""Use the site by its pages as the code in the present folder has it, on a database that is there.

Run by tests/reliability/test_migrate.py in a checkout of the release before, so it imports little.
Prints how many pages were read and sheets sent.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path.cwd()))  # not the folder of this file

import django
import pghistory

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.crash_writer import Sheet  # noqa: E402
from groups.models import Group  # noqa: E402

PAGES = ["/", "/groups/", "/groups/{}/", "/groups/{}/members/", "/groups/{}/meetings/"]
PAGES += ["/groups/{}/cash/", "/groups/{}/books/", "/groups/{}/savings/", "/groups/{}/dues/"]


def use(group: Group) -> int:
    client = Client(HTTP_HOST="127.0.0.1")
    with pghistory.context(command="bench"):
        client.force_login(group.registered_by, settings.AUTHENTICATION_BACKENDS[0])
    sheet = Sheet(group.pk, timezone.localdate())
    record = f"/groups/{group.pk}/meetings/record/"
    filled = sheet.filled_in(client.get(record).content.decode())
    answer = client.post(record, filled)
    assert answer.status_code == 302, answer.content.decode()[:2_000]
    pages = [page.format(group.pk) for page in PAGES] + [answer.headers["Location"]]
    for page in pages:
        assert client.get(page).status_code == 200, page
    return len(pages)


if __name__ == "__main__":
    read = [use(group) for group in Group.objects.order_by("pk")]
    sys.stdout.write(f"{sum(read)} {len(read)}\n")
