"""Addresses of finance, in the order a reader meets them."""

from django.urls import path

from finance.views import books, disputes, dues, meetings, my, savings

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
    path("groups/<int:pk>/books/", books.books, name="books"),
    path("books/<int:pk>/", books.book, name="book"),
    path("disputes/", disputes.disputes, name="disputes"),
    path("disputes/<int:pk>/answer/", disputes.answer_dispute, name="answer_dispute"),
    path("my/", my.my, name="my"),
    path("my/dispute/", my.make_dispute, name="make_dispute"),
]
