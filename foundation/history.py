"""What a tracked model declares about its edit history, for the audit pages."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class EditHistory:
    """The label of the model, and the lookups from an event to its group or region."""

    label: str | Promise
    group: str = ""
    region: str = ""
