"""The demo's web server: gunicorn in a child process, restarted by the parent with the database."""

import fcntl
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

from kube_admin.database_limits import limit_database
from kube_admin.turns import take_short_turns

LOOPBACK = "127.0.0.1"
CHECK_DATABASE = (
    10  # checks of the child between two checks of the database, a fifth of a second each
)


class AlreadyServed(Exception):
    """The message says what to do."""


class Gunicorn(BaseApplication):
    """gunicorn serving the application that this process has loaded."""

    def __init__(self, port: int, announce: Callable):
        self.own = {
            "bind": f"{LOOPBACK}:{port}",
            "workers": 2,
            "threads": 4,
            "timeout": 60,
            "limit_request_fields": 50,
            "preload_app": True,
            "control_socket_disable": True,
            "loglevel": "warning",
            "when_ready": lambda _: announce(),
        }
        super().__init__()

    def load_config(self):
        for name, setting in self.own.items():
            self.cfg.set(name, setting)

    def load(self):
        limit_database()
        take_short_turns()
        return get_wsgi_application()


class Watch:
    """Restarts gunicorn and the database until told to stop."""

    def __init__(self, port: int, announce: Callable, mend_database: Callable):
        self.port, self.announce, self.mend_database = port, announce, mend_database
        self.child: int | None = None
        self.stopping = False

    def run(self) -> int:
        """Run until stopped and return the exit status; restart a killed gunicorn."""
        connections.close_all()  # a connection must not be shared with a child
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        while (status := self.serve()) < 0 and not self.stopping:
            time.sleep(2)  # its workers notice and close the port
        return 0 if self.stopping else status

    def serve(self) -> int:
        self.child = child = os.fork()
        if child == 0:
            Gunicorn(self.port, self.announce).run()
            sys.exit(0)
        looks = 0
        while True:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                self.child = None
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.2)
            looks += 1
            if looks % CHECK_DATABASE == 0 and not self.stopping:
                self.mend_database()

    def stop(self, *_):
        self.stopping = True
        if self.child:
            os.kill(self.child, signal.SIGTERM)


@contextmanager
def served_alone(note: Path, port: int):
    """One demo per checkout, on a free port; a lock file tells a second start the port."""
    with note.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            taken = note.read_text().strip() or "another port"
            raise AlreadyServed(
                f"The demo of this folder runs already, on {taken}. To end it: python3 run.py stop"
            ) from None
        if is_taken(port):
            raise AlreadyServed(
                f"Port {port} is taken by another program. Choose another one: "
                f"python3 run.py demo --port {port + 1}"
            )
        lock.truncate(0)
        lock.write(f"http://{LOOPBACK}:{port}/")
        lock.flush()
        yield


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return True
    return False
