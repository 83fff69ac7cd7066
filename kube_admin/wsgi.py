"""The site for gunicorn. It never starts a database and never sees the owner's sign-in."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kube_admin.settings")
application = get_wsgi_application()
