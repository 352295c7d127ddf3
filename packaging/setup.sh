#!/bin/sh
# Finds a Python this house can live with and hands over to setup_environment.py, which does the real work.
set -eu
cd "$(dirname "$0")/.."

find_python() {
    for name in python3 python3.11 python3.12 python3.13 python3.14; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
}

python=$(find_python)
if [ -z "$python" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "set-up: no Python 3.11 to 3.14 here; installing Debian's with apt-get"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3 python3-venv >/dev/null
    python=$(find_python)
fi
if [ -z "$python" ]; then
    echo "set-up: Python 3.11 to 3.14 is missing. On Debian 12 or newer, install it and run this again:" >&2
    echo "    sudo apt-get install -y python3 python3-venv" >&2
    exit 1
fi
exec "$python" packaging/setup_environment.py "$@"
