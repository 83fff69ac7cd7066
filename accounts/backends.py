"""Authentication only; `kube_admin.policy` answers permissions."""

from allauth.account.auth_backends import AuthenticationBackend


class SignIn(AuthenticationBackend):
    def has_perm(self, user_obj, perm, obj=None):
        return False
