"""Invented names as used around Malang; no real persons."""

import random

WOMEN = [
    "Siti", "Sri", "Sulastri", "Suparti", "Tumini", "Ngatini", "Wiwik", "Endang", "Lilik",
    "Nur", "Sumiati", "Kasiyati", "Misni", "Supiyah", "Poniti", "Marsiti", "Yuliatin",
    "Winarti", "Rumiyati", "Sutini", "Sulikah", "Kartini", "Warsini", "Ponirah", "Juwariyah",
    "Muntiah", "Sukarti", "Tutik", "Ngatemi", "Mudrikah",
]  # fmt: skip
WOMENS_SECOND = [
    "Aminah", "Wahyuni", "Rahayu", "Lestari", "Handayani", "Pujiati", "Ningsih", "Utami",
    "Mulyani", "Khotimah", "Hidayati", "Fatimah", "Astutik", "Susilowati", "Kurniawati",
    "Zubaidah", "Romlah", "Indrawati", "Maimunah", "Suryani",
]  # fmt: skip
MEN = [
    "Wagiman", "Sutrisno", "Supardi", "Slamet", "Suwarno", "Ponidi", "Ngatemin", "Kusnan",
    "Jumadi", "Sunardi", "Mulyono", "Kasiadi", "Sugeng", "Misdi", "Tukiran", "Purwanto",
    "Samsul", "Mujiono", "Suparman", "Kaseri", "Jumain", "Sariyono", "Paiman", "Sukirno",
    "Bejo",
]  # fmt: skip
MENS_SECOND = [
    "Hariyanto", "Santoso", "Riyadi", "Wibowo", "Prasetyo", "Hidayat", "Utomo", "Setiawan",
    "Efendi", "Arifin", "Cahyono", "Widodo", "Susanto", "Rohman", "Wijaya",
]  # fmt: skip

GROUPS = [
    "Mawar", "Melati", "Anggrek", "Kenanga", "Dahlia", "Seruni", "Teratai", "Cempaka", "Kantil",
    "Sedap Malam", "Lembu Andini", "Sido Makmur", "Ngudi Rejeki", "Rukun Santoso", "Tani Mulyo",
    "Karya Utama", "Margo Mulyo", "Sumber Rejeki", "Guyub Rukun", "Harapan Jaya", "Maju Bersama",
    "Budi Luhur", "Srikandi", "Mitra Usaha", "Sekar Arum", "Langgeng Jaya", "Barokah",
    "Wijaya Kusuma", "Tunas Harapan", "Podo Moro",
]  # fmt: skip
HAMLETS = ["Krajan", "Dawuhan Lor", "Dawuhan Kidul", "Sumber Wetan"]


def person_names(rng: random.Random, sexes: list[str]) -> list[str]:
    """A name for each sex given, without duplicates; some have a single name."""
    pools = {
        "F": WOMEN[2:] + [f"{a} {b}" for a in WOMEN for b in WOMENS_SECOND],
        "M": MEN + [f"{a} {b}" for a in MEN for b in MENS_SECOND],
    }
    for pool in pools.values():
        rng.shuffle(pool)
    return [pools[sex].pop() for sex in sexes]
