#!/bin/sh
# Has SMTInterpol's proof checker, which is not ours, check a certificate end to end:
#     benchmarks/outside-check.sh CERTIFICATE MODEL PROPERTY
# Exit code: 0 the checker accepts, 1 it does not, 3 the certificate cannot be exported or the checker is not there.
# SMTINTERPOL_JAR names another jar than the one the build fetches; OUTSIDE_MEMORY the checker's heap (6g).
set -eu

fail() {
    printf 'outside-check: %s\n' "$*" >&2
    exit 3
}

[ $# -eq 3 ] || fail "usage: outside-check.sh CERTIFICATE MODEL PROPERTY"
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
version=$(sed -n 's:.*<smtinterpol.version>\(.*\)</smtinterpol.version>.*:\1:p' "$root/pom.xml")
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
jar=${SMTINTERPOL_JAR:-$repository/de/uni-freiburg/informatik/ultimate/smtinterpol/$version/smtinterpol-$version.jar}
[ -f "$jar" ] || fail "no $jar; build with mvn once, or set SMTINTERPOL_JAR or MAVEN_REPOSITORY"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$root/axiom" export "$2" "$3" --proof resolute --certificate "$1" --out "$folder/statement" || exit 3

# The checker's exit code says nothing; its first line is valid, holey or invalid.
# Some of its side conditions are Java assertions, hence -ea.
"$java" -ea "-Xmx${OUTSIDE_MEMORY:-6g}" -cp "$jar" \
    de.uni_freiburg.informatik.ultimate.smtinterpol.proof.checker.Main -q \
    "$folder/statement.smt2" "$folder/statement.proof" >"$folder/answer" || true
cat "$folder/answer"
[ "$(sed -n 1p "$folder/answer")" = valid ] || exit 1
