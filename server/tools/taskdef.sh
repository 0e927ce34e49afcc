#!/bin/sh
# Runs the command line from a checkout of this repository, as the GitHub Action and pre-commit do.
# Builds it first if it has not been built yet; this needs npm and takes a few seconds, once.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
if [ ! -f "$root/dist/cli.js" ]; then
  (cd "$root" && npm ci --no-audit --no-fund && node esbuild.mjs --production) >&2
fi
exec node "$root/dist/cli.js" "$@"
