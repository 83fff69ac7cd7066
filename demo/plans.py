"""Budget plans of the demo groups by business; each totals Rp30.000.000."""

from decimal import Decimal

from grants.payment.actions.budgets import DraftLine
from grants.payment.models import BudgetLine
from groups.models import Group

Kind, Business = BudgetLine.Kind, Group.Business
CATTLE = [
    DraftLine("Sapi bakalan", Kind.ANIMAL, 2, "ekor", 9_500_000),
    DraftLine("Kandang bersama", Kind.EQUIPMENT, 1, "unit", 5_000_000),
    DraftLine("Pakan", Kind.CONSUMABLE, 45, "karung", 100_000),
    DraftLine("Obat dan vitamin", Kind.CONSUMABLE, 1, "paket", 700_000),
    DraftLine("Angkutan", Kind.CONSUMABLE, 1, "kali", 800_000),
]
GOATS = [
    DraftLine("Kambing etawa", Kind.SMALL_STOCK, 10, "ekor", 2_000_000),
    DraftLine("Kandang panggung", Kind.EQUIPMENT, 2, "unit", 3_000_000),
    DraftLine("Pakan", Kind.CONSUMABLE, Decimal("12.5"), "kuintal", 240_000),
    DraftLine("Obat dan vitamin", Kind.CONSUMABLE, 1, "paket", 1_000_000),
]
GOODS = [
    DraftLine("Mesin dan alat kerja", Kind.EQUIPMENT, 2, "unit", 7_500_000),
    DraftLine("Rak dan meja", Kind.EQUIPMENT, 4, "unit", 1_000_000),
    DraftLine("Bahan baku", Kind.CONSUMABLE, 20, "paket", 500_000),
    DraftLine("Angkutan", Kind.CONSUMABLE, 2, "kali", 500_000),
]
PLANS: dict[str, list[DraftLine]] = {Business.CATTLE: CATTLE, Business.GOATS: GOATS}
WORDS: dict[str, str] = {
    Business.CATTLE: "Menggemukkan sapi di satu kandang, dijual bersama menjelang Iduladha.",
    Business.GOATS: "Memelihara kambing perah, susunya dijual lewat koperasi desa.",
}
SELLERS: dict[str, str] = {
    Kind.ANIMAL: "Pasar Hewan Singosari",
    Kind.SMALL_STOCK: "Pasar Hewan Singosari",
    Kind.EQUIPMENT: "UD Tukang Makmur",
    Kind.CONSUMABLE: "Toko Tani Subur",
}


def plan_of(group: Group) -> tuple[str, list[DraftLine]]:
    """What is planned, in words, and its lines."""
    words = WORDS.get(group.business, "Menambah alat dan bahan, hasilnya dijual bersama.")
    return words, PLANS.get(group.business, GOODS)
