from groups.registers.models.headings import HeadingMap
from groups.registers.models.persons import RegisterPerson, RegisterPick
from groups.registers.models.registers import (
    Register,
    RegisterDecision,
    RegisterExport,
    RegisterWithdrawal,
)

__all__ = [
    "HeadingMap",
    "Register",
    "RegisterDecision",
    "RegisterExport",
    "RegisterPerson",
    "RegisterPick",
    "RegisterWithdrawal",
]
