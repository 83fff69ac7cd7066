"""Form to correct an entry."""

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext_lazy as _

from finance import ledger
from finance.forms.doubts import too_many_times
from finance.forms.fields import RupiahField
from finance.ledger import Posting
from finance.models import Book, Entry
from foundation.doubts import AskOnceForm
from foundation.submissions import SubmitOnceForm
from foundation.texts import Text
from groups.models import Membership

Kind = Book.Kind
FREE = [Kind.WAJIB, Kind.SUKARELA]  # a deposit can be corrected to one, the other, or both


class CorrectionForm(AskOnceForm, SubmitOnceForm):
    """The reason and the right amounts; if these are empty, the entry is only reversed.

    A savings deposit has an amount for wajib and one for sukarela. A member's entry can be moved
    to another member.
    """

    reason = forms.CharField(
        label=_("what was wrong, and why?"), max_length=200, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, entry: Entry, data=None):
        super().__init__(data)
        self.entry = entry
        self.kinds = FREE if entry.debit.kind == Kind.CASH and entry.credit.kind in FREE else []
        if entry.membership:
            members = Membership.objects.filter(group=entry.group).running()
            self.fields["membership"] = forms.ModelChoiceField(
                (members | Membership.objects.filter(pk=entry.membership.pk)).in_book_order(),
                label=_("whose is it?"),
                initial=entry.membership,
                empty_label=None,
            )
        for name, label in self.right_fields():
            self.fields[name] = RupiahField(label=label, required=False)

    def doubt(self, data):
        names = [name for name, _label in self.right_fields()]
        question = too_many_times(sum(data[name] or 0 for name in names), self.entry.amount)
        return (names[0], question) if question else None

    def right_fields(self) -> list[tuple[str, Text]]:
        if self.kinds:
            return [(kind, Kind(kind).label) for kind in self.kinds]
        return [("amount", _("the right amount"))]

    def of_the_right(self):
        names = ["membership"] if self.entry.membership else []
        return [self[name] for name in [*names, *(name for name, _label in self.right_fields())]]

    def postings(
        self, membership: Membership | None = None, **amounts: int | None
    ) -> Iterator[Posting]:
        """Yield the right postings from `cleaned_data` without `reason`; skip empty amounts."""
        entry = self.entry
        for name, amount in amounts.items():
            if not amount:
                continue
            if self.kinds:
                book = ledger.book(entry.group, name, membership)
                yield Posting(entry.debit, book, amount, membership)
            else:
                debit, credit = (
                    ledger.book(entry.group, book.kind, membership) if book.membership_id else book
                    for book in (entry.debit, entry.credit)
                )
                yield Posting(debit, credit, amount, membership)
