"""Addresses of grants, in the order a grant's year meets them."""

from django.urls import path

from grants.views import papers

app_name = "grants"
urlpatterns = [
    # Papers
    path("papers/<int:pk>/", papers.paper, name="paper"),
    path("papers/<int:pk>/print/", papers.print_paper, name="print_paper"),
    path("papers/<int:pk>/signed/add/", papers.add_signed_page, name="add_signed_page"),
    path("check/", papers.find_paper, name="find_paper"),
    path("check/<str:code>/", papers.check_paper, name="check_paper"),
]
