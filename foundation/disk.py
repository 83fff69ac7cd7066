"""How a full disk shows itself. Standard library only, as run.py imports it before installing."""

import errno

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}  # the disk, the share of it, the size of a file


def is_full(error: BaseException | None) -> bool:
    return isinstance(error, OSError) and error.errno in FULL
