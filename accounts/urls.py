"""URLs of sign-in, account and users. allauth's are listed one by one, so no other page is open."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from accounts.views import account as own
from accounts.views import lifts, roles, second_factor, users
from accounts.views.regions import regions

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/code/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/again/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "sign-in/again/passkey/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "invitation/<uidb64>/<token>/",
        own.invitation,
        name="invitation",
    ),
    path("account/", own.account, name="account"),
    path("account/new-link/stop/", own.stop_reset, name="stop_reset"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/second-factor/", mfa.index, name="mfa_index"),
    path("account/second-factor/totp/", second_factor.activate_totp, name="mfa_activate_totp"),
    path("account/second-factor/totp/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "account/second-factor/recovery/",
        recovery.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/second-factor/recovery/new/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/second-factor/recovery/file/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("account/second-factor/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path(
        "account/second-factor/passkeys/add/", second_factor.add_webauthn, name="mfa_add_webauthn"
    ),
    path(
        "account/second-factor/passkeys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"
    ),
    path(
        "account/second-factor/passkeys/<int:pk>/remove/",
        second_factor.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path("users/", users.users, name="users"),
    path("users/invite/", users.invite_user, name="invite_user"),
    path("users/<int:pk>/", users.user, name="user"),
    path("users/<int:pk>/invitation/", users.show_invitation, name="show_invitation"),
    path("users/<int:pk>/assign/", users.assign_role, name="assign_role"),
    path("users/<int:pk>/reset/", users.reset_access, name="reset_access"),
    path("users/<int:pk>/deactivate/", users.deactivate_user, name="deactivate_user"),
    path("users/<int:pk>/activate/", users.activate_user, name="activate_user"),
    path("assignments/<int:pk>/end/", users.end_assignment, name="end_assignment"),
    path("assignments/<int:pk>/begin/", roles.begin_role, name="begin_role"),
    path("assignments/<int:pk>/stop/", roles.stop_role, name="stop_role"),
    path("duties/", lifts.duties, name="duties"),
    path("duties/lift/", lifts.lift_pair, name="lift_pair"),
    path("duties/<int:pk>/end/", lifts.end_lift, name="end_lift"),
    path("regions/", regions, name="regions"),
]
