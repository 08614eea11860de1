#!/bin/sh
# For macOS: double-click to set up what is missing, and to open the studio or make the book.
cd "$(dirname "$0")" || exit 1
status=1
found=
for python in python3 python3.14 python3.13 python3.12 python3.11 \
    /opt/homebrew/bin/python3 /usr/local/bin/python3; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        found=$python
        break
    fi
done
if [ -n "$found" ]; then
    "$found" tools/start.py "$@"
    status=$?
else
    cat tools/python-is-missing.txt
fi
printf '\nXong. Nhấn Enter để đóng.\nDone. Press Enter to close.\n'
read -r _
exit "$status"
