"""Texts of the demo's meetings: decisions, problems, reasons."""

from groups.models import Problem

Kind = Problem.Kind

DECISIONS = [
    "Membeli pakan tambahan bersama",
    "Memperbaiki atap kandang",
    "Membagi jadwal jaga kandang",
    "Menagih iuran yang belum dibayar",
    "Membuat papan nama kelompok",
    "Mengurus surat di desa",
    "Mengundang mantri hewan",
    "Menanam rumput gajah di lahan bersama",
    "Membuka rekening bank",
    "Menyusun rencana usaha tahun depan",
    "Menjenguk anggota yang sakit",
    "Arisan bulan depan",
]
PROBLEMS = [
    (Kind.ANIMAL, "Sapi kurang makan dan kurus"),
    (Kind.ANIMAL, "Dua kambing diare"),
    (Kind.MONEY, "Iuran banyak yang menunggak"),
    (Kind.MONEY, "Kas kurang waktu dihitung"),
    (Kind.PEOPLE, "Jadwal jaga kandang tidak dijalankan"),
    (Kind.PEOPLE, "Dua anggota berselisih"),
    (Kind.BUSINESS, "Harga jual ternak turun"),
    (Kind.BUSINESS, "Dagangan kurang laku"),
    (Kind.PAPER, "Buku tamu dan notulen belum diisi"),
    (Kind.PAPER, "KTP anggota belum lengkap"),
]
FOLLOW_UPS = [
    "Sudah dibicarakan dengan yang bersangkutan",
    "Mantri hewan sudah datang",
    "Dibahas lagi dalam pertemuan",
    "Ketua mendatangi rumah anggota",
]
NOBODY_CAME = "Anggota tidak datang ke pertemuan lagi"
SOLVED = ["Sudah selesai", "Sudah baik kembali", "Disepakati bersama dalam pertemuan"]
HELP = ["Sakit, rawat jalan", "Keluarga meninggal", "Anak masuk rumah sakit", "Rumah rusak"]
EXPENSES = ["transport", "stationery", "meeting", "feed"]
SHORT = ["Salah memberi kembalian", "Uang receh tertinggal di rumah"]
OVER = ["Belum tahu dari siapa", "Kembalian belum diambil"]
MISTAKES = ["Salah tulis, kelebihan nol", "Tertukar dengan anggota lain", "Salah dengar jumlahnya"]
