"""Moved to `grants.selection.models`; this name stays for migrations that have landed."""

from grants.selection.models.rounds import usual_reminders as usual_reminders
