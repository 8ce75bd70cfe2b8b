#!/usr/bin/env node
// Runs an ONNX model over images with ONNX Runtime on the processor; prints one JSON line and can keep the logits.
'use strict';

const fs = require('node:fs');
const zlib = require('node:zlib');
const { parseArgs } = require('node:util');

const USAGE = `node onnxruntime.js MODEL.onnx (--images FILE | --raw FILE) [options]
  --images FILE      IDX images, gzip or plain
  --raw FILE         images as little-endian float32, one after the other, fed as they are
  --divide-by X      divide the pixels of --images by X (255 for a model that expects 0 to 1); default 1
  --labels FILE      IDX labels, gzip or plain: print the accuracy too
  --limit N          only the first N images
  --batch-size N     images a run; a model with a fixed batch keeps its own; default 128
  --threads N        default 2
  --repeat N         passes over all images; the median counts; default 3
  --out FILE         write the output of every image as little-endian float32, [N, K]`;

function fail(message) {
  console.error(message);
  process.exit(2);
}

function options() {
  const text = (value) => ({ type: 'string', default: value });
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      images: text(), raw: text(), labels: text(), out: text(), 'divide-by': text('1'), limit: text('Infinity'),
      'batch-size': text('128'), threads: text('2'), repeat: text('3'), help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const number = (name, least) => {
    const value = Number(values[name]);
    if (!(value >= least)) fail(`--${name} ${values[name]}: give a number of at least ${least}.`);
    return value;
  };
  if (positionals.length !== 1 || !values.images === !values.raw) fail(USAGE);
  return {
    model: positionals[0], images: values.images, raw: values.raw, labels: values.labels, out: values.out,
    divisor: number('divide-by', Number.MIN_VALUE), limit: number('limit', 1), batch: number('batch-size', 1),
    threads: number('threads', 1), repeat: number('repeat', 1),
  };
}

function read(file) {
  const bytes = fs.readFileSync(file);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? zlib.gunzipSync(bytes) : bytes;
}

// The bytes of an IDX file after its header: magic 00 00 08 (unsigned bytes), number of dimensions, then each as a big-endian integer.
function idx(file, dimensions) {
  const bytes = read(file);
  if (bytes.length < 4 || bytes.readUInt32BE(0) !== 0x0800 + dimensions)
    fail(`${file}: not an IDX file of unsigned bytes with ${dimensions} dimension(s).`);
  return bytes.subarray(4 + 4 * dimensions);
}

function pixels({ images, raw, divisor }) {
  if (images) return Float32Array.from(idx(images, 3), (pixel) => pixel / divisor);
  const bytes = read(raw);
  if (bytes.length % 4) fail(`${raw}: ${bytes.length} bytes are not a whole number of float32.`);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

// Cuts the images into tensors of the model's shape; the last one is short, or filled up with zeros where the batch is fixed.
function batches(ort, shape, fixed, batch, data, count) {
  const [, ...image] = shape;
  const area = image.reduce((a, b) => a * b);
  const cut = [];
  for (let first = 0; first < count; first += batch) {
    const used = Math.min(batch, count - first);
    const size = fixed ? batch : used;
    const values = new Float32Array(size * area);
    values.set(data.subarray(first * area, (first + used) * area));
    cut.push({ used, size, tensor: new ort.Tensor('float32', values, [size, ...image]) });
  }
  return cut;
}

function accuracy(labels, logits, count, classes) {
  let right = 0;
  for (let i = 0; i < count; i++) {
    const row = logits.subarray(i * classes, (i + 1) * classes);
    if (row.indexOf(Math.max(...row)) === labels[i]) right++;
  }
  return right / count;
}

// Between two values by proportion.
function quantile(values, share) {
  const sorted = Float64Array.from(values).sort();
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

async function main() {
  const asked = options();
  const ort = require('onnxruntime-node');
  const session = await ort.InferenceSession.create(asked.model, {
    executionProviders: ['cpu'], graphOptimizationLevel: 'all', intraOpNumThreads: asked.threads, interOpNumThreads: 1,
  });
  if (session.inputMetadata.length !== 1) fail(`${asked.model}: has ${session.inputMetadata.length} inputs; this program feeds one.`);
  const [{ name, shape }] = session.inputMetadata;
  const [output] = session.outputNames;
  const fixed = typeof shape[0] === 'number' && shape[0] > 0;
  if (shape.slice(1).some((side) => typeof side !== 'number')) fail(`${asked.model}: input ${name} has the shape [${shape}]; only the batch may be open.`);

  const area = shape.slice(1).reduce((a, b) => a * b);
  const data = pixels(asked);
  if (data.length % area) fail(`${data.length} pixels do not divide into images of [${shape.slice(1)}].`);
  const count = Math.min(asked.limit, data.length / area);
  const batch = fixed ? shape[0] : asked.batch;
  const work = batches(ort, shape, fixed, batch, data, count);

  // The untimed first pass warms up and keeps the outputs.
  const kept = [];
  for (const { used, size, tensor } of work) {
    const values = (await session.run({ [name]: tensor }, [output]))[output].data;
    kept.push(values.slice(0, (values.length / size) * used));
  }
  const classes = kept[0].length / work[0].used;
  const logits = new Float32Array(count * classes);
  let filled = 0;
  for (const values of kept) {
    logits.set(values, filled);
    filled += values.length;
  }

  const seconds = [];
  const microseconds = new Float64Array(work.length * asked.repeat);
  for (let pass = 0, call = 0; pass < asked.repeat; pass++) {
    const start = process.hrtime.bigint();
    for (const { tensor } of work) {
      const before = process.hrtime.bigint();
      await session.run({ [name]: tensor }, [output]);
      microseconds[call++] = Number(process.hrtime.bigint() - before) / 1e3;
    }
    seconds.push(Number(process.hrtime.bigint() - start) / 1e9);
  }

  if (asked.out) fs.writeFileSync(asked.out, logits);
  console.log(JSON.stringify({
    runtime: `onnxruntime-node ${require('onnxruntime-node/package.json').version}`,
    model: asked.model, images: count, batch_size: batch, threads: asked.threads, output_shape: [count, classes],
    seconds: quantile(seconds, 0.5), images_per_second: count / quantile(seconds, 0.5),
    latency_us: { p50: quantile(microseconds, 0.5), p99: quantile(microseconds, 0.99) },
    ...(asked.labels && { accuracy: accuracy(idx(asked.labels, 1), logits, count, classes) }),
  }));
}

main().catch((error) => fail(String(error.message).split('\n')[0]));
