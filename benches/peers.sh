#!/usr/bin/env bash
# Side by side with peers, on the same made-up records and this machine: prints seconds and ratios.
# Installs the peers from Debian's packages when they are not here. Usage: benches/peers.sh
set -euo pipefail
cd "$(dirname "$0")/.."
command -v recfix >/dev/null || apt-get install -y -q recutils >/dev/null
cargo build -q --release --bin duban --example generate
duban=$PWD/target/release/duban generate=$PWD/target/release/examples/generate
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# The best of three runs, in seconds; what a command finds is no failure here.
seconds() {
    local best=
    for _ in 1 2 3; do
        local start end
        start=$(date +%s%N)
        "$@" >/dev/null 2>&1 || true
        end=$(date +%s%N)
        best=$(awk -v best="$best" -v now="$((end - start))" 'BEGIN { now /= 1e9; print best == "" || now < best ? now : best }')
    done
    echo "$best"
}

compare() {
    printf '%-64s %8.3f s   %-40s %8.3f s   ratio %.3f\n' "$1" "$2" "$3" "$4" "$(awk -v a="$2" -v b="$4" 'BEGIN { print a / b }')"
}

for n in 10000 100000; do
    "$generate" $n >$n.toml
    "$generate" $n --rec >keyed-$n.rec
    grep -v '^%key' keyed-$n.rec >$n.rec
done
# Checking that keys are unique takes recfix time in the square of the records: minutes at 100,000.
compare "duban check, 10,000" "$(seconds "$duban" -l 10000.toml check)" "recfix --check with %key" "$(seconds recfix --check keyed-10000.rec)"
compare "duban check, 100,000" "$(seconds "$duban" -l 100000.toml check)" "recfix --check without %key" "$(seconds recfix --check 100000.rec)"
