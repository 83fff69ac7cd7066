"""Addresses of finance, in the order a reader meets them."""

from django.urls import path

from finance.views import meetings

app_name = "finance"
urlpatterns = [
    path("groups/<int:pk>/meetings/record/", meetings.record_meeting, name="record_meeting"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/cancel/", meetings.cancel_meeting, name="cancel_meeting"),
]
