"""An office as its papers show it: its letterhead and its head."""

import datetime

from accounts.models import Region, User
from papers.models import Letterhead, Official
from tests.factories import LONG_AGO, UserFactory, region

NIP = "19680512 199303 2 004"


def enter_office(since: datetime.date = LONG_AGO) -> Region:
    district, by = region("35.07"), UserFactory(role="head")
    Letterhead.objects.create(
        office=district,
        government="Pemerintah Kabupaten Malang",
        name="Dinas Sosial Kabupaten Malang",
        address="Jalan Panji 119",
        postcode="65163",
        telephone="(0341) 390000",
        email="dinsos@example.go.id",
        place="Kepanjen",
        by=by,
    )
    Official.objects.create(
        office=district,
        duty="head",
        name="Dra. Endang Lestari, M.Si.",
        nip=NIP,
        rank="Pembina Utama Muda (IV/c)",
        post="Kepala Dinas Sosial Kabupaten Malang",
        since=since,
        by=by,
    )
    return district


def enter_official(user: User, *, post: str, nip: str, duty: str = Official.Duty.OTHER) -> Official:
    """An account that signs for the office, with number and post."""
    return Official.objects.create(
        office=region("35.07"),
        duty=duty,
        name=user.name,
        nip=nip,
        rank="Penata (III/c)",
        post=post,
        user=user,
        since=LONG_AGO,
        by=user,
    )
