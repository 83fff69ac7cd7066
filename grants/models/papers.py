"""Moved to `papers.models`; this name stays for migrations that have landed."""

from papers.models.papers import fresh_code as fresh_code
