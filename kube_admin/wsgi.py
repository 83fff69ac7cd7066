"""The WSGI application. It never starts a database and never has the owner's credentials."""

import os

from django.core.wsgi import get_wsgi_application

from kube_admin.database_limits import limit_database
from kube_admin.turns import take_short_turns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kube_admin.settings")
application = get_wsgi_application()
limit_database()
take_short_turns()
