"""URLs of papers; `/check/` is public."""

from django.urls import path

from papers import views

app_name = "papers"
urlpatterns = [
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("papers/<int:pk>/print/", views.print_paper, name="print_paper"),
    path("check/", views.find_paper, name="find_paper"),
    path("check/<str:code>/", views.check_paper, name="check_paper"),
]
