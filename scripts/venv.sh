#!/bin/sh
# venv.sh FOLDER: makes a virtual environment there with the first Python on this
# machine that is new enough and complete. PYTHON names one to take instead.
set -eu

folder=$1
candidates=${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}

version_of() {
    "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# Debian and Ubuntu split ensurepip from Python, and without it venv stops halfway.
is_complete() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

find_python() {
    chosen='' incomplete='' old=''
    for candidate in $candidates; do
        command -v "$candidate" >/dev/null 2>&1 || continue
        found=$(version_of "$candidate") || continue
        if ! is_new_enough "$candidate"; then
            old="$old $candidate ($found)"
        elif is_complete "$candidate"; then
            chosen=$candidate
            return
        else
            incomplete=${incomplete:-$candidate}
        fi
    done
}

find_python
if [ -z "$chosen" ] && [ -n "$incomplete" ]; then
    package="python$(version_of "$incomplete")-venv"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing $package, without which $incomplete can't make an environment" >&2
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >&2
        find_python
    fi
    if [ -z "$chosen" ]; then
        echo "$incomplete can't make a virtual environment: install the package $package" >&2
        echo "  (Debian, Ubuntu: sudo apt-get install $package), then run make again." >&2
        exit 3
    fi
fi
if [ -z "$chosen" ]; then
    echo "Python 3.11 or newer is needed; found:${old:- none}." >&2
    echo "  Debian, Ubuntu: sudo apt-get install python3 python3-venv" >&2
    echo "  macOS: brew install python, or the installer from python.org" >&2
    echo "If it is there under another name: make PYTHON=/path/to/python3" >&2
    exit 3
fi

# A half-made environment would pass for a whole one.
trap 'rm -rf "$folder"' EXIT HUP INT TERM
"$chosen" -m venv --clear "$folder"
trap - EXIT HUP INT TERM
