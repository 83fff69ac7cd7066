"""Which kind of file a sheet is, by its headings and by how families stand in it."""

from groups.registers.reading.cells import key
from groups.registers.reading.walk import Walk

TELLING = {
    "opensid": "kk level|status dasar|pendidikan kk id|pendidikan sedang id|agama id|"
    "pekerjaan id|warganegara id|ayah nik|ibu nik|golongan darah id",
    "siak": "nama penduduk|nik ayah|nik ibu|deskripsi pekerjaan|cetak ktp|ganti ktp|"
    "ktp berakhir|nomor paspor|nomor akta lahir|nomor akta kawin|tanggal kwn|nomor akta cerai|"
    "tgl cerai|petugas registrasi|tgl ubah|petugas entri|tgl entri",
    "siks_ng_bnba": "bansos|id semesta|tahap|nama penerima|nik ktp|no kel|nm prov|nm kab|nm kec",
}
LEAST = {"opensid": 3, "siak": 3, "siks_ng_bnba": 2}
KEYS = {name: {key(word) for word in words.split("|")} for name, words in TELLING.items()}
OF_EKTP = {"wjbktp", "statrkm", "noblangkokk", "tglcetakkk", "wajibktp", "sttrkm"}
OF_TEMPLATE = {"namalengkap", "nik", "nokk", "jeniskelaminlp", "hubungandalamkeluarga"}


def format_of(walk: Walk) -> str:
    """Empty where it is no known kind."""
    for name, keys in KEYS.items():
        if len(keys & walk.keys) >= LEAST[name]:
            return name
    if walk.keys >= OF_TEMPLATE:
        return "template"
    if walk.columns and "decile" in walk.columns.places:
        return "siks_ng_desil"
    if walk.columns and (walk.columns.aids or "aid" in walk.columns.places):
        return "siks_ng_bnba"
    return _of_families(walk)


def _of_families(walk: Walk) -> str:
    """The four kinds of books of the population, whose families are blocks."""
    if not walk.ways or walk.columns is None or "kk" in walk.columns.places:
        return ""
    if len(OF_EKTP & walk.keys) >= 2:
        return "bip_ektp"
    if "below" in walk.ways:
        return "bip_2012"
    of_pages = "inside" not in walk.ways or "label head" in walk.keys  # each names its head
    return "bip_daftar_keluarga" if of_pages else "bip_2016"
