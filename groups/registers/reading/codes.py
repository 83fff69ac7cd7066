"""What stands in the cells for sex, relation, marriage, state and work, in one spelling."""

from groups.registers.reading.cells import key

SEX = {
    **dict.fromkeys(["l", "lk", "laki", "lakilaki", "pria", "m", "male", "1"], "L"),
    **dict.fromkeys(["p", "pr", "perempuan", "prp", "wanita", "w", "f", "female", "2"], "P"),
}
RELATIONS = [
    "Kepala Keluarga",
    "Suami",
    "Istri",
    "Anak",
    "Menantu",
    "Cucu",
    "Orang Tua",
    "Mertua",
    "Famili Lain",
    "Pembantu",
    "Lainnya",
]
RELATION = {key(name): name for name in RELATIONS} | {
    "kepala": "Kepala Keluarga",
    "kepkel": "Kepala Keluarga",
    "kepalakel": "Kepala Keluarga",
    "kepalakk": "Kepala Keluarga",
    "kk": "Kepala Keluarga",
    "krt": "Kepala Keluarga",
    "isteri": "Istri",
    "anakkandung": "Anak",
    "ortu": "Orang Tua",
}
MARRIED = {
    **dict.fromkeys(
        ["bk", "belumkawin", "blmkawin", "belummenikah", "tidakkawin", "b"], "Belum Kawin"
    ),
    **dict.fromkeys(["k", "kawin", "menikah", "nikah", "kawintercatat"], "Kawin"),
    "kawinbelumtercatat": "Kawin Belum Tercatat",
    **dict.fromkeys(["ch", "ceraihidup", "cerai", "janda", "duda"], "Cerai Hidup"),
    **dict.fromkeys(["cm", "ceraimati"], "Cerai Mati"),
}
STATUS = {
    **dict.fromkeys(["hidup", "hdp"], "Hidup"),
    **dict.fromkeys(
        ["mati", "meninggal", "meninggaldunia", "md", "wafat", "almarhum", "almarhumah"], "Mati"
    ),
    **dict.fromkeys(["pindahdalamnegeri", "pd"], "Pindah Dalam Negeri"),
    "pindah": "Pindah",
    "pindahluarnegeri": "Pindah Luar Negeri",
    "hilang": "Hilang",
    "pergi": "Pergi",
    **dict.fromkeys(["tidakvalid", "tdkvalid", "invalid"], "Tidak Valid"),
}
JOBS = [  # by their numbers in OpenSID, as far as they are asked about
    "Belum/Tidak Bekerja",
    "Mengurus Rumah Tangga",
    "Pelajar/Mahasiswa",
    "Pensiunan",
    "Pegawai Negeri Sipil (PNS)",
    "Tentara Nasional Indonesia (TNI)",
    "Kepolisian RI (POLRI)",
    "Perdagangan",
    "Petani/Pekebun",
    "Peternak",
    "Nelayan/Perikanan",
    "Industri",
    "Konstruksi",
    "Transportasi",
    "Karyawan Swasta",
    "Karyawan BUMN",
    "Karyawan BUMD",
    "Karyawan Honorer",
    "Buruh Harian Lepas",
    "Buruh Tani/Perkebunan",
    "Buruh Nelayan/Perikanan",
    "Buruh Peternakan",
    "Pembantu Rumah Tangga",
    "Tukang Cukur",
    "Tukang Listrik",
    "Tukang Batu",
    "Tukang Kayu",
]
WORDS = {"sex": SEX, "relation": RELATION, "married": MARRIED, "status": STATUS}
CODES = {  # of OpenSID
    "relation": {str(at): name for at, name in enumerate(RELATIONS, start=1)},
    "married": {"1": "Belum Kawin", "2": "Kawin", "3": "Cerai Hidup", "4": "Cerai Mati"},
    "status": {
        "1": "Hidup",
        "2": "Mati",
        "3": "Pindah Dalam Negeri",
        "4": "Hilang",
        "5": "Pindah Luar Negeri",
        "6": "Pergi",
        "9": "Tidak Valid",
    },
    "job": {str(at): name for at, name in enumerate(JOBS, start=1)} | {"88": "Wiraswasta"},
}
CAPITALS = {"pns", "tni", "polri", "bumn", "bumd", "ri", "dpr", "dprd", "ttg"}


def decode(field: str, text: str, codes: dict[str, dict[str, str]]) -> str | None:
    """The usual word for what a cell says; None for a code that is not known."""
    if not text:
        return ""
    named = codes.get(field, {}).get(key(text).lstrip("0"), text)
    words = WORDS.get(field, {})
    if (found := words.get(key(named))) is not None:
        return found
    if field in ("sex", "status") or named.isdigit():
        return None
    return tidy(named)


def tidy(text: str) -> str:
    """“BURUH TANI / PERKEBUNAN” -> “Buruh Tani/Perkebunan”."""
    text = "/".join(part.strip() for part in text.split("/"))
    return _title(text) if text.isupper() else text


def _title(text: str) -> str:
    words = (
        word if key(word) in CAPITALS else "/".join(part.capitalize() for part in word.split("/"))
        for word in text.split(" ")
    )
    return " ".join(words)
