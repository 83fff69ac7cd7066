"""Addresses of finance, in the order a reader meets them."""

from django.urls import path  # noqa: F401

app_name = "finance"
urlpatterns = []
