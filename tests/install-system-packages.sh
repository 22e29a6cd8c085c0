#!/bin/sh
# Installs what the tests use from Debian, where this user may; elsewhere says what is missing.
set -u
wanted="chromium nginx-light hunspell-no hunspell-en-gb fonts-noto-core"
missing=""
for package in $wanted; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing$missing"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "The tests would also use:$missing. Tests that need them are skipped."
