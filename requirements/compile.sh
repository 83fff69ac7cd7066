#!/bin/sh
# Pin anew, by hand, after a change of dependencies in pyproject.toml. Needs uv.
set -eu
cd "$(dirname "$0")/.."
pin() {
    uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links pyproject.toml "$@"
}
printf 'uv\n' | uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate - -o requirements/uv.txt
pin -o requirements/base.txt
pin --extra dev -c requirements/base.txt -o requirements/dev.txt
! grep -iE 'https?:|--index|--find-links|file:' requirements/*.txt
