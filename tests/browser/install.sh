#!/bin/sh
# Puts what the tests need beside Python on this machine, where that is possible without asking: what reads books, ZIPs
# and tables, a Chromium, and the checkers of the page from npm. What can't be had is said, and its tests are skipped.
has_browser() {
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && return 0
  done
  return 1
}

has_readers() {
  for name in pdftotext unzip ssconvert; do
    command -v "$name" >/dev/null 2>&1 || return 1
  done
}

has_servers() {
  for name in systemd-analyze nginx caddy openssl; do
    command -v "$name" >/dev/null 2>&1 || return 1
  done
}

if ! has_readers && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing what reads books, ZIPs and tables for the tests of copies …"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends poppler-utils unzip gnumeric; } >/dev/null 2>&1
fi
has_readers || echo "NO READERS: install poppler-utils, unzip and gnumeric, or the tests that read copies with them are skipped." >&2

if ! has_servers && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing what the files in deploy/ are tried with …"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends systemd nginx-light caddy openssl; } >/dev/null 2>&1
fi
has_servers || echo "NO SERVERS: install systemd, nginx, caddy and openssl, or the tests of the files in deploy/ are skipped." >&2

if ! has_browser && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Chromium for the browser tests …"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1
fi
if ! has_browser; then
  echo "NO BROWSER: the browser tests will be skipped. Install Chromium to run them." >&2
  exit 0
fi

cd "$(dirname "$0")/tools" || exit 0
installed=node_modules/.installed # the lock it was made from
cmp -s package-lock.json $installed && exit 0
why="npm is not here; install Node 18.19 or newer with npm"
if command -v npm >/dev/null 2>&1; then
  echo "Installing the checkers of the page …"
  npm ci --silent --ignore-scripts && cp package-lock.json $installed && exit 0
  why="npm could not install them"
fi
rm -rf node_modules
echo "NO PAGE CHECKERS: axe-core, html-validate and Lighthouse will be skipped ($why)." >&2
exit 0
