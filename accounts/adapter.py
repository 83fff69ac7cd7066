"""What allauth asks of us."""

from allauth.account.adapter import DefaultAccountAdapter


class StaffAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Users are invited by the administrator; nobody signs up."""
        return False
