"""Money between meetings: out of the box, into it, to the bank and back."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from finance.actions import money
from finance.forms.money import ExpenseForm, HelpForm, MoneyForm, PrincipalForm, WithdrawalForm
from finance.models import Book
from finance.reports.balance_sheet import balance_sheet
from foundation.access import get_permitted
from foundation.formatting import respectful, rupiah
from foundation.submissions import submit_once
from groups.models import Group, Membership


def cash_out(request, pk):
    group = get_permitted(request, Group, "finance.record_money", pk=pk)
    return render(request, "finance/cash_out.html", {"group": group, "now": balance_sheet(group)})


def cash_in(request, pk):
    group = get_permitted(request, Group, "finance.record_money", pk=pk)
    return render(request, "finance/cash_in.html", {"group": group, "now": balance_sheet(group)})


def withdraw_savings(request, pk):
    done = _("%(name)s drew %(amount)s. Voluntary savings left: %(saved)s.")
    return page(request, pk, WithdrawalForm, money.withdraw_savings, done)


def give_help(request, pk):
    done = _("%(name)s was helped with %(amount)s. Left in the fund: %(fund)s.")
    return page(request, pk, HelpForm, money.give_help, done)


def record_expense(request, pk):
    done = _("%(amount)s was paid. Cash is now %(cash)s, bank %(bank)s.")
    return page(request, pk, ExpenseForm, money.record_expense, done)


def move_to_bank(request, pk):
    done = _("%(amount)s went to the bank. Cash is now %(cash)s, bank %(bank)s.")
    return page(request, pk, MoneyForm, money.move_to_bank, done)


def move_from_bank(request, pk):
    done = _("%(amount)s came from the bank. Cash is now %(cash)s, bank %(bank)s.")
    return page(request, pk, MoneyForm, money.move_from_bank, done)


def record_interest(request, pk):
    done = _("The bank added %(amount)s. Bank is now %(bank)s.")
    return page(request, pk, MoneyForm, money.record_interest, done)


def pay_principal(request, pk):
    done = _("%(name)s paid the principal savings. Cash is now %(cash)s.")
    return page(request, pk, PrincipalForm, money.pay_principal, done)


def page(request, pk, form_class, action, done):
    """The form of one act; sent, it is done and told on the cash book in the words of `done`."""
    group = get_permitted(request, Group, "finance.record_money", pk=pk)
    form = form_class(group, request.POST or None)

    def act(**typed):
        of = {} if "membership" in typed else {"group": group}
        action(**of, **typed, today=timezone.localdate(), by=request.user)
        messages.success(request, done % figures(group, **typed))
        return reverse("finance:cash", args=[group.pk])

    if request.method == "POST" and (answer := submit_once(request, form, act)):
        return answer
    context = {"group": group, "form": form, "now": balance_sheet(group)}
    template = f"finance/{action.__name__}.html"
    return render(request, template, context, status=422 if form.is_bound else 200)


def figures(
    group: Group, *, membership: Membership | None = None, amount: int = 0, **_typed
) -> dict[str, str]:
    """What may be told after an act: who, how much, what is left."""
    now = balance_sheet(group)
    told = {"amount": amount, "cash": now.cash, "bank": now.bank, "fund": now.iks}
    if membership:
        books = membership.books.filter(kind=Book.Kind.SUKARELA)
        told["saved"] = sum(books.values_list("balance", flat=True))
    told = {name: rupiah(sum_) for name, sum_ in told.items()}
    return told | {"name": membership and respectful(membership.person)}
