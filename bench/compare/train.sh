#!/usr/bin/env bash
# Trains networks by turns with Digits and with PyTorch, and prints the median epoch of each and their ratio.
#   DIGITS_DATA=/path/to/data bench/compare/train.sh [ROUNDS] [EPOCHS]
# MODELS names the networks, classic and fast; PYTHON the Python that has PyTorch and numpy; THREADS both sides' threads; LIMIT takes the first images only.
# Run it on a machine that does nothing else.
set -euo pipefail

rounds=${1:-5}
epochs=${2:-2}
threads=${THREADS:-2}
python=${PYTHON:-python3}
read -ra models <<<"${MODELS:-classic fast}"
here=$(cd "$(dirname "$0")" && pwd)
cli=$here/../../src/Digits.Cli
: "${DIGITS_DATA:?set it to the folder that holds mnist/}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Both print one JSON document with `history`, where each epoch has `seconds`. No validation: both sides time training alone.
digits() {
  rm -rf "$work/run"
  dotnet run --project "$cli" -c Release --no-build -- train --model "$1" --data mnist --batch-size 128 --validation-split 0 \
    --epochs "$epochs" --threads "$threads" ${LIMIT:+--limit "$LIMIT"} --out "$work/run" --json --quiet
}

pytorch() {
  "$python" "$here/pytorch_train.py" --model "$1" --epochs "$epochs" --threads "$threads" ${LIMIT:+--limit "$LIMIT"}
}

dotnet build "$cli" -c Release --nologo -v quiet >&2
for ((round = 1; round <= rounds; round++)); do
  echo "round $round of $rounds" >&2
  for model in "${models[@]}"; do
    # Who begins changes from round to round.
    sides=(digits pytorch)
    ((round % 2)) || sides=(pytorch digits)
    for side in "${sides[@]}"; do
      "$side" "$model" >"$work/$model-$side-$round.json"
    done
  done
done

"$python" - "$work" "${models[@]}" <<'END'
import json, pathlib, statistics, sys

folder, *models = sys.argv[1:]

def runs(model, side):
    return [json.loads(file.read_text()) for file in pathlib.Path(folder).glob(f"{model}-{side}-*.json")]

for model in models:
    images = runs(model, "pytorch")[0]["images"]
    times = {side: [epoch["seconds"] for run in runs(model, side) for epoch in run["history"]] for side in ("digits", "pytorch")}
    for side, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{model:8} {side:8} {median:7.2f} s an epoch, {images / median:8.0f} images/s (median of {len(seconds)}; {min(seconds):.2f} to {max(seconds):.2f} s)")
    print(f"{model:8} ratio    {statistics.median(times['pytorch']) / statistics.median(times['digits']):7.2f} (over 1: Digits is faster)")
END
