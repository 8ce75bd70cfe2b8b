// Writes tiny Parquet files as Apache's own implementation in Rust writes them (parquet-wasm, apache-arrow), for tests/Digits.Tests/Data/Formats.
//
// In a folder outside the repository: npm install apache-arrow parquet-wasm hyparquet-writer; then, from there:
//     node REPOSITORY/tools/golden/data_formats.js REPOSITORY/tests/Digits.Tests/Golden/Formats
// The pictures are those of data_formats.py. The first files have Hugging Face's layout: a struct of PNG bytes and a path, and a label of 64 bits.

const fs = require('fs');
const path = require('path');
const zlib = require('zlib');
const load = name => require(require.resolve(name, { paths: [process.cwd()] }));
const arrow = load('apache-arrow');
const parquet = load('parquet-wasm');

const out = process.argv[2];
const side = 6;

function pixels(n) {
    const all = [];
    for (let r = 0; r < side; r++) {
        for (let c = 0; c < side; c++) {
            const isLast = r === side - 1 && c === side - 1;
            all.push(r + c === 0 ? 0 : isLast ? 255 : (37 * n + 11 * r + 5 * c + 3 * r * c) % 256);
        }
    }

    return all;
}

function chunk(type, data) {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(zlib.crc32(body));
    return Buffer.concat([length, body, crc]);
}

function png(n) {
    const header = Buffer.from([0, 0, 0, side, 0, 0, 0, side, 8, 0, 0, 0, 0]);
    const rows = Buffer.from(Array.from({ length: side }, (_, r) => [0, ...pixels(n).slice(r * side, (r + 1) * side)]).flat());
    const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    return Buffer.concat([magic, chunk('IHDR', header), chunk('IDAT', zlib.deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function write(name, table, compression, metadata = {}, groupSize = 1000) {
    const wasm = parquet.Table.fromIPCStream(arrow.tableToIPC(table, 'stream'));
    const properties = new parquet.WriterPropertiesBuilder()
        .setCompression(compression)
        .setMaxRowGroupSize(groupSize)
        .setKeyValueMetadata(new Map(Object.entries(metadata)))
        .build();
    fs.mkdirSync(path.dirname(path.join(out, name)), { recursive: true });
    fs.writeFileSync(path.join(out, name), parquet.writeParquet(wasm, properties));
}

const range = (first, count) => Array.from({ length: count }, (_, i) => first + i);

function huggingFace(first, count) {
    const type = new arrow.Struct([new arrow.Field('bytes', new arrow.Binary(), true), new arrow.Field('path', new arrow.Utf8(), true)]);
    const images = arrow.vectorFromArray(range(first, count).map(n => ({ bytes: png(n), path: `${n}.png` })), type);
    const labels = arrow.vectorFromArray(range(first, count).map(n => BigInt(n % 10)), new arrow.Int64());
    return new arrow.Table({ image: images, label: labels });
}

const names = range(0, 10).map(label => `c${label}`);
const metadata = {
    huggingface: JSON.stringify({ info: { features: { image: { _type: 'Image' }, label: { names, _type: 'ClassLabel' } } } }),
};
const { Compression } = parquet;
write('hub/data/train-00000-of-00002.parquet', huggingFace(0, 7), Compression.SNAPPY, metadata, 4);
write('hub/data/train-00001-of-00002.parquet', huggingFace(7, 5), Compression.SNAPPY, metadata);
write('hub/data/test-00000-of-00001.parquet', huggingFace(12, 5), Compression.ZSTD, metadata);

const columns = {};
for (let i = 0; i < side * side; i++)
    columns[`pixel${i}`] = arrow.vectorFromArray(range(0, 12).map(n => pixels(n)[i]), new arrow.Uint8());
columns.label = arrow.vectorFromArray(range(0, 12).map(n => `${n % 10}`), new arrow.Utf8());
write('columns.parquet', new arrow.Table(columns), Compression.GZIP);

const list = new arrow.List(new arrow.Field('item', new arrow.Float32(), true));
write('lists.parquet', new arrow.Table({
    image: arrow.vectorFromArray(range(0, 12).map(n => pixels(n).map(pixel => pixel / 255)), list),
    target: arrow.vectorFromArray(range(0, 12).map(n => n % 10), new arrow.Int8()),
}), Compression.UNCOMPRESSED, {}, 5);

// A writer that knows nothing of Arrow.
import(require.resolve('hyparquet-writer', { paths: [process.cwd()] }).replace(/^/, 'file://')).then(({ parquetWriteFile }) => parquetWriteFile({
    filename: path.join(out, 'binary.parquet'),
    columnData: [
        { name: 'image', data: range(0, 12).map(n => new Uint8Array(png(n))), type: 'BYTE_ARRAY' },
        { name: 'label', data: range(0, 12).map(n => n % 10), type: 'INT32' },
    ],
}));
