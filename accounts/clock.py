"""Moved to `foundation.clock`; this name stays for migrations that have landed."""

from foundation.clock import now as now
