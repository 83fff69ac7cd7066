"""What a tracked model declares about its edit history, for the audit pages."""

from dataclasses import dataclass

from foundation.texts import Text


@dataclass(frozen=True)
class EditHistory:
    """The label of the model, and the lookups from an event to its group or region."""

    label: Text
    group: str = ""
    region: str = ""
    secret: str = ""  # the lookup of a flag: those are told on their own pages alone
