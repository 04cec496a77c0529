#!/bin/sh
# A plugin for ORCA in plain shell, by the command: takes a prescription from ORCA, checks it against
# what the patient was given at this clinic in the last three months and the registered diseases, and
# signs it.
#
#   ORCA_URL=http://127.0.0.1:8000 ORCA_USER=ormaster ORCA_PASSWORD_FILE=secret \
#   USAGES=usages.json MASTER=drugs.cache KEY=doctor.pk8 CERT=doctor.cer \
#     orca_plugin.sh 00110 372 rx.xml [options of `shohosen orca records`]
#
# Also ORCA_PREFIX=/api (WebORCA), CHECK_OPTIONS (default: --no-pairs) and SIGN_OPTIONS. usages.json has
# the code of the 電子処方箋用法マスタ for each 用法コード of ORCA:
#   {"001000101": {"code": "1011000090000000", "name": "１日１回就寝前　服用", "times_per_day": 1}}
#
# Exit codes are those of the command: 0 signed, 1 something was found, 2 not everything could be checked
# or the signature cannot be decided yet, 64 wrong usage, 65 something is missing or cannot be read.
# ACCEPT=yes signs whatever the check says.
set -u

if [ $# -lt 3 ]; then
    echo "usage: $0 PATIENT INVOICE OUT [--department-name NAME …]" >&2
    exit 64
fi
patient=$1 invoice=$2 out=$3
shift 3
shohosen=${SHOHOSEN:-shohosen}

# What ORCA says of the patient is for nobody else to read, and is gone in the end.
answers=$(mktemp -d) || exit 74
trap 'rm -rf "$answers"' EXIT
trap 'exit 130' INT TERM

"$shohosen" orca fetch --url "$ORCA_URL" --prefix "${ORCA_PREFIX:-}" --user "$ORCA_USER" \
    --password-file "$ORCA_PASSWORD_FILE" --patient "$patient" --invoice "$invoice" \
    --history-months 3 --diseases --lists -o "$answers" >/dev/null || exit $?

# A patient without another visit has no history here, which is to be said by name.
history=
ls "$answers"/treatment-*.json >/dev/null 2>&1 || history=--no-history

# shellcheck disable=SC2086 # lists of options
"$shohosen" orca check "$answers" --usages "$USAGES" --master "$MASTER" $history \
    ${CHECK_OPTIONS:---no-pairs} "$@"
checked=$?
if [ $checked -ne 0 ] && { [ $checked -gt 2 ] || [ "${ACCEPT:-}" != yes ]; }; then
    exit $checked
fi

# shellcheck disable=SC2086 # lists of options
"$shohosen" orca sign "$answers" --usages "$USAGES" --master "$MASTER" --key "$KEY" --cert "$CERT" \
    ${SIGN_OPTIONS:-} -o "$out" "$@"
