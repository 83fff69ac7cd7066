"""A process of a bench that is told lines and answers each by a line."""

import subprocess
import sys


class Child:
    def __init__(self, *words: str, env: dict[str, str]):
        self.words = " ".join(words)
        self.process = subprocess.Popen(
            [sys.executable, "-m", *words],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdin is not None  # both are pipes
        assert self.process.stdout is not None
        self.stdin, self.stdout = self.process.stdin, self.process.stdout

    def tell(self, line: str) -> None:
        self.stdin.write(f"{line}\n")
        self.stdin.flush()

    def hear(self) -> str:
        """The next line; raises SystemExit where the process has ended."""
        if line := self.stdout.readline():
            return line
        raise SystemExit(f"{self.words} stopped: see above.")

    def stop(self) -> None:
        self.stdin.close()
        self.process.wait()
