#!/bin/sh
# Pin anew, by hand, after a change of dependencies in pyproject.toml. Needs uv. What is pinned stays, but for
# --upgrade-package NAME. base.txt first: the others are held to it.
set -eu
cd "$(dirname "$0")/.."
pin() {
    uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links "$@"
}
echo uv | pin - -o requirements/uv.txt
# For .ci/run audit: a list of known holes that is shipped as a package, ranges of versions, the SBOM.
printf '%s\n' safety-db packaging cyclonedx-bom | pin - -o requirements/audit.txt
pin pyproject.toml -o requirements/base.txt "$@"
for extra in dev bench; do
    pin pyproject.toml --extra $extra -c requirements/base.txt -o requirements/$extra.txt "$@"
done
! grep -iE 'https?:|--index|--find-links|file:' requirements/*.txt
