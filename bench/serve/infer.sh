#!/usr/bin/env bash
# Requests of one image a second that `digits serve` answers, as JSON and as bytes, against an endpoint that only parses the same bodies (parse_only.cs),
# by turns, with wrk on the same machine; and the same with micro-batches off. Needs wrk.
#
#   bench/serve/infer.sh [SECONDS=10] [ROUNDS=3] [CONNECTIONS=32] [MODEL=default]
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-10} rounds=${2:-3} connections=${3:-32} model=${4:-default}
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT

dotnet build -c Release src/Digits.Cli -v quiet >/dev/null
dotnet build -c Release bench/serve/parse_only.cs -o "$folder/floor" -v quiet >/dev/null
cli=artifacts/bin/Digits.Cli/release/Digits.Cli.dll
dotnet "$folder/floor/parse_only.dll" 8191 &
dotnet "$cli" serve --model "$model" --port 8192 2>/dev/null &
dotnet "$cli" serve --model "$model" --port 8193 --max-batch 1 2>/dev/null &

# An image whose pixels are written as a program writes floats: a digit-like half of zeros, and grays of seven decimals.
python3 - "$folder" <<'PY'
import json, random, struct, sys
random.seed(1)
pixels = [0.0 if i % 28 < 7 or i % 28 > 20 else round(random.random(), 7) for i in range(784)]
folder = sys.argv[1]
body = json.dumps({"inputs": [{"name": "images", "shape": [1, 784], "datatype": "FP32", "data": pixels}]})
head = json.dumps({"inputs": [{"name": "images", "shape": [1, 784], "datatype": "FP32", "parameters": {"binary_data_size": 3136}}],
                   "outputs": [{"name": "probabilities", "parameters": {"binary_data": True}}]})
open(f"{folder}/json", "w").write(body)
open(f"{folder}/binary", "wb").write(head.encode() + struct.pack("<784f", *pixels))
for kind, extra in (("json", 'wrk.headers["Content-Type"] = "application/json"'),
                    ("binary", f'wrk.headers["Content-Type"] = "application/octet-stream"; wrk.headers["Inference-Header-Content-Length"] = "{len(head)}"')):
    open(f"{folder}/{kind}.lua", "w").write(f'''
local file = io.open("{folder}/{kind}", "rb"); wrk.method = "POST"; wrk.body = file:read("*a"); file:close(); {extra}
function done(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("%.0f %.3f %.3f %d\\n", summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed))
end''')
PY

for port in 8191 8192 8193; do
  for _ in $(seq 100); do (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.1; done
done
name=$(curl -s http://127.0.0.1:8192/v1/models | python3 -c 'import json, sys; print(json.load(sys.stdin)["models"][0]["name"])')
load() { wrk -t1 -c"$connections" -d"$3"s -s "$folder/$1.lua" "$2" | tail -1; }
url() { case $1 in floor) echo "http://127.0.0.1:8191/$2" ;; batched) echo "http://127.0.0.1:8192/v2/models/$name/infer" ;; *) echo "http://127.0.0.1:8193/v2/models/$name/infer" ;; esac; }

for kind in json binary; do
  for who in floor batched single; do load "$kind" "$(url "$who" "$kind")" 3 >/dev/null; done
  for _ in $(seq "$rounds"); do
    for who in floor batched single; do echo "$kind $who $(load "$kind" "$(url "$who" "$kind")" "$seconds")"; done
  done
done >"$folder/results"
python3 - "$folder/results" <<'PY'
import statistics, sys
rows = [line.split() for line in open(sys.argv[1])]
print(f"{'body':8}{'server':10}{'requests/s':>12}{'of parsing':>12}{'median ms':>11}{'p99 ms':>9}{'p99/median':>12}{'failed':>8}")
for kind in ("json", "binary"):
    of = {who: [list(map(float, r[2:])) for r in rows if r[:2] == [kind, who]] for who in ("floor", "batched", "single")}
    for who, runs in of.items():
        ratio = statistics.median(run[0] / floor[0] for run, floor in zip(runs, of["floor"]))
        rate, median, p99 = (statistics.median(run[i] for run in runs) for i in range(3))
        print(f"{kind:8}{who:10}{rate:12.0f}{ratio:12.0%}{median:11.2f}{p99:9.2f}{p99 / median:12.1f}{sum(run[3] for run in runs):8.0f}")
PY
