from groups.registers.models.headings import HeadingMap
from groups.registers.models.persons import RegisterPerson, RegisterPick
from groups.registers.models.registers import Register, RegisterDecision, RegisterWithdrawal

__all__ = [
    "HeadingMap",
    "Register",
    "RegisterDecision",
    "RegisterPerson",
    "RegisterPick",
    "RegisterWithdrawal",
]
