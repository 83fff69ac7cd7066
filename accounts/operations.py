"""Moved to `foundation.operations`; this name stays for migrations that have landed."""

from foundation.operations import BatchedOperations as Together

__all__ = ["Together"]
