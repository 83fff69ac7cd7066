"""Bar, row 51: 200 requests that are sent half hold up nobody, behind the web server of install.md.

nginx and Caddy as the document has them, but for names, ports and the certificate; each client has
an address of its own and goes on sending a letter a second. Needs the two programs.
"""

import re
import shutil
import socket
import subprocess
import threading
import time
from contextlib import ExitStack, contextmanager, suppress

import pytest

from bench import crash, server
from bench.crash_writer import Writer
from tests.full import FULL
from tests.project import ROOT

CLIENTS, ASKED = 200, 60
NOISE = 0.02  # seconds: what a reading differs by on a busy machine
BLOCK = re.compile(r"```(text|nginx)\n(.*?)```", re.S)
HALF = [
    b"GET /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ",
    b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n",
]


def texts() -> dict[str, str]:
    """The examples of the document, by the first word that tells them apart."""
    said = (ROOT / "docs" / "install.md").read_text()
    found = [text for _kind, text in BLOCK.findall(said)]
    caddy = next(text for text in found if "reverse_proxy" in text)
    site = next(text for text in found if "limit_conn_zone" in text)
    proxy = next(text for text in found if text.startswith("proxy_pass"))
    return {"caddy": caddy, "nginx": site, "kube.conf": proxy}


def nginx(folder, port: int, behind: int) -> list[str]:
    here = folder / "kube.conf"
    here.write_text(texts()["kube.conf"].replace("127.0.0.1:8000", f"127.0.0.1:{behind}"))
    site = texts()["nginx"].replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    site = site.replace("/etc/nginx/kube.conf", str(here))
    conf, kept = folder / "nginx.conf", ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{each}_temp_path {folder}/{each}; " for each in kept)
    conf.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/errors;"
        f" events {{ worker_connections 1024; }} http {{ access_log off; {folders}\n{site}}}\n"
    )
    return ["nginx", "-p", str(folder), "-c", str(conf), "-e", f"{folder}/errors"]


def caddy(folder, port: int, behind: int) -> list[str]:
    text = texts()["caddy"].replace("{\n", "{\n    admin off\n", 1)
    text = text.replace("kube.malangkab.go.id {", f"http://127.0.0.1:{port} {{")
    version = subprocess.run(["caddy", "version"], capture_output=True, text=True).stdout
    if version.startswith(("2.6", "v2.6")):
        text = text.replace("request_buffers 16MB", "buffer_requests")
    conf = folder / "Caddyfile"
    conf.write_text(text.replace("127.0.0.1:8000", f"127.0.0.1:{behind}"))
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(conf)]


PROXIES = {"nginx": nginx, "caddy": caddy}


@contextmanager
def before_the_site(name: str, folder, address: str):
    """The address of the web server in front of the site."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = PROXIES[name](folder, port, int(address.rpartition(":")[2]))
    said = (folder / "said").open("w+")
    running = subprocess.Popen(words, stdout=said, stderr=said)
    try:
        for _ in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert running.poll() is None, (folder / "said").read_text()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait()
        said.close()


@contextmanager
def sent_half(address: str):
    """So many clients, who send a letter a second and never end."""
    stop, port = threading.Event(), int(address.rpartition(":")[2])
    with ExitStack() as all_of_them:
        clients = []
        for number in range(CLIENTS):
            source = (f"127.0.{1 + number // 200}.{1 + number % 200}", 0)
            client = socket.create_connection(("127.0.0.1", port), 5, source_address=source)
            client.sendall(HALF[number % 2])
            clients.append(all_of_them.enter_context(client))

        def trickle():
            while not stop.wait(1):
                for client in clients:
                    with suppress(OSError):
                        client.send(b"a")

        sending = threading.Thread(target=trickle)
        sending.start()
        try:
            yield
        finally:
            stop.set()
            sending.join()


def slowest_of_twenty(writer: Writer, page: str) -> float:
    """Seconds in which nineteen of twenty visits are answered."""
    seconds = []
    for _ in range(ASKED):
        began = time.monotonic()
        assert writer.ask(page)[0] == 200
        seconds.append(time.monotonic() - began)
    return sorted(seconds)[int(0.95 * ASKED)]


def test_the_document_has_what_is_tried():
    assert "client_body_timeout" in texts()["nginx"]
    assert "proxy_request_buffering on" in texts()["kube.conf"]
    assert "request_buffers" in texts()["caddy"]
    assert "read_header" in texts()["caddy"]


@pytest.mark.skipif(not FULL, reason="a minute: run.py bench trust")
@pytest.mark.parametrize("name", PROXIES)
def test_others_are_answered_beside_slow_clients(name, tmp_path, record_property):
    if not shutil.which(name):
        pytest.skip(f"needs {name}")
    server.start(crash.DATA)
    server.site_database(crash.DATABASE, crash.DATA)
    env = server.site(crash.DATABASE, crash.DATA)
    groups = crash.world(env, 1)
    with (
        crash.served(env) as (_site, address),
        before_the_site(name, tmp_path, address) as front,
    ):
        session, theirs = next(iter(groups.items()))
        visitor = Writer(front, session, theirs, crash.last_days())
        page = f"/groups/{theirs[0]}/meetings/record/"
        slowest_of_twenty(visitor, page)
        alone = slowest_of_twenty(visitor, page)
        with sent_half(front):
            beside = slowest_of_twenty(visitor, page)
        alone = max(alone, slowest_of_twenty(visitor, page))

    record_property(f"{name} p95 alone, ms", f"{1000 * alone:.0f}")
    record_property(f"{name} p95 beside {CLIENTS} slow clients, ms", f"{1000 * beside:.0f}")
    assert beside <= 2 * alone + NOISE
