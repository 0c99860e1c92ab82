#!/usr/bin/env bash
# Runs aicheck in a GitHub workflow: annotations to the log, SARIF, JUnit and HTML into a folder, the summary to the job.
# Takes PATHS and ARGUMENTS (one a line), REPORTS (a folder), and AICHECK (the program). Text from inputs is never evaluated.
set -uo pipefail

reports=${REPORTS:-aicheck-reports}
words=()
while IFS= read -r line; do
  if [[ -n $line ]]; then words+=("$line"); fi
done <<<"${ARGUMENTS:-}"
words+=(--)
while IFS= read -r line; do
  if [[ -n $line ]]; then words+=("$line"); fi
done <<<"${PATHS:-}"

"${AICHECK:-aicheck}" check \
  --format github \
  --format sarif --output "$reports/aicheck.sarif" \
  --format junit --output "$reports/aicheck.xml" \
  --format html --output "$reports/discrepancies.html" \
  --format markdown --output "$reports/discrepancies.md" \
  "${words[@]}"
status=$?

if [[ -n ${GITHUB_OUTPUT:-} ]]; then
  printf 'sarif=%s\nhtml=%s\n' "$reports/aicheck.sarif" "$reports/discrepancies.html" >>"$GITHUB_OUTPUT"
fi
if [[ -n ${GITHUB_STEP_SUMMARY:-} && -f $reports/discrepancies.md ]]; then
  head -c 900000 "$reports/discrepancies.md" >>"$GITHUB_STEP_SUMMARY"
fi
exit "$status"
