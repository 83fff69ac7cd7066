"""Inputs of amounts and quantities, shared by the tests of the server's fields and of kube.js."""

from decimal import Decimal

READ = {  # typed: rupiah
    "25000": 25_000,
    "25.000": 25_000,
    "25 000": 25_000,
    "Rp25.000": 25_000,
    "Rp 25.000": 25_000,
    "rp. 25000": 25_000,
    " 25000 ": 25_000,
    "025000": 25_000,
    "1.234.567": 1_234_567,
    "0": 0,
    "5.000,00": 5_000,
}
REFUSED = [
    *(
        "-5000",
        "+5000",
        "25,5",
        "5.000,50",
        "5,000",
        "5000.50",
        "10.00",
        "12.5000",
        "2.50",
        "25.0000",
    ),
    *("1.234 567", "1234.567", "25  000", ".500", "5.000.", "1e5", "dua", "5 ribu", "٢٥٠٠٠", "Rp"),
]

PARTS = {  # typed as a quantity, not as an amount: how much, and as it is shown
    "2,5": (Decimal("2.5"), "2,5"),
    "25,5": (Decimal("25.5"), "25,5"),
    "2,50": (Decimal("2.5"), "2,5"),
    "0,25": (Decimal("0.25"), "0,25"),
    "0,05": (Decimal("0.05"), "0,05"),
    "1234,5": (Decimal("1234.5"), "1.234,5"),
    "1.234,5": (Decimal("1234.5"), "1.234,5"),
    "12 500,75": (Decimal("12500.75"), "12.500,75"),
    "5.000,00": (Decimal(5000), "5.000"),
    "5.000,50": (Decimal("5000.5"), "5.000,5"),
}
NO_QUANTITY = [
    *(typed for typed in REFUSED if typed not in PARTS),
    *("2.5", "2,500", "2,", ",5", "2,5,5", "2.5,5", "2,5 kg", "1/2", "½", "2,٥", "-2,5"),
]
