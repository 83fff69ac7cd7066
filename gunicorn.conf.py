"""Read by gunicorn from the folder it starts in: answers do not name the program that gave them."""

from gunicorn.http import wsgi

wsgi.SERVER = ""
