#!/usr/bin/env node
// Regenerates tests/Digits.Engine.Tests/Golden/onnx-foreign.json: what ONNX Runtime makes of the models in DATA/onnx on ten images that a formula draws.
//   npm install onnxruntime-node && node tools/golden/onnx_foreign.js DATA
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const ort = require('onnxruntime-node');

const IMAGES = 10;
const SIDE = 28;
const MODELS = [
  { file: 'cntk-mnist-8.onnx', range: 255 },
  { file: 'keras2onnx-small.onnx', range: 1 },
  { file: 'pytorch1-lenet-fixed-batch.onnx', range: 1 },
  { file: 'pytorch2-lenet.onnx', range: 1 },
];

// Waves of bytes, another slope and bend for each image. ForeignModelTests draws the same.
function pixel(image, row, column) {
  return (image * 37 + row * column + (image + 1) * row * 3 + column * 5) % 256;
}

function draw(image, range) {
  const values = new Float32Array(SIDE * SIDE);
  for (let i = 0; i < values.length; i++) {
    const byte = pixel(image, Math.floor(i / SIDE), i % SIDE);
    values[i] = range === 255 ? byte : byte / 255;
  }
  return values;
}

// Outputs of all images, in batches of the size that the model has fixed, or one by one.
async function run(file, range) {
  const session = await ort.InferenceSession.create(file, { logSeverityLevel: 3 });
  const [{ name, shape }] = session.inputMetadata;
  const batch = typeof shape[0] === 'number' && shape[0] > 0 ? shape[0] : 1;
  const outputs = [];
  for (let first = 0; first < IMAGES; first += batch) {
    const values = new Float32Array(batch * SIDE * SIDE);
    for (let i = 0; i < batch; i++) values.set(draw(first + i, range), i * SIDE * SIDE);
    const result = await session.run({ [name]: new ort.Tensor('float32', values, [batch, ...shape.slice(1)]) });
    outputs.push(...result[session.outputNames[0]].data);
  }
  return outputs;
}

async function main() {
  const folder = path.join(process.argv[2] ?? process.env.DIGITS_DATA ?? '.', 'onnx');
  const models = [];
  for (const { file, range } of MODELS) models.push({ file, range, outputs: await run(path.join(folder, file), range) });
  const { version } = require('onnxruntime-node/package.json');
  const lines = models.map((model) => `    ${JSON.stringify(model)}`).join(',\n');
  const target = path.join(__dirname, '../../tests/Digits.Engine.Tests/Golden/onnx-foreign.json');
  fs.writeFileSync(target, `{\n  "made_by": "onnxruntime-node ${version}",\n  "models": [\n${lines}\n  ]\n}\n`);
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
