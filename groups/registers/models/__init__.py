from groups.registers.models.persons import RegisterPerson, RegisterPick
from groups.registers.models.registers import Register, RegisterDecision, RegisterWithdrawal

__all__ = [
    "Register",
    "RegisterDecision",
    "RegisterPerson",
    "RegisterPick",
    "RegisterWithdrawal",
]
