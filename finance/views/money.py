"""Money between meetings: cash in and out, bank deposits and withdrawals."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.actions import money as actions
from finance.crumbs import cash_crumbs
from finance.forms.money import (
    ExpenseForm,
    HelpForm,
    IncomeForm,
    InterestForm,
    MoneyForm,
    PayInForm,
    PrincipalForm,
    WithdrawalForm,
)
from finance.models import Book
from finance.reports.balance_sheet import balance_sheet
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.formatting import respectful, rupiah
from groups.models import Group, Membership


def cash_out(request, pk):
    group = get_permitted(request, Group, "finance.record_money", pk=pk)
    return render(request, "finance/cash_out.html", {"group": group, "now": balance_sheet(group)})


def cash_in(request, pk):
    group = get_permitted(request, Group, "finance.record_money", pk=pk)
    return render(request, "finance/cash_in.html", {"group": group, "now": balance_sheet(group)})


def withdraw_savings(request, pk):
    return _money_page(
        request,
        pk,
        WithdrawalForm,
        actions.withdraw_savings,
        done=_("%(name)s drew %(amount)s. Balance of voluntary savings: %(saved)s."),
        title=_("Draw savings"),
        lead=_("Only voluntary savings are drawn while a member."),
        button=_("Record the withdrawal"),
        icon="out",
        changes={"cash": -1, "saved": -1},
    )


def give_help(request, pk):
    return _money_page(
        request,
        pk,
        HelpForm,
        actions.give_help,
        done=_("%(name)s was helped with %(amount)s. Balance of the fund: %(fund)s."),
        title=_("Help from the fund"),
        lead=_("The solidarity fund helps who is ill, bereaved or poor."),
        button=_("Record the help"),
        icon="out",
        changes={"cash": -1, "fund": -1},
    )


def record_expense(request, pk):
    return _money_page(
        request,
        pk,
        ExpenseForm,
        actions.record_expense,
        done=_("%(amount)s was paid. Cash is now %(cash)s, bank %(bank)s."),
        title=_("Pay or buy something"),
        lead=_("Paid from the box or from the bank."),
        button=_("Record the payment"),
        icon="out",
        changes={"cash": -1, "bank": -1},
    )


def move_to_bank(request, pk):
    return _money_page(
        request,
        pk,
        MoneyForm,
        actions.move_to_bank,
        done=_("%(amount)s went to the bank. Cash is now %(cash)s, bank %(bank)s."),
        title=_("Bring money to the bank"),
        lead=_("From the box to the group's account."),
        button=_("Record it"),
        icon="bank",
        changes={"cash": -1, "bank": 1},
    )


def move_from_bank(request, pk):
    return _money_page(
        request,
        pk,
        MoneyForm,
        actions.move_from_bank,
        done=_("%(amount)s came from the bank. Cash is now %(cash)s, bank %(bank)s."),
        title=_("Fetch money from the bank"),
        lead=_("From the group's account to the box."),
        button=_("Record it"),
        icon="bank",
        changes={"cash": 1, "bank": -1},
    )


def record_interest(request, pk):
    return _money_page(
        request,
        pk,
        InterestForm,
        actions.record_interest,
        done=_("The bank added %(amount)s. Bank is now %(bank)s."),
        title=_("Interest of the bank"),
        lead=_("What the bank added to the group's account."),
        button=_("Record the interest"),
        icon="bank",
        changes={"bank": 1},
    )


def record_income(request, pk):
    return _money_page(
        request,
        pk,
        IncomeForm,
        actions.record_income,
        done=_("%(amount)s came in. Cash is now %(cash)s, bank %(bank)s."),
        title=_("Sale, gift, rent or other income"),
        lead=_("What the group earned or was given; it belongs to the group."),
        button=_("Record the income"),
        icon="in",
        changes={"cash": 1, "bank": 1},
    )


def pay_in(request, pk):
    return _money_page(
        request,
        pk,
        PayInForm,
        actions.pay_in,
        done=_("%(name)s paid %(amount)s. Cash is now %(cash)s."),
        title=_("Savings and dues between meetings"),
        lead=_("What a member pays before or after a meeting; at one it stands on the sheet."),
        button=_("Record what was paid"),
        icon="in",
        changes={"cash": 1},
    )


def pay_principal(request, pk):
    return _money_page(
        request,
        pk,
        PrincipalForm,
        actions.pay_principal,
        done=_("%(name)s paid the principal savings. Cash is now %(cash)s."),
        title=_("Principal savings of a new member"),
        lead=_("Paid once, as much as the group agreed."),
        button=_("Record the principal savings"),
        icon="in",
        changes={"cash": 1},
    )


def _money_page(request, pk, form_class, action, *, done, changes, **words):
    """`act_page` for a money act; `changes` maps balances to 1 (raised) or -1 (lowered)."""
    group = get_permitted(request, Group, "finance.record_money", pk=pk)

    def act(**typed):
        of = {} if "membership" in typed else {"group": group}
        action(**of, **typed, today=timezone.localdate(), by=request.user)
        return figures(group, **typed)

    return act_page(
        request,
        form=form_class(group, posted(request)),
        act=act,
        done=lambda after: done % after,
        crumbs=cash_crumbs(group),
        back=reverse("finance:cash", args=[pk]),
        template="finance/money.html",
        context={"now": balance_sheet(group), "changes": changes},
        **words,
    )


def figures(
    group: Group,
    *,
    membership: Membership | None = None,
    amount: int = 0,
    savings: int = 0,
    dues: int = 0,
    loan: int = 0,
    **_typed,
) -> dict[str, str]:
    """The values for the success message: name, amount, balances."""
    now = balance_sheet(group)
    amount = amount or savings + dues + loan
    values = {"amount": amount, "cash": now.cash, "bank": now.bank, "fund": now.iks}
    if membership:
        books = membership.books.filter(kind=Book.Kind.SUKARELA)
        values["saved"] = sum(books.values_list("balance", flat=True))
    name = respectful(membership.person) if membership else ""
    return {"name": name, **{each: rupiah(sum_) for each, sum_ in values.items()}}
