#!/bin/sh
# Runs the command line out of a checkout of this repository, as the GitHub Action and pre-commit do.
# Where nobody has built it yet, it is built first; that takes npm and some seconds, once.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
if [ ! -f "$root/dist/cli.js" ]; then
  (cd "$root" && npm ci --no-audit --no-fund && node esbuild.mjs --production) >&2
fi
exec node "$root/dist/cli.js" "$@"
