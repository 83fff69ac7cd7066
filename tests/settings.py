"""Settings of tests: throw-away secrets, a non-durable database, detection of N+1 queries."""

import os

os.environ |= {
    "KUBE_SECRET_KEY": "only-for-tests-" + "0123456789abcdef" * 4,
    "KUBE_NIK_KEYS": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    "KUBE_NIK_INDEX_KEY": "only-for-tests-0123456789abcdef",
    "KUBE_FACTOR_KEYS": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    "KUBE_HOSTS": "testserver localhost 127.0.0.1",
    "KUBE_DEMO": "0",
}

from kube_admin.catalogue import compile_catalogues
from kube_admin.local_postgres import socket_folder
from kube_admin.settings import *  # noqa: F403
from kube_admin.settings import DATABASES, INSTALLED_APPS, LOCAL, OWNER, SITE, STORAGES

compile_catalogues()  # here, as Django caches the catalogue it reads first, and apps read it early

SHIFTED = "FAKETIME" in os.environ  # `run.py test --on`: PostgreSQL too, with a cluster of its own
LOCAL_POSTGRES = LOCAL / ("postgres-test-on" if SHIFTED else "postgres-test")
# What a test writes past the pages is the test's in the history; a request names its user.
BY_A_TEST = (
    "-c pghistory.context_id=00000000-0000-4000-8000-000000000000"
    ' -c pghistory.context_metadata={"command":"test"}'
)
if "DATABASE_URL" not in os.environ:
    SITE["HOST"] = OWNER["HOST"] = str(socket_folder(LOCAL_POSTGRES))
DATABASES["default"] |= OWNER  # creates the test database; then conftest.py changes the role
asked = DATABASES["default"].get("OPTIONS", {})
DATABASES["default"]["OPTIONS"] = asked | {"options": f"{asked.get('options', '')} {BY_A_TEST}"}
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_AUTOREFRESH = True
INSTALLED_APPS += ["zeal"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = (
    False  # the test client speaks http
)
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, DEVICE_COOKIE_NAME, MESSAGES_COOKIE_NAME = (
    *("sessionid", "csrftoken", "device", "messages"),  # browsers want https for __Host-
)
