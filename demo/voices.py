"""Demo members who sign in, and the figures they dispute."""

import datetime

from accounts.models import User
from demo.people import let_sign_in
from finance.actions.disputes import answer_dispute, make_dispute
from finance.models import Book
from groups.actions.invitations import invite_member
from groups.models import Group, Membership

# The group's place in the village: number in its book, user name, what is contested, the answer.
VOICES = {
    0: (4, "siti", "Saya setor Rp20.000", "Sudah dicocokkan dengan buku: Rp10.000 benar."),
    1: (5, "anggota.melati", "Waktu itu saya setor dua kali", ""),
    3: (6, "anggota.kenanga", "Simpanan saya kurang ditulis", ""),
    10: (4, "anggota.lembu", "Saya tidak datang hari itu", "Betul, tertukar. Sudah diperbaiki."),
    21: (7, "anggota.luhur", "Jumlahnya tidak sama dengan buku saya", ""),
}


def speak(group: Group, place: int, *, today: datetime.date, by: User) -> None:
    """Invite a member, who then disputes a figure."""
    if place not in VOICES:
        return
    number, username, says, answer = VOICES[place]
    membership = Membership.objects.select_related("group", "person").get(
        group=group, number=number
    )
    user = invite_member(membership=membership, username=username, by=by)
    let_sign_in([user])
    saved = membership.entries.in_force().filter(credit__kind=Book.Kind.WAJIB)
    entry = saved.latest("sequence")
    dispute = make_dispute(
        membership=membership,
        entry=entry,
        says=says,
        claimed=entry.amount + 10_000,
        today=today,
        by=user,
    )
    if answer:
        answer_dispute(dispute=dispute, answer=answer, by=by)
