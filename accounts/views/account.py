"""The user's own account, and the page of an invitation."""

from functools import partial

from django.contrib import messages
from django.contrib.auth import views
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import actions
from accounts.forms.sign_in import InvitationForm
from accounts.forms.users import Confirmation, LanguageForm
from accounts.invitations import invitation_tokens, is_open
from accounts.reports import changes_of
from foundation.acts import act_page, posted


def account(request):
    """Password, second factor, language and roles of the signed-in user."""
    return act_page(
        request,
        form=LanguageForm(posted(request), instance=request.user),
        done=_saved,
        then=reverse("account"),
        title=_("My account"),
        lead=f"{request.user} · {request.user.username}",
        button=_("Save the language"),
        template="accounts/account.html",
        context={
            "assignments": request.user.running_assignments,
            "changes": changes_of(request.user),
        },
    )


def stop_reset(request):
    """Where somebody asked an administrator for a new link in the user's name."""
    return act_page(
        request,
        form=Confirmation(posted(request)),
        act=partial(actions.stop_reset, by=request.user),
        done=_("Stopped. Tell the head of office that somebody asked for it."),
        title=_("Stop the new link?"),
        lead=_("Nobody then gets a link to your account. Your password stays as it is."),
        button=_("Stop it"),
        icon="cross",
        back=reverse("account"),
    )


def _saved(user) -> str:
    with override(user.language):
        return _("Saved.")


class Invitation(views.PasswordResetConfirmView):
    """The holder of the link sets a password once, then signs in."""

    form_class = InvitationForm
    template_name = "accounts/invitation.html"
    success_url = reverse_lazy("account_login")
    token_generator = invitation_tokens

    def get_user(self, uidb64):
        user = super().get_user(uidb64)
        return user if user and user.is_active and is_open(user) else None

    def form_valid(self, form):
        messages.success(
            self.request,
            _("The password is set. Sign in as %(name)s.") % {"name": form.user.username},
        )
        return super().form_valid(form)

    def render_to_response(self, context, **kwargs):
        wrong = not self.validlink or (context.get("form") and context["form"].errors)
        return super().render_to_response(context, status=422 if wrong else 200, **kwargs)


invitation = Invitation.as_view()
