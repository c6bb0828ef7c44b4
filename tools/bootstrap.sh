#!/bin/sh
# Builds .venv from uv.lock on a machine that has only Python 3.11+: a small environment with uv first, then the
# locked packages, wheels only, so that no compiler is ever needed. Says one line and stops when it cannot go on.
set -u
cd "$(dirname "$0")/.." || exit 1

UV_VERSION=0.13.9
BOOT=build/boot
LOG=build/bootstrap.log

stop() {
    echo "dantin: $1" >&2
    exit 1
}

find_python() {
    for name in ${PYTHON:-} python3 python3.11 python3.12 python3.13; do
        path=$(command -v "$name" 2>/dev/null) || continue
        "$path" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$path" && return
    done
    return 1
}

# Debian's python3 without python3-venv leaves half an environment behind, so what failed is removed before the next try.
try_environment() {
    rm -rf "$BOOT"
    "$@" >>"$LOG" 2>&1 && "$BOOT/bin/python" -m pip --version >>"$LOG" 2>&1
}

mkdir -p build
: >"$LOG"
python=$(find_python) || stop "cần Python 3.11 trở lên / needs Python 3.11 or newer: apt-get install python3"

if ! "$BOOT/bin/uv" --version 2>/dev/null | grep -q "^uv $UV_VERSION"; then
    try_environment "$python" -m venv "$BOOT" ||
        try_environment "$python" -m virtualenv "$BOOT" ||
        try_environment virtualenv --python "$python" "$BOOT" ||
        try_environment uv venv --seed --python "$python" "$BOOT" ||
        { rm -rf "$BOOT"; stop "không tạo được môi trường Python / no way to make a Python environment: apt-get install python3-venv"; }
    "$BOOT/bin/python" -m pip install --quiet --only-binary :all: "uv==$UV_VERSION" >>"$LOG" 2>&1 ||
        stop "không tải được uv $UV_VERSION / cannot install uv $UV_VERSION (mạng? network? see $LOG)"
fi

export UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=.venv UV_NO_PROGRESS=1
uv=$BOOT/bin/uv
[ -x .venv/bin/python ] || "$uv" venv --quiet --python "$python" .venv >>"$LOG" 2>&1 ||
    stop "không tạo được .venv / cannot make .venv (see $LOG)"

# The lock names the files of PyPI itself. Where only a mirror is reachable, the same locked versions and hashes are
# taken by pip, which follows the mirror that the machine's own configuration names.
if ! "$uv" sync --frozen --no-build --no-install-project >>"$LOG" 2>&1; then
    "$uv" export --quiet --frozen --no-emit-project --output-file build/requirements.txt >>"$LOG" 2>&1 &&
        "$BOOT/bin/python" -m pip --python .venv/bin/python install --quiet --require-hashes --only-binary :all: \
            --requirement build/requirements.txt >>"$LOG" 2>&1 ||
        stop "không cài được các gói đã khóa / cannot install the locked packages (mạng? network? see $LOG)"
fi

# hatchling is locked too, so the project itself is installed without the network.
"$uv" pip install --quiet --python .venv/bin/python --offline --no-deps --no-build-isolation --editable . >>"$LOG" 2>&1 ||
    stop "không cài được dantin vào .venv / cannot install dantin into .venv (see $LOG)"
