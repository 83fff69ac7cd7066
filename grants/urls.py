"""Addresses of grants, in the order a grant's year meets them."""

app_name = "grants"
urlpatterns = []
