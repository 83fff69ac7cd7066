"""Forms for money between meetings."""

from collections.abc import Mapping

from django import forms
from django.db.models import Max, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from finance.forms.doubts import too_large_a_part, too_many_times
from finance.forms.fields import RupiahField
from finance.models import Book, Entry
from finance.reports.owed import owed
from foundation.doubts import AskOnceForm
from foundation.formatting import rupiah
from foundation.inputs import DayInput
from foundation.submissions import SubmitOnceForm
from foundation.texts import Text
from groups.models import Group, Membership, Office

Kind = Book.Kind
MEETINGS = 100  # as much as is saved in so many is asked about
MEETINGS_AHEAD = 12  # likewise dues paid ahead
MOST_HELP = 3  # times the most that was given so far


class DayField(forms.DateField):
    """A date field with the browser's date picker, initially today."""

    widget = DayInput

    def __init__(self, **kwargs):
        super().__init__(**{"initial": timezone.localdate} | kwargs)


class MemberSelect(forms.Select):
    """Adds each member's savings as `data-saved`, from which kube.js computes what is left."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if hasattr(getattr(value, "instance", None), "saved"):
            option["attrs"]["data-saved"] = value.instance.saved
        return option


class MemberField(forms.ModelChoiceField):
    """A current member of the group; `of` lists the savings kinds whose sum is shown."""

    def __init__(self, *, of: tuple[str, ...] = (), **kwargs):
        none = Membership.objects.none()
        super().__init__(none, empty_label=_("Choose a member"), widget=MemberSelect, **kwargs)
        self.of = of

    def offer(self, group: Group) -> None:
        saved = Sum("books__balance", filter=Q(books__kind__in=self.of), default=0)
        members = group.memberships.running().in_book_order()
        self.queryset = members.annotate(saved=Coalesce(saved, 0)) if self.of else members

    def label_from_instance(self, membership: Membership) -> str:
        name = membership.person.name
        saved = getattr(membership, "saved", None)  # annotated by `offer`
        return name if saved is None else f"{name} · {rupiah(saved)}"


class MoneyForm(SubmitOnceForm):
    """Amount, date and note, below the fields that a subclass adds in `first`."""

    amount = RupiahField(label=_("how much"))
    date = DayField(label=_("on which day"))
    note = forms.CharField(label=_("note"), max_length=200, required=False)

    first: tuple[str, ...] = ()  # the fields above the amount

    def __init__(self, group: Group, data=None):
        super().__init__(data)
        self.group = group
        self.order_fields([*self.first, "amount", "date", "note"])
        for field in self.fields.values():
            if isinstance(field, MemberField):
                field.offer(group)


class InterestForm(AskOnceForm, MoneyForm):
    """Interest; it asks about more than the account holds."""

    def __init__(self, group, data=None):
        super().__init__(group, data)
        self.order_fields(["amount", "sure", "date", "note"])

    def doubt(self, data):
        held = self.group.books.filter(kind=Kind.BANK).aggregate(held=Sum("balance"))["held"]
        question = too_many_times(data["amount"], held or 0, most=1)
        return ("amount", question) if question else None


class WithdrawalForm(MoneyForm):
    membership = MemberField(label=_("who draws"), of=(Kind.SUKARELA,))
    first = ("membership",)


class HelpForm(AskOnceForm, MoneyForm):
    """It asks about more than half of the fund, and about many times the most given so far."""

    membership = MemberField(label=_("who is helped"))
    first = ("membership",)

    def __init__(self, group, data=None):
        super().__init__(group, data)
        self.fields["note"].label = _("for what: ill, bereaved, poor")
        self.fields["note"].required = True
        self.order_fields([*self.first, "amount", "sure", "date", "note"])

    def doubt(self, data):
        fund = self.group.books.filter(kind=Kind.IKS).aggregate(held=Sum("balance"))["held"] or 0
        given = Entry.objects.filter(group=self.group, debit__kind=Kind.IKS, reverses=None)
        most = given.filter(credit__kind=Kind.CASH).aggregate(most=Max("amount"))["most"]
        question = too_large_a_part(data["amount"], fund)
        if most and not question:
            question = too_many_times(data["amount"], most, most=MOST_HELP)
        return ("amount", question) if question else None


class NamedForm(MoneyForm):
    """Under a known name, one the group used before, or a new one; in cash or at the bank."""

    KIND: str
    OFFERED: tuple[str, ...]
    WORDS: Mapping[str, Text] = {}  # where the name of the book says too little

    name = forms.ChoiceField(label=_("what for"))
    own_name = forms.CharField(
        label=_("something else"),
        help_text=_("Write it here when it is not in the list."),
        max_length=40,
        required=False,
    )
    account = forms.ChoiceField(label=_("paid from"), widget=forms.RadioSelect, initial=Kind.CASH)
    first = ("name", "own_name", "account")

    def __init__(self, group, data=None):
        super().__init__(group, data)
        before = group.books.filter(kind=self.KIND).exclude(name__in=Book.KNOWN_NAMES)
        words = Book.KNOWN_NAMES | self.WORDS
        known = [(name, str(words[name]).capitalize()) for name in self.OFFERED]
        own = [(name, name) for name in before.values_list("name", flat=True)]
        self.fields["name"].choices = [*known[:-1], *own, known[-1]]
        held = group.books.filter(kind__in=[Kind.CASH, Kind.BANK])
        self.held = dict(held.values_list("kind", "balance"))
        self.fields["account"].choices = [
            (kind, f"{kind.label} · {rupiah(self.held.get(kind, 0))}")
            for kind in (Kind.CASH, Kind.BANK)
        ]

    def clean(self):
        data = super().clean()
        if own := data.pop("own_name", ""):
            data["name"] = own
        return data


class ExpenseForm(NamedForm):
    KIND = Kind.EXPENSE
    OFFERED = ("feed", "transport", "stationery", "meeting", "bank", "other")
    WORDS = {"bank": _("fee of the bank")}


class IncomeForm(AskOnceForm, NamedForm):
    """It asks about more than ten times what the group holds."""

    KIND = Kind.INCOME
    OFFERED = ("sale", "gift", "rent", "other")

    def __init__(self, group, data=None):
        super().__init__(group, data)
        self.fields["name"].label = _("what from")
        self.fields["account"].label = _("where it went")
        self.order_fields([*self.first, "amount", "sure", "date", "note"])

    def doubt(self, data):
        question = too_many_times(data["amount"], sum(self.held.values()))
        return ("amount", question) if question else None


class PayInForm(AskOnceForm, SubmitOnceForm):
    """What a member pays between two meetings; it asks about more than many meetings bring.

    Of dues, about more than is owed and a year's beside: few pay further ahead.
    """

    membership = MemberField(label=_("who pays"))
    savings = RupiahField(
        label=_("savings"),
        help_text=_("They fill the mandatory savings still owed; the rest is voluntary."),
        required=False,
    )
    dues = RupiahField(label=_("dues (IKS)"), required=False)
    loan = RupiahField(label=_("paid back of a loan"), required=False)
    date = DayField(label=_("on which day"))
    note = forms.CharField(label=_("note"), max_length=200, required=False)

    def __init__(self, group: Group, data=None):
        super().__init__(data)
        self.group = group
        self.fields["membership"].offer(group)
        if not group.books.filter(kind=Kind.LOAN, balance__gt=0).exists():
            del self.fields["loan"]
        self.order_fields(["membership", "savings", "sure", "dues", "loan", "date", "note"])

    def clean(self):
        data = super().clean()
        paid = {name: data.get(name) or 0 for name in ("savings", "dues", "loan")}
        return data | paid

    def doubt(self, data):
        owes = owed(self.group, [data["membership"]], data["date"])[data["membership"].pk]
        dues = data["dues"] or 0
        paid = (data["savings"] or 0) + dues
        if question := too_many_times(paid, owes.usual_savings, most=MEETINGS):
            return "savings", question
        question = too_many_times(dues - owes.dues_arrears, owes.usual_dues, most=MEETINGS_AHEAD)
        return ("dues", question) if question else None


class PrincipalField(MemberField):
    """Says of each member whether the principal savings are paid."""

    def label_from_instance(self, membership: Membership) -> str:
        saved = getattr(membership, "saved", 0)  # annotated by `offer`
        words = {"name": membership.person.name, "amount": rupiah(saved)}
        if saved:
            return _("%(name)s, %(amount)s paid already") % words
        return _("%(name)s, not paid yet") % words


class PrincipalForm(SubmitOnceForm):
    """The member and date; the amount follows from the rule."""

    membership = PrincipalField(label=_("who pays"), of=(Kind.POKOK,))
    date = DayField(label=_("on which day"))

    def __init__(self, group: Group, data=None):
        super().__init__(data)
        self.fields["membership"].offer(group)


class CountForm(SubmitOnceForm):
    """A cash count, without an initial amount so that nobody copies it."""

    at_times = ("reason",)
    date = DayField(label=_("on which day"))
    counted_by = MemberField(
        label=_("who counted"), help_text=_("Not the treasurer, who holds the box.")
    )
    counted = RupiahField(
        label=_("money that was counted"),
        error_messages={"required": _("Write how much money was counted.")},
    )
    reason = forms.CharField(
        label=_("why it differs"),
        help_text=_("Only when the money is short or over."),
        max_length=200,
        required=False,
    )

    def __init__(self, group: Group, data=None):
        super().__init__(data)
        counted_by = self.fields["counted_by"]
        counted_by.offer(group)
        holders = Office.objects.running().filter(group=group, post=Office.Post.TREASURER)
        counted_by.queryset = counted_by.queryset.exclude(pk__in=holders.values("membership"))
        self.fields["counted"].widget.attrs["class"] = "big-amount"
