#!/usr/bin/env bash
# Runs an ONNX model by turns with Digits and with ONNX Runtime over the same images, and prints the medians and their ratio.
#   DIGITS_DATA=/path/to/data bench/compare/infer.sh [ROUNDS] [MODEL.onnx]
# Without a model, a classic network is trained for a moment. PASSES over all images are timed in each round, after one to warm up; LIMIT takes the first
# images only; DIVIDE_BY=1 is for a model that expects pixels of 0 to 255. onnxruntime-node is looked for here (npm install) and in NODE_PATH.
# Run it on a machine that does nothing else.
set -euo pipefail

rounds=${1:-5}
model=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
cli=$here/../../src/Digits.Cli
: "${DIGITS_DATA:?set it to the folder that holds mnist/}"
images=$DIGITS_DATA/mnist/t10k-images-idx3-ubyte
[[ -f $images ]] || images=$images.gz

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build "$here/digits_infer.cs" -c Release -o "$work/digits" --nologo -v quiet >&2
if [[ -z $model ]]; then
  model=$work/run/model.onnx
  dotnet run --project "$cli" -c Release -- train --model classic --data mnist --limit 1280 --epochs 1 --validation-split 0 --out "$work/run" --quiet >/dev/null
fi

# SIDE BATCH THREADS ROUND: one JSON line in a file of that name.
measure() {
  local program=(dotnet "$work/digits/digits_infer.dll")
  [[ $1 == digits ]] || program=(node "$here/onnxruntime.js")
  "${program[@]}" "$model" --images "$images" --divide-by "${DIVIDE_BY:-255}" ${LIMIT:+--limit "$LIMIT"} --batch-size "$2" --threads "$3" \
    --repeat "${PASSES:-5}" --out "$work/$1.f32" >"$work/$1-$2-$3-$4.json"
}

for ((round = 1; round <= rounds; round++)); do
  echo "round $round of $rounds" >&2
  for size in "128 2" "1 1" "1 2"; do
    # Who begins changes from round to round.
    sides=(digits onnxruntime)
    ((round % 2)) || sides=(onnxruntime digits)
    for side in "${sides[@]}"; do
      # shellcheck disable=SC2086
      measure "$side" $size "$round"
    done
  done
done

node - "$work" "$rounds" <<'END'
const fs = require('node:fs');
const [folder, rounds] = process.argv.slice(2);
const floats = (side) => new Float32Array(new Uint8Array(fs.readFileSync(`${folder}/${side}.f32`)).buffer);

function median(side, batch, threads, figure) {
  const values = [];
  for (let round = 1; round <= rounds; round++) values.push(figure(JSON.parse(fs.readFileSync(`${folder}/${side}-${batch}-${threads}-${round}.json`))));
  values.sort((a, b) => a - b);
  const middle = values.length >> 1;
  return values.length % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

function row(what, batch, threads, unit, figure, faster) {
  const [ours, theirs] = ['digits', 'onnxruntime'].map((side) => median(side, batch, threads, figure));
  console.log(`${what.padEnd(24)}${ours.toFixed(1).padStart(12)}${theirs.toFixed(1).padStart(14)}  ${unit.padEnd(9)}${faster(ours, theirs).toFixed(2).padStart(6)}`);
}

console.log(`${''.padEnd(24)}${'Digits'.padStart(12)}${'ONNX Runtime'.padStart(14)}  ${''.padEnd(9)} ratio (over 1: Digits is faster)`);
row('batch 128, 2 threads', 128, 2, 'images/s', (run) => run.images_per_second, (ours, theirs) => ours / theirs);
for (const threads of [1, 2])
  row(`one image, ${threads} thread${threads > 1 ? 's' : ''}`, 1, threads, 'µs (p50)', (run) => run.latency_us.p50, (ours, theirs) => theirs / ours);

const [ours, theirs] = [floats('digits'), floats('onnxruntime')];
const difference = ours.reduce((most, value, i) => Math.max(most, Math.abs(value - theirs[i])), 0);
console.log(`largest difference of an output: ${difference.toExponential(1)}`);
END
