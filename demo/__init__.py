"""Demo data: the village Dawuhan, with a calendar that always ends today."""

PASSWORD = "sapi-dawuhan"  # of all demo users; the demo listens on the loopback interface only

# Role, user name, password: one sign-in a role. `people.py` says who they are.
SIGN_INS: list[tuple[str, str, str]] = [
    ("Pendamping", "ratna", PASSWORD),
    ("Anggota", "siti", PASSWORD),
    ("Operator desa", "yuli", PASSWORD),
    ("Verifikator", "hendro", PASSWORD),
    ("Kepala bidang", "endang", PASSWORD),
    ("Kepala dinas", "bambang", PASSWORD),
    ("Bendahara pengeluaran", "lilik", PASSWORD),
    ("Inspektorat", "agus", PASSWORD),
    ("Dinas provinsi", "dewi", PASSWORD),
    ("Administrator", "admin", PASSWORD),
]
