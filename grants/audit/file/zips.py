"""A zip that goes out while it is made, with the digest of each file in it."""

import datetime
import hashlib
import zipfile
from dataclasses import asdict, dataclass

from django.utils import timezone

PACKED = (".json", ".html", ".txt")  # photos and PDFs are packed already


@dataclass(frozen=True)
class Listed:
    """A file as the index names it."""

    name: str
    what: str
    size: int
    sha256: str


class Pipe:
    """What the zip writes to, and from where it is taken away at once."""

    def __init__(self):
        self.waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        data, self.waiting = b"".join(self.waiting), []
        return data


class ListedZip:
    """Files are added one by one; `take()` what is ready, `close()` writes the end."""

    def __init__(self, at: datetime.datetime):
        self.pipe = Pipe()
        self.zip = zipfile.ZipFile(self.pipe, "w")
        self.at = timezone.localtime(at).timetuple()[:6]
        self.listed: list[Listed] = []

    def add(self, name: str, what: str, data: bytes) -> bytes:
        """Adds a file and answers the bytes to send."""
        info = zipfile.ZipInfo(name, self.at)
        info.compress_type = zipfile.ZIP_DEFLATED if name.endswith(PACKED) else zipfile.ZIP_STORED
        self.zip.writestr(info, data)
        self.listed.append(Listed(name, what, len(data), hashlib.sha256(data).hexdigest()))
        return self.pipe.take()

    def close(self) -> bytes:
        self.zip.close()
        return self.pipe.take()

    @property
    def files(self) -> list[dict]:
        return [asdict(each) for each in self.listed]
