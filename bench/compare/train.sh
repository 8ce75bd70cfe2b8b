#!/usr/bin/env bash
# Trains the classic network by turns with Digits and with PyTorch, and prints the median epoch of each and their ratio.
#   DIGITS_DATA=/path/to/data bench/compare/train.sh [ROUNDS] [EPOCHS]
# PYTHON names the Python that has PyTorch and numpy; THREADS both sides' threads. Run it on a machine that does nothing else.
set -euo pipefail

rounds=${1:-3}
epochs=${2:-2}
threads=${THREADS:-2}
python=${PYTHON:-python3}
here=$(cd "$(dirname "$0")" && pwd)
cli=$here/../../src/Digits.Cli
: "${DIGITS_DATA:?set it to the folder that holds mnist/}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Prints one JSON document with `history`, where each epoch has `seconds`. No validation: both sides time training alone.
digits=${DIGITS:-"dotnet run --project '$cli' -c Release --no-build -- train --model classic --data mnist --batch-size 128
  --validation-split 0 --epochs $epochs --threads $threads --out '$work/run' --json --quiet"}
digits=${digits//$'\n'/ }

[[ -n ${DIGITS:-} ]] || dotnet build "$cli" -c Release --nologo -v quiet >&2
for ((round = 1; round <= rounds; round++)); do
  echo "round $round of $rounds" >&2
  rm -rf "$work/run"
  bash -c "$digits" >"$work/digits-$round.json"
  "$python" "$here/pytorch_train.py" --epochs "$epochs" --threads "$threads" >"$work/pytorch-$round.json"
done

"$python" - "$work" <<'END'
import json, pathlib, statistics, sys

def runs(name):
    return [json.loads(file.read_text()) for file in pathlib.Path(sys.argv[1]).glob(f"{name}-*.json")]

def epochs(name):
    return [epoch["seconds"] for run in runs(name) for epoch in run["history"]]

images = runs("pytorch")[0]["images"]
median = {name: statistics.median(epochs(name)) for name in ("digits", "pytorch")}
for name, seconds in median.items():
    times = epochs(name)
    print(f"{name:8} {seconds:7.2f} s an epoch, {images / seconds:8.0f} images/s (median of {len(times)}; {min(times):.2f} to {max(times):.2f} s)")
print(f"ratio    {median['pytorch'] / median['digits']:7.2f} (over 1: Digits is faster)")
END
