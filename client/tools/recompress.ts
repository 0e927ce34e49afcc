/**
 * Compresses the files of a ZIP archive as well as they can be: the format stays, and any reader reads it. Ours takes half a
 * minute to save 30 KB of 900. Source: PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16; checked 2026-11-28.
 */
import { createRequire } from 'node:module';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

const STORED = 0;
const DEFLATED = 8;
const END = 0x06054b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
/** Set if the sizes are not in front of a file but behind it. */
const SIZES_BEHIND = 0x0008;

type Compress = (data: Buffer) => Promise<Buffer>;

/**
 * The same archive, with each file compressed anew, or as it was if that is smaller.
 * @throws Error if the archive has no end record, as one of more than 4 GB
 */
export async function recompress(archive: Buffer): Promise<Buffer> {
  const end = archive.length - END_BYTES;
  if (end < 0 || archive.readUInt32LE(end) !== END) throw new Error('This is not a ZIP archive without a comment.');
  const compress = compressor();
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let written = 0;
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const name = archive.readUInt16LE(at + 28);
    const entry = Buffer.from(archive.subarray(at, at + ENTRY_BYTES + name));
    at += ENTRY_BYTES + name + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    const { data, method } = await smaller(fileOf(archive, entry), entry.readUInt16LE(10), compress);
    entry.writeUInt16LE(entry.readUInt16LE(8) & ~SIZES_BEHIND, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(data.length, 20);
    // No extra fields and no comment.
    entry.writeUInt32LE(0, 30);
    entry.writeUInt32LE(written, 42);
    const local = Buffer.alloc(LOCAL_BYTES);
    local.writeUInt32LE(0x04034b50, 0);
    entry.copy(local, 4, 6, 30);
    files.push(local, entry.subarray(ENTRY_BYTES), data);
    written += LOCAL_BYTES + name + data.length;
    directory.push(entry);
  }
  const all = Buffer.concat(directory);
  const last = Buffer.from(archive.subarray(end));
  last.writeUInt32LE(all.length, 12);
  last.writeUInt32LE(written, 16);
  return Buffer.concat([...files, all, last]);
}

function fileOf(archive: Buffer, entry: Buffer): Buffer {
  const local = entry.readUInt32LE(42);
  const start = local + LOCAL_BYTES + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  return archive.subarray(start, start + entry.readUInt32LE(20));
}

async function smaller(data: Buffer, method: number, compress: Compress): Promise<{ data: Buffer; method: number }> {
  if (method === STORED && data.length === 0) return { data, method };
  const plain = method === DEFLATED ? inflateRawSync(data) : data;
  const best = await compress(plain);
  return best.length < data.length ? { data: best, method: DEFLATED } : { data, method };
}

interface Zopfli {
  deflate(
    data: Buffer,
    options: { numiterations: number },
    done: (error: Error | null, compressed: Uint8Array) => void,
  ): void;
}

/** Zopfli where it is installed; the package is larger without it, and can be made. */
function compressor(): Compress {
  let zopfli: Zopfli;
  try {
    zopfli = createRequire(import.meta.url)('@gfx/zopfli') as Zopfli;
  } catch {
    console.log('Zopfli is not installed: the package will be some 30 KB larger. "npm ci" installs it.');
    return async (data) => deflateRawSync(data, { level: 9 });
  }
  return (data) =>
    new Promise((resolve, reject) => {
      zopfli.deflate(data, { numiterations: 5 }, (error, compressed) =>
        error ? reject(error) : resolve(Buffer.from(compressed)),
      );
    });
}
