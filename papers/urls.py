"""URLs of papers; `/check/` is public."""

from django.urls import path

from papers.views import office, papers

app_name = "papers"
urlpatterns = [
    path("papers/", papers.papers, name="papers"),
    path("papers/pages/<int:pk>/", papers.office_page, name="office_page"),
    path("papers/<int:pk>/", papers.paper, name="paper"),
    path("papers/<int:pk>/print/", papers.print_paper, name="print_paper"),
    path("office/", office.office, name="office"),
    path("office/letterhead/", office.edit_letterhead, name="edit_letterhead"),
    path("office/words/<str:kind>/", office.edit_wording, name="edit_wording"),
    path("office/officials/add/", office.add_official, name="add_official"),
    path("check/", papers.find_paper, name="find_paper"),
    path("check/<str:code>/", papers.check_paper, name="check_paper"),
]
