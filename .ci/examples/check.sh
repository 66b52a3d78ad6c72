#!/bin/sh
# For any other CI, Gitee's pipelines included: run it in a step that has the whole history. 任何 CI 都可以用，含 Gitee。
# BASE names the branch, tag or commit to compare with; without it the ledger is checked by itself.
# LANE=clock is for a scheduled job. LEDGER names a ledger or a folder of ledgers.
set -eu
[ -z "${LEDGER:-}" ] || set -- -l "$LEDGER" "$@"
[ -z "${BASE:-}" ] || set -- --against "$BASE" "$@"
exec duban check ${LANE:+"$LANE"} "$@"
