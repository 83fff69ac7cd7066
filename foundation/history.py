"""How the edits of a tracked model are found: each says it itself, the audit reads it."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class EditHistory:
    """The name of the rows, and the lookup from an event to their group or to their region."""

    label: str | Promise
    group: str = ""
    region: str = ""
