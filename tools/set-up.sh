#!/bin/sh
# Sets up what the builder needs: system libraries, and a virtual environment from the lock file.
# Usage: tools/set-up.sh VENV_FOLDER LOCK_FILE
set -eu

venv=$1
lock=$2
python=${PYTHON:-python3}
packages=""

say() { printf '%s\n' "$*" >&2; }

loads() { "$python" -c "import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]" "$@" 2>/dev/null; }

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say "Python 3.11 or newer is needed; “$python” is not. Name another one: make PYTHON=python3.12"
    exit 1
fi

# Typesetting needs Pango; HarfBuzz's subsetter makes books with faces of their own faster.
loads libgobject-2.0.so.0 libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz.so.0 \
    libfontconfig.so.1 || packages="libpango-1.0-0 libpangoft2-1.0-0"
loads libharfbuzz-subset.so.0 || packages="$packages libharfbuzz-subset0"
"$python" -c 'import ensurepip, venv' 2>/dev/null || packages="$packages python3-venv"

if [ -n "$packages" ] && [ "$(uname)" = Linux ]; then
    install="apt-get -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends $packages"
    if ! command -v apt-get >/dev/null; then
        say "Please install Pango, HarfBuzz with its subsetter and Python's venv module: $packages"
        exit 1
    elif [ "$(id -u)" = 0 ]; then
        say "Installing: $packages"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive $install -qq >/dev/null
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        say "Installing: $packages"
        sudo apt-get update -qq && sudo env DEBIAN_FRONTEND=noninteractive $install -qq >/dev/null
    else
        say "System packages are missing. Please run this, then try again:"
        say "    sudo apt-get update && sudo $install"
        exit 1
    fi
fi

# The list of Vietnamese syllables that the proofreader's rule `spelling` asks.
[ -f /usr/share/hunspell/vi_VN.dic ] || [ "$(uname)" != Linux ] ||
    say "For spelling in Vietnamese books: sudo apt install hunspell-vi"

say "Setting up $venv …"
"$python" "$(dirname "$0")/set_up.py" "$venv" "$lock"
