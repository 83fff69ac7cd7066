"""Remarks on an entry: its note, and its correction or reversal."""

from django.utils.translation import gettext as _

from finance.models import Entry
from foundation.formatting import day, respectful_full


def remarks(entry: Entry) -> list[str]:
    """The remarks as sentences; entries should come from `page_entries.with_remarks`."""
    if entry.is_reversal:
        return [_takes_back(entry)]
    sentences = [entry.note] if entry.note else []
    if entry.corrects:
        sentences.append(
            _("In place of entry no. %(number)s of %(date)s.")
            % {"number": entry.corrects.sequence, "date": day(entry.corrects.date)}
        )
    if reversal := entry.reversal_or_none:
        sentences.append(
            _("Taken back on %(date)s by %(who)s: %(why)s")
            % {
                "date": day(reversal.date),
                "who": respectful_full(reversal.posted_by),
                "why": reversal.note,
            }
        )
    return sentences


def _takes_back(entry: Entry) -> str:
    assert entry.reverses is not None
    return _("Takes back entry no. %(number)s of %(date)s, by %(who)s: %(why)s") % {
        "number": entry.reverses.sequence,
        "date": day(entry.reverses.date),
        "who": respectful_full(entry.posted_by),
        "why": entry.note,
    }
