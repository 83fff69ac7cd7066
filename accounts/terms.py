"""Moved to `foundation.terms`; this name stays for migrations that have landed."""

from foundation.terms import DateRange as DateRange
