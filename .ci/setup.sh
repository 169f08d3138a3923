#!/usr/bin/env bash
# Set Sayso up in this checkout, in `.venv`: `.ci/setup.sh run` for the app, `.ci/setup.sh test` for its tests as well.
# When nothing changed since the last call, neither pip nor apt is asked.
#
#   PYTHON=python3.12   the interpreter to use, instead of the first on PATH that fits
#   APT=no              leave the system's packages alone, only say what is missing
#
# Kept to what bash 3.2 knows: that is what macOS has.
set -euo pipefail
cd -P "$(dirname "$0")/.."

# The system's part: a library, command or file, and the Debian package that brings it. The libraries are those that
# Qt's platform plugins and sounddevice link to, beyond what every Debian has.
needs_to_run="
libportaudio.so.2        libportaudio2
libEGL.so.1              libegl1
libGL.so.1               libgl1
libX11.so.6              libx11-6
libX11-xcb.so.1          libx11-xcb1
libxcb-cursor.so.0       libxcb-cursor0
libxcb-icccm.so.4        libxcb-icccm4
libxcb-image.so.0        libxcb-image0
libxcb-keysyms.so.1      libxcb-keysyms1
libxcb-randr.so.0        libxcb-randr0
libxcb-render-util.so.0  libxcb-render-util0
libxcb-render.so.0       libxcb-render0
libxcb-shape.so.0        libxcb-shape0
libxcb-shm.so.0          libxcb-shm0
libxcb-sync.so.1         libxcb-sync1
libxcb-util.so.1         libxcb-util1
libxcb-xfixes.so.0       libxcb-xfixes0
libxcb-xkb.so.1          libxcb-xkb1
libxkbcommon-x11.so.0    libxkbcommon-x11-0
libxkbcommon.so.0        libxkbcommon0
libwayland-client.so.0   libwayland-client0
libwayland-cursor.so.0   libwayland-cursor0
libdbus-1.so.3           libdbus-1-3
libfontconfig.so.1       libfontconfig1
libfreetype.so.6         libfreetype6
libglib-2.0.so.0         libglib2.0-0
"
# A microphone that the end-to-end test can speak into.
needs_to_test="
pactl                    pulseaudio-utils
pulseaudio               pulseaudio
/usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so libasound2-plugins
"

case ${1:-} in
    run) needs=$needs_to_run project="." ;;
    test) needs=$needs_to_run$needs_to_test project=".[test]" ;;
    *) echo "usage: .ci/setup.sh run|test" >&2 && exit 2 ;;
esac
kind=$1

say() { printf 'sayso: %s\n' "$*" >&2; }

fits() { # the right version, and able to run a line of code; a name on PATH may be a shim that does not run at all
    "$1" -c "import sys
$2
sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" >/dev/null 2>&1
}

find_python() { # the first on PATH that fits
    local name path
    for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        while IFS= read -r path; do
            case $path in "$PWD"/.venv/*) continue ;; esac
            if fits "$path" "$1"; then echo "$path" && return; fi
        done < <(type -aP "$name")
    done
}

find_python_for_venv() { find_python "import ensurepip, venv"; } # Debian keeps these two in a package of their own

venv_works() { # it runs, its Python was not replaced, the checkout was not moved, and no other Python is asked for
    fits .venv/bin/python "import pip" && grep -qF "$PWD/.venv" .venv/pyvenv.cfg &&
        { [ -z "${PYTHON:-}" ] || [ "$("$PYTHON" -V 2>/dev/null)" = "$(.venv/bin/python -V)" ]; }
}

make_venv() {
    local python
    python=$(find_python_for_venv)
    if [ -z "$python" ]; then
        say "Sayso needs Python 3.11, 3.12 or 3.13 with its venv module; install one, or name it:" \
            "make setup PYTHON=/path/to/python3.12"
        say_what_is_missing
        exit 1
    fi
    say "making .venv with $("$python" -V)"
    "$python" -m venv --clear .venv
}

missing() { # the lines of $needs whose first word this machine has not
    local libraries need package
    libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) || return 0
    while read -r need package; do
        case $need in
            "") ;;
            lib*.so.*) [[ $libraries == *"$need ("* ]] || echo "$need" "$package" ;;
            /*) compgen -G "$need" >/dev/null || echo "$need" "$package" ;;
            *) command -v "$need" >/dev/null || echo "$need" "$package" ;;
        esac
    done <<<"$needs"
}

missing_for_python() {
    local path
    if venv_works || [ -n "$(find_python_for_venv)" ]; then return; fi
    path=$(find_python pass)
    if [ -n "$path" ]; then
        "$path" -c 'import sys; print("venv python%d.%d-venv" % sys.version_info[:2])'
    elif ! command -v "${PYTHON:-python3}" >/dev/null; then
        printf '%s\n' "python3 python3" "venv python3-venv"
    fi
}

missing_column() { { missing_for_python; missing; } | cut -d " " -f "$1" | sort -u | tr '\n' ' '; }

root=""
if [ "$(id -u)" != 0 ]; then
    root="sudo"
    # Without a terminal, and in CI, a question for the password would wait for ever.
    if [ ! -t 0 ] || [ -n "${CI:-}" ]; then root="sudo -n"; fi
fi

apt() {
    $root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" </dev/null >&2
}

can_install() {
    [ "${APT:-}" != no ] && command -v apt-get && case $root in
        "sudo -n") sudo -n true ;;
        sudo) command -v sudo ;;
    esac
} >/dev/null 2>&1

install_packages() { # and go on if some cannot be had
    local packages
    packages=$(missing_column 2)
    if [ -z "$packages" ] || ! can_install; then return; fi
    say "installing ${packages% }"
    apt update || true
    apt install -y --no-install-recommends $packages || true
}

say_what_is_missing() {
    local packages
    packages=$(missing_column 2)
    if [ -z "$packages" ]; then
        return
    elif command -v apt-get >/dev/null; then
        say "some system packages are missing; this installs them:"
        if [ -n "$root" ] && ! command -v sudo >/dev/null; then
            say "su - -c 'apt-get update && apt-get install -y ${packages% }'"
        else
            say "${root:+sudo }apt-get update && ${root:+sudo }apt-get install -y ${packages% }"
        fi
    else
        say "missing, please install with the system's package manager: $(missing_column 1)"
    fi
}

stamp() { printf '%s\n' "$PWD" && cat .ci/setup.sh pyproject.toml constraints.txt; } # all that decides what .venv holds

is_up_to_date() { [ -x .venv/bin/sayso ] && venv_works && stamp | cmp -s - ".venv/$kind.stamp"; }

install_project() { # a stamp is there only after all went well
    local quiet=""
    if [ ! -t 2 ]; then quiet="--quiet"; fi
    stamp >.venv/new
    rm -f .venv/*.stamp
    say "installing Sayso and what it needs into .venv; the first time takes some minutes"
    .venv/bin/python -m pip install $quiet --disable-pip-version-check --no-input -c constraints.txt -e "$project" >&2
    if [ "$kind" = test ]; then cp .venv/new .venv/run.stamp; fi
    mv .venv/new ".venv/$kind.stamp"
}

if ! is_up_to_date; then
    install_packages
    venv_works || make_venv || exit
    install_project
fi
say_what_is_missing
