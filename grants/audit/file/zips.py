"""A streamed zip with the digest of each file."""

import datetime
import hashlib
import zipfile
from dataclasses import asdict, dataclass

from django.utils import timezone

PACKED = (".json", ".html", ".txt")  # photos and PDFs are compressed already


@dataclass(frozen=True)
class Listed:
    """A file as listed in the index."""

    name: str
    what: str
    size: int
    sha256: str


class Pipe:
    """A write-only buffer that the zip writes to and that is drained after each file."""

    def __init__(self):
        self.waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """A no-op, as nothing is buffered elsewhere."""

    def close(self) -> None:
        """A no-op, as what waits may still be taken."""

    def take(self) -> bytes:
        data, self.waiting = b"".join(self.waiting), []
        return data


class ListedZip:
    """Add files one by one; `take()` returns the finished bytes, `close()` writes the end."""

    def __init__(self, at: datetime.datetime):
        self.pipe = Pipe()
        self.zip = zipfile.ZipFile(self.pipe, "w")
        self.at = timezone.localtime(at).timetuple()[:6]
        self.listed: list[Listed] = []

    def add(self, name: str, what: str, data: bytes) -> bytes:
        """Add a file and return the bytes to send."""
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
