"""Whether a bank account bears the name of a group, as banks write names."""

import re

from grants.payment.models import BankAccount
from groups.models import Group

WORDS_BEFORE_A_NAME = re.compile(r"\b(KUBE|KELOMPOK|USAHA|BERSAMA)\b")
WORDS_OF_A_PLACE = {
    *("DS", "DESA", "KEL", "KELURAHAN", "KEC", "KECAMATAN", "KAB", "KABUPATEN", "KOTA"),
}
SHORTEST = 3  # letters of a last word that the bank cut off


def bare(name: str) -> str:
    """Normalize a name (MAWAR3 for "KUBE Mawar 3"), as banks spell names differently."""
    return "".join(_words(name))


def has_more(account: BankAccount) -> bool:
    """Whether the bank wrote more than the name of the group."""
    return bare(account.holder) != bare(account.group.name)


def bears_the_name(holder: str, group: Group) -> bool:
    """The name of the group, or that with its village, subdistrict or district added."""
    words, name = _words(holder), bare(group.name)
    for count in range(1, len(words) + 1):
        if "".join(words[:count]) == name:
            return _is_place(words[count:], group)
    return False


def _is_place(words: list[str], group: Group) -> bool:
    """Words of the group's own places; banks cut the last one where the line ends."""
    village = group.village
    places = (village, village.parent, village.parent and village.parent.parent)
    known = WORDS_OF_A_PLACE.union(*(_words(place.name) for place in places if place))
    if words and len(words[-1]) >= SHORTEST:
        known = known | {words[-1]} if _is_cut(words[-1], known) else known
    return all(word in known for word in words)


def _is_cut(word: str, known: set[str]) -> bool:
    return any(each.startswith(word) for each in known)


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", WORDS_BEFORE_A_NAME.sub(" ", name.upper()))
