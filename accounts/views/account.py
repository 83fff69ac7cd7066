"""The own account, and the page of an invitation."""

from django.contrib import messages
from django.contrib.auth import views
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.forms.sign_in import InvitationForm
from accounts.forms.users import LanguageForm
from accounts.reports import changes_of


def account(request):
    """Password, second factor, language, and what one may do here."""
    form = LanguageForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = form.save()
        with override(user.language):
            messages.success(request, _("Saved."))
        return redirect("account")
    return render(
        request,
        "accounts/account.html",
        {
            "form": form,
            "assignments": request.user.running_assignments,
            "changes": changes_of(request.user),
        },
        status=422 if form.is_bound else 200,
    )


class Invitation(views.PasswordResetConfirmView):
    """Whoever holds the link sets a password, once; then they sign in with it."""

    form_class = InvitationForm
    template_name = "accounts/invitation.html"
    success_url = reverse_lazy("account_login")

    def get_user(self, uidb64):
        user = super().get_user(uidb64)
        return user if user and user.is_active else None

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
