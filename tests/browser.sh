#!/bin/sh
# Prints where a Chromium for the browser tests is, after installing one on a machine that has none.
# Prints nothing when Playwright brought its own, which it finds by itself.
set -eu

# The answer is all that goes to stdout, whatever the installers say.
exec 3>&1 1>&2

# The one without windows draws the same pages with half of the work.
find_shell() {
    command -v chromium-headless-shell
}

find_chromium() {
    find_shell || command -v chromium || command -v chromium-browser || command -v google-chrome
}

apt_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -qq --yes --no-install-recommends "$@" >/dev/null
}

# Screenshots of names and scripts from everywhere look better with these; no test needs them.
fonts="fonts-noto-core fonts-noto-color-emoji"
dpkg --status $fonts >/dev/null 2>&1 || apt_install $fonts || true

find_shell >/dev/null || apt_install chromium-headless-shell || true

if found=$(find_chromium) || { apt_install chromium && found=$(find_chromium); }; then
    echo "$found" >&3
elif ! .venv/bin/python -m playwright install --only-shell chromium; then
    echo "The browser tests need Chromium: install it with your package manager, then run make test again."
    exit 1
fi
