"""Files of people as offices hold them: `read_people` says what one is understood as."""

from groups.registers.reading.people import (
    SERIOUS,
    Fault,
    Flaw,
    PersonRow,
    Reading,
    UnknownTable,
)
from groups.registers.reading.reading import read_people

__all__ = ["SERIOUS", "Fault", "Flaw", "PersonRow", "Reading", "UnknownTable", "read_people"]
