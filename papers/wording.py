"""The words of papers that an office may write itself (domain.md §11d).

A paper's content holds them as they are when it is issued; what is edited later changes no paper.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from accounts.models import Region
from papers.models import Paper, Wording

DEFAULTS = Path(__file__).parent / "wording.toml"
Part = Wording.Part
Kind = Paper.Kind
DAY = {"hari"}  # in words
OF_GROUP = {"kelompok", "desa"}
ARTICLES = {Part.CLAUSES, Part.FOUNDING_STATUTES}  # a line with # begins an article
BLANKS: dict[str, dict[Part, set[str]]] = {  # a paper's parts, what may stand in braces in each
    Kind.CANDIDATES: {
        Part.CANDIDATES_TEXT: {"batas"},
        Part.CANDIDATES_CHANGED: {"batas"},
        Part.CANDIDATES_CLOSING: set(),
    },
    Kind.RANKING: {
        Part.RANKING_OPENING: DAY | {"program"},
        Part.RANKING_RESULT: set(),
        Part.RANKING_RULE: {"urutan", "nilai_lulus"},
        Part.RANKING_EXCEPTION: {"kelompok", "syarat", "alasan"},
        Part.RANKING_PLAIN: set(),
        Part.RANKING_CHANGED: {"kelompok", "hasil", "alasan"},
        Part.RANKING_CLOSING: set(),
    },
    Kind.ANSWER: {
        Part.ANSWER_OPENING: {"tanggal", "kelompok", "program"},
        Part.ANSWER_OUTCOME: {"hasil"},
        Part.ANSWER_CHANGED: set(),
        Part.ANSWER_CLOSING: set(),
    },
    Kind.DECREE: {
        Part.CONSIDERING: {"tentang", "program", "tahun"},
        Part.RECALLING: set(),
        Part.DICTUM: {"tentang", "program", "tahun", "hari_laporan"},
        Part.COPIES: set(),
    },
    Kind.AGREEMENT: {
        Part.CLAUSES: {
            "sk",
            "tanggal_sk",
            "program",
            "bantuan",
            "terbilang",
            "rekening",
            "hari_laporan",
        },
    },
    Kind.PAYMENT_ORDER: {Part.ORDER_TEXT: set()},
    Kind.BANK: {
        Part.BANK_OPENING: DAY,
        Part.BANK_RESULT: set(),
        Part.BANK_RETURNED: set(),
        Part.BANK_CLOSING: set(),
    },
    Kind.HANDOVER: {
        Part.HANDOVER_OPENING: DAY,
        Part.HANDOVER_TEXT: set(),
        Part.HANDOVER_CLOSING: set(),
    },
    Kind.VISIT: {
        Part.VISIT_OPENING: DAY,
        Part.VISIT_RESULT: set(),
        Part.VISIT_CLOSING: set(),
    },
    Kind.REVIEW: {
        Part.REVIEW_OPENING: DAY,
        Part.REVIEW_RESULT: set(),
        Part.REVIEW_ACCEPTED: set(),
        Part.REVIEW_REMAINDER: {"sisa"},
        Part.REVIEW_RETURNED: {"batas"},
        Part.REVIEW_CLOSING: set(),
    },
    Kind.SANCTION: {
        Part.SANCTION_OPENING: {"sk", "kelompok", "bantuan", "program", "jatuh_tempo"},
        Part.SANCTION_LETTER: {"batas"},
        Part.SANCTION_HOLD: set(),
        Part.SANCTION_NO_ROUND: set(),
        Part.SANCTION_RECOVERY: set(),
        Part.SANCTION_INSPECTORATE: set(),
        Part.SANCTION_CLOSING: set(),
        Part.SANCTION_COPIES: {"desa"},
    },
    Kind.COACHING: {Part.COACHING_OPENING: {"bulan"}, Part.COACHING_CLOSING: {"bulan"}},
    Kind.FOUNDING: {
        Part.FOUNDING_OPENING: DAY,
        Part.FOUNDING_RESULT: set(),
        Part.FOUNDING_CLOSING: set(),
        Part.FOUNDING_STATUTES: {"kelompok", "usaha", "desa", "pertemuan"},
    },
    Kind.GROUP_DECREE: {
        Part.GROUP_RECALLING: set(),
        Part.FORMING_CONSIDERING: OF_GROUP | {"program", "hasil"},
        Part.FORMING_DICTUM: OF_GROUP | {"program"},
        Part.STAGE_CONSIDERING: OF_GROUP | {"tahap"},
        Part.STAGE_DICTUM: OF_GROUP | {"tahap"},
        Part.ENDING_CONSIDERING: OF_GROUP | {"sebab"},
        Part.ENDING_DICTUM: OF_GROUP,
        Part.GROUP_COPIES: {"desa"},
    },
    Kind.BREACH: {
        Part.BREACH_OPENING: {"tanggal"},
        Part.BREACH_AUTHORITY: set(),
        Part.BREACH_PERSONS: set(),
        Part.BREACH_CLOSING: set(),
    },
}


@cache
def _defaults() -> dict[str, str]:
    return {part: text.strip() for part, text in tomllib.loads(DEFAULTS.read_text()).items()}


def default_words(office: Region) -> dict[str, str]:
    """The words that an office begins with, with the title of its own regent or mayor."""
    kind, _space, place = office.name.partition(" ")
    title = {"Kabupaten": "Bupati", "Kota": "Wali Kota"}.get(kind)
    words = f"{title} {place}" if title else "Bupati/Wali Kota"
    return {part: text.replace("{kepala_daerah}", words) for part, text in _defaults().items()}


def words_of(office: Region) -> dict[str, str]:
    """The words in force of each part."""
    own = Wording.objects.filter(office=office).order_by("pk").values_list("part", "text")
    return default_words(office) | dict(own)


def filled(text: str, **blanks: object) -> list[str]:
    """The lines of words, with what stands in braces filled in, and nothing in what is filled in.

    Braces without such a name stay: papers of before were edited when others were known.
    """

    def value(blank: re.Match[str]) -> str:
        return str(blanks.get(blank[1], blank[0]))

    lines = [line.strip() for line in text.splitlines()]
    return [re.sub(r"\{(\w+)\}", value, line) for line in lines if line]
