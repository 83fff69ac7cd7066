"""What stands on the papers of the demo's office, and who signs them."""

import datetime

from accounts.models import Region, User
from papers.models import Letterhead, Official

Duty = Official.Duty
SIGNERS = [  # user name, what they sign as, with titles, number, rank, post
    (
        "bambang",
        Duty.HEAD,
        "Bambang Heriyanto, S.Sos., M.Si.",
        "19690817 199403 1 004",
        "Pembina Utama Muda (IV/c)",
        "Kepala Dinas Sosial Kabupaten Malang",
    ),
    (
        "endang",
        Duty.BUDGET_USER,
        "Dra. Endang Sulistyowati",
        "19720304 199803 2 002",
        "Pembina (IV/a)",
        "Kepala Bidang Penanganan Fakir Miskin",
    ),
    (
        "lilik",
        Duty.TREASURER,
        "Lilik Farida, S.E.",
        "19810921 200604 2 011",
        "Penata (III/c)",
        "Bendahara Pengeluaran",
    ),
    (
        "wawan",
        Duty.OTHER,
        "Wawan Setiadi, A.Md.",
        "19880530 201101 1 007",
        "Pengatur (II/c)",
        "Bendahara Pengeluaran Pembantu",
    ),
    (
        "hendro",
        Duty.OTHER,
        "Hendro Wicaksono, S.ST.",
        "19790212 200501 1 003",
        "Penata Tingkat I (III/d)",
        "Kepala Seksi Pemberdayaan KUBE",
    ),
    (
        "sri",
        Duty.OTHER,
        "Sri Mulyani Dewi, S.Sos.",
        "19850618 201001 2 009",
        "Penata (III/c)",
        "Pekerja Sosial Ahli Muda",
    ),
]


def enter_office(district: Region, users: dict[str, User], since: datetime.date) -> None:
    """Entered once, by the head of division."""
    Letterhead.objects.get_or_create(
        office=district,
        defaults={
            "government": "Pemerintah Kabupaten Malang",
            "name": "Dinas Sosial Kabupaten Malang",
            "address": "Jalan Contoh Nomor 1, Kepanjen",
            "place": "Kepanjen",
        },
    )
    for username, duty, name, nip, rank, post in SIGNERS:
        Official.objects.get_or_create(
            office=district,
            user=users[username],
            defaults={
                "duty": duty,
                "name": name,
                "nip": nip,
                "rank": rank,
                "post": post,
                "since": since,
                "by": users["endang"],
            },
        )
