# The set-up that ./run and ./check share; sourced, with $root the project's own folder.
# Safe when killed midway and run again, and when two run at once.

venv=$root/.venv
unfinished=$root/.venv.unfinished

# What is compiled once is kept, or each process would compile every package again.
unset PYTHONDONTWRITEBYTECODE

say() { printf "%s\n" "$@" >&2; }

fail() {
    say "$@"
    exit 1
}

# A Python of 3.11 or later; one that can make an environment is preferred.
find_python() {
    local name found=
    for name in python3.11 python3.12 python3.13 python3 python; do
        "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        if can_make_environments "$name"; then
            printf '%s\n' "$name"
            return 0
        fi
        [ -n "$found" ] || found=$name
    done
    printf '%s\n' "$found"
}

can_make_environments() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

install_venv_module() {
    local line="apt-get install -y python3-venv"
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        fail "$1 has no venv module. Install it, then run this again:" \
            "  sudo apt-get update && sudo $line"
    fi
    step "installing python3-venv" apt-get -q update
    step "installing python3-venv" env DEBIAN_FRONTEND=noninteractive $line
    can_make_environments "$1" || fail "$1 still cannot make an environment."
}

# Say what is done, do it quietly, and show what it printed if it fails.
step() {
    local what=$1 log status=0
    shift
    say "  $what"
    log=$(mktemp)
    "$@" >"$log" 2>&1 </dev/null || status=$?
    [ "$status" = 0 ] || cat "$log" >&2
    rm -f "$log"
    [ "$status" = 0 ] || fail "Set-up stopped at: $what. Run this again to go on."
}

# What the environment depends on: the pins, the project's metadata, and where it stands.
wanted_stamp() {
    { printf '%s\n' "$root"; cat "$root"/requirements/{uv,"$1"}.txt "$root/pyproject.toml"; } |
        cksum
}

is_set_up() {
    [ ! -e "$unfinished" ] && [ -x "$venv/bin/flatwright" ] &&
        [ "$(cat "$venv/.set-up-$1" 2>/dev/null)" = "$(wanted_stamp "$1")" ]
}

is_environment_of_this_folder() {
    [[ $("$venv/bin/pip" --version 2>/dev/null) == *" from $venv/"* ]]
}

# An environment that was cut off midway, or moved here from elsewhere, is made anew.
make_environment() {
    local python=$1
    if [ -e "$unfinished" ] || ! is_environment_of_this_folder; then
        : >"$unfinished"
        step "making .venv with $("$python" --version)" "$python" -m venv --clear "$venv"
    fi
    : >"$unfinished"
}

install_pins() {
    local uv=$venv/bin/uv
    export PIP_DISABLE_PIP_VERSION_CHECK=1 VIRTUAL_ENV=$venv
    step "installing uv" "$venv/bin/python" -m pip install --require-hashes \
        -r "$root/requirements/uv.txt"
    step "installing the pinned packages ($1)" "$uv" pip install --require-hashes \
        -r "$root/requirements/$1.txt"
    step "installing flatwright" "$uv" pip install --no-deps --no-build-isolation \
        -e "$root"
}

# Wait for the other set-up, if one runs; the lock ends with the process that holds it.
lock() {
    exec 9>>"$root/.venv.lock"
    "$1" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)' 2>/dev/null && return
    say "  waiting for another set-up of this folder to end"
    "$1" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
}

unlock() { exec 9>&-; }

# set_up run | set_up check: the environment with the pins of requirements/NAME.txt.
set_up() {
    local pins=$1 python
    is_set_up "$pins" && return
    python=$(find_python)
    [ -n "$python" ] || fail "Flatwright needs Python 3.11 or later, and found none."
    lock "$python"
    if ! is_set_up "$pins"; then
        say "Setting up (once; about half a minute):"
        can_make_environments "$python" || install_venv_module "$python"
        make_environment "$python"
        install_pins "$pins"
        wanted_stamp "$pins" >"$venv/.set-up-$pins"
        rm -f "$unfinished"
    fi
    unlock
}
