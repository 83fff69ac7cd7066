"""How refusals are logged: anybody may cause them, so a line each and no traceback."""

import logging


class OneLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        bare = {"exc_info": None, "exc_text": None, "stack_info": None}
        said = logging.makeLogRecord({**record.__dict__, **bare})
        return " ".join(super().format(said).split())
