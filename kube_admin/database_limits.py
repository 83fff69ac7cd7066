"""What a web request may cost the database, and what kind of trouble an error of it is.

The web server limits its connections; migrations, commands and benches do not, as theirs may take
minutes.
"""

from enum import Enum

from django.conf import settings
from django.db import connections
from django.db.utils import Error, InterfaceError, OperationalError

from foundation.disk import is_full

CUT = {"57014"}  # statement_timeout, in SQLSTATE
BUSY = {"55P03", "40001", "40P01"}  # lock_timeout, serialization, deadlock
DISK_FULL = "53100"
AWAY = ("08", "53", "57", "58", "25P03")  # how the states begin: no connection, memory, disk, …


class Trouble(Enum):
    CUT = "cut"
    BUSY = "busy"
    AWAY = "away"
    FULL = "full"


def limit_database() -> None:
    """Connections of this process that are made from now on are limited."""
    database = connections.settings["default"]
    own = database["OPTIONS"]
    limits = [f"-c {name}={value}" for name, value in settings.DATABASE_LIMITS.items()]
    said = " ".join([*limits, own.get("options", "")]).strip()
    database["OPTIONS"] = {"connect_timeout": 5} | own | {"options": said}


def trouble_of(error: BaseException | None) -> Trouble | None:
    """What to tell the user; None for an error that is a mistake of the program."""
    state = getattr(error.__cause__, "pgcode", None) if isinstance(error, Error) else None
    if is_full(error) or state == DISK_FULL:
        return Trouble.FULL
    if not isinstance(error, Error):
        return None
    if state in CUT:
        return Trouble.CUT
    if state in BUSY:
        return Trouble.BUSY
    lost = state is None and isinstance(error, OperationalError | InterfaceError)
    return Trouble.AWAY if lost or str(state).startswith(AWAY) else None
