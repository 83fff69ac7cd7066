"""Pages of users: signing in, the own account, users and their roles."""

from tests.pages.kinds import (
    HAVE_SECOND_FACTOR,
    LEADS_ON,
    SEE_ROLES,
    colleague,
    own,
    passkey,
    public,
    row,
    verb,
)

PAGES = {
    "home": own(get={200, 302}, posts=False),
    "help": public(posts=False),
    # Signing in
    "account_login": public(get=LEADS_ON),
    "account_logout": public(get=LEADS_ON),
    "account_reauthenticate": own(get=LEADS_ON),
    "mfa_authenticate": public(get=LEADS_ON),
    "mfa_login_webauthn": public(get=LEADS_ON),
    "mfa_reauthenticate": own(get=LEADS_ON),
    "mfa_reauthenticate_webauthn": own(get=LEADS_ON),
    "invitation": public(lambda world: world.invitation, get={302}),
    # The own account
    "account": own(),
    "account_change_password": own(get=LEADS_ON),
    "stop_reset": own(),
    "mfa_index": own(posts=False),
    "mfa_activate_totp": own(get=LEADS_ON),
    "mfa_deactivate_totp": row(HAVE_SECOND_FACTOR, seen_by=""),
    "mfa_view_recovery_codes": row("administrator", seen_by="", posts=False),
    "mfa_generate_recovery_codes": own(get=LEADS_ON),
    "mfa_download_recovery_codes": row("administrator", seen_by="", posts=False),
    "mfa_list_webauthn": own(posts=False),
    "mfa_add_webauthn": own(),
    "mfa_edit_webauthn": row("administrator", passkey, seen_by=""),
    "mfa_remove_webauthn": row("administrator", passkey, seen_by=""),
    # Users
    "regions": own(get={422}, posts=False),
    "users": verb("administrator", posts=False),
    "invite_user": verb("administrator"),
    "user": verb("administrator", colleague, posts=False),
    "show_invitation": verb("administrator", colleague, posts=False),
    "assign_role": verb("administrator", colleague),
    "reset_access": verb("administrator", colleague),
    "deactivate_user": verb("administrator", colleague),
    "activate_user": verb("administrator", colleague),
    "end_assignment": verb("administrator", lambda world: [world.assignment.pk]),
    "begin_role": verb("administrator", lambda world: [world.waiting_role.pk]),
    "stop_role": row("head approver", lambda world: [world.waiting_role.pk], seen_by=SEE_ROLES),
    "duties": verb("province auditor administrator", posts=False),
    "lift_pair": verb("province"),
    "end_lift": row(
        "province", lambda world: [world.lift.pk], seen_by="province auditor administrator"
    ),
}
