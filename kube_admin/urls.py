"""Root URL configuration."""

from django.urls import include, path

from kube_admin import views

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help, name="help"),
    path("", include("accounts.urls")),
    path("", include("papers.urls")),
    path("", include("groups.urls")),
    path("", include("finance.urls")),
    path("", include("grants.urls")),
]
handler400 = "kube_admin.views.bad_request"
handler403 = "kube_admin.views.forbidden"
handler404 = "kube_admin.views.not_found"
handler500 = "kube_admin.views.server_error"
