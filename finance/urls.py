"""Addresses of finance, in the order a reader meets them."""

from django.urls import path

from finance.views import (
    books,
    corrections,
    counts,
    disputes,
    dues,
    meetings,
    members,
    money,
    my,
    opening,
    periods,
    rules,
    savings,
)

app_name = "finance"
urlpatterns = [
    path("groups/<int:pk>/meetings/record/", meetings.record_meeting, name="record_meeting"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/cancel/", meetings.cancel_meeting, name="cancel_meeting"),
    path("groups/<int:pk>/savings/", savings.savings, name="savings"),
    path("groups/<int:pk>/savings/print/", savings.print_savings_books, name="print_savings_books"),
    path("savings/<int:pk>/", savings.savings_book, name="savings_book"),
    path("savings/<int:pk>/print/", savings.print_savings_book, name="print_savings_book"),
    path("groups/<int:pk>/dues/", dues.dues, name="dues"),
    path("groups/<int:pk>/cash/", books.cash, name="cash"),
    path("groups/<int:pk>/cash/count/", counts.count_cash, name="count_cash"),
    path("groups/<int:pk>/cash/out/", money.cash_out, name="cash_out"),
    path("groups/<int:pk>/cash/out/savings/", money.withdraw_savings, name="withdraw_savings"),
    path("groups/<int:pk>/cash/out/help/", money.give_help, name="give_help"),
    path("groups/<int:pk>/cash/out/expense/", money.record_expense, name="record_expense"),
    path("groups/<int:pk>/cash/out/bank/", money.move_to_bank, name="move_to_bank"),
    path("groups/<int:pk>/cash/in/", money.cash_in, name="cash_in"),
    path("groups/<int:pk>/cash/in/bank/", money.move_from_bank, name="move_from_bank"),
    path("groups/<int:pk>/cash/in/interest/", money.record_interest, name="record_interest"),
    path("groups/<int:pk>/cash/in/principal/", money.pay_principal, name="pay_principal"),
    path("groups/<int:pk>/rules/", rules.change_rules, name="change_rules"),
    path("groups/<int:pk>/opening/", opening.record_opening, name="record_opening"),
    path("groups/<int:pk>/books/", books.books, name="books"),
    path("books/<int:pk>/", books.book, name="book"),
    path("entries/<int:pk>/", corrections.entry, name="entry"),
    path("entries/<int:pk>/reverse/", corrections.reverse_entry, name="reverse_entry"),
    path("groups/<int:pk>/periods/", periods.periods, name="periods"),
    path(
        "groups/<int:pk>/periods/<int:year>/<int:number>/close/",
        periods.close_period,
        name="close_period",
    ),
    path("members/<int:pk>/release/", members.release_member, name="release_member"),
    path("disputes/", disputes.disputes, name="disputes"),
    path("disputes/<int:pk>/answer/", disputes.answer_dispute, name="answer_dispute"),
    path("my/", my.my, name="my"),
    path("my/dispute/", my.make_dispute, name="make_dispute"),
]
