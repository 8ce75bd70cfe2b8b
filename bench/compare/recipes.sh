#!/usr/bin/env bash
# How long it takes from nothing to a tested model, as whole processes by turns: Digits' fast recipe, a quick recipe in PyTorch and, once, the one that tutorials describe.
#   DIGITS_DATA=/path/to/data bench/compare/recipes.sh [ROUNDS]
# PYTHON is the Python that has PyTorch and numpy; THREADS both sides' threads. Run it on a machine that does nothing else.
set -euo pipefail

rounds=${1:-3}
threads=${THREADS:-2}
python=${PYTHON:-python3}
here=$(cd "$(dirname "$0")" && pwd)
cli=$here/../../src/Digits.Cli
: "${DIGITS_DATA:?set it to the folder that holds mnist/}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build "$cli" -c Release --nologo -v quiet >&2
program=$(dotnet build "$cli" -c Release --nologo -getProperty:TargetPath)

# Writes the seconds of a whole process and what it printed.
timed() {
  local name=$1 start
  shift
  echo "$name" >&2
  start=$(date +%s%N)
  "$@" >"$work/$name.json"
  echo "$(($(date +%s%N) - start))" >"$work/$name.nanoseconds"
}

for ((round = 1; round <= rounds; round++)); do
  timed "digits-$round" dotnet "$program" train --recipe fast --seed "$round" --data mnist --threads "$threads" --out "$work/run-$round" --json --quiet
  timed "quick-$round" "$python" "$here/pytorch_train.py" --model pairs --one-cycle --epochs 2 --seed "$round" --threads "$threads"
done
timed described-1 "$python" "$here/pytorch_train.py" --model classic --epochs 8 --seed 1 --threads "$threads"

"$python" - "$work" <<'END'
import json, pathlib, statistics, sys

folder = pathlib.Path(sys.argv[1])
for name, words in [("digits", "Digits, fast"), ("quick", "PyTorch, pairs of convolutions, one cycle"), ("described", "PyTorch, the described recipe")]:
    runs = [json.loads(file.read_text()) for file in sorted(folder.glob(f"{name}-*.json"))]
    accuracies = [run["test_accuracy"] if "test_accuracy" in run else run["metrics"]["accuracy"] for run in runs]
    seconds = [int(file.read_text()) / 1e9 for file in folder.glob(f"{name}-*.nanoseconds")]
    print(f"{words:42} {statistics.median(seconds):7.2f} s ({min(seconds):.2f} to {max(seconds):.2f}), test accuracy {', '.join(f'{100 * a:.2f}' for a in accuracies)} %")
END
