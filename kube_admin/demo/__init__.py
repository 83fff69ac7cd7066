"""The example data of the demo."""

SIGN_INS: list[tuple[str, str, str]] = []  # role, user name, password: one a role
