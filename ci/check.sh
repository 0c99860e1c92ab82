#!/bin/sh
# Checks the numbers of a project's documents from any CI: one line to call, reports in one folder, an exit status to act on.
# usage: ci/check.sh [PATH]...     AICHECK and REPORTS may name the program and the folder.
set -u
reports=${REPORTS:-aicheck-reports}
"${AICHECK:-aicheck}" check \
  --format terminal \
  --format junit --output "$reports/aicheck.xml" \
  --format html --output "$reports/discrepancies.html" \
  -- "$@"
status=$?
case $status in
  0) echo "aicheck: every number that was checked can be true" ;;
  1) echo "aicheck: see $reports/discrepancies.html" >&2 ;;
  *) echo "aicheck: the run was faulty; nothing is proven" >&2 ;;
esac
exit "$status"
