"""Acts on users and their roles, on pairs of duties, on regions."""

from accounts.actions.lifts import end_lift, lift_pair
from accounts.actions.regions import load_regions
from accounts.actions.roles import assign_role, begin_role, end_assignment, stop_role
from accounts.actions.users import (
    activate_user,
    add_user,
    create_administrator,
    deactivate_user,
    invite_user,
    reseal_factors,
    reset_access,
    stop_reset,
)

__all__ = [
    "activate_user",
    "add_user",
    "assign_role",
    "begin_role",
    "create_administrator",
    "deactivate_user",
    "end_assignment",
    "end_lift",
    "invite_user",
    "lift_pair",
    "load_regions",
    "reseal_factors",
    "reset_access",
    "stop_reset",
    "stop_role",
]
