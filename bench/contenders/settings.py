"""The other ledgers' settings: their apps and a database of their own, nothing else."""

import os

CONTENDER = os.environ["BENCH_CONTENDER"]
SECRET_KEY = "only-for-measuring"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": f"bench_{CONTENDER}",
        "USER": "kube_owner",
        "HOST": os.environ["BENCH_HOST"],
        "CONN_MAX_AGE": None,
    }
}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "mptt",
    CONTENDER,
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "bench.contenders"
LOGIN_URL = "/"
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
if CONTENDER == "hordak":
    DEFAULT_CURRENCY, CURRENCIES = "IDR", ["IDR"]
