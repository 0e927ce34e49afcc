import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A byte that is not valid UTF-8 is kept as a lone surrogate, which no UTF-8 name contains. */
const RAW = 0xdc00;
const RAW_BYTE = /[\uDC80-\uDCFF]/u;

/**
 * A file's name as text. Linux names are bytes. Those that are not UTF-8 are kept in a form that {@link pathOf} can
 * turn back, so that different names stay different and paths can be joined and compared.
 */
export function decodeName(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (!text.includes('\uFFFD') || Buffer.from(text).equals(bytes)) return text;
  let name = '';
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at]!;
    const sequence = bytes.subarray(at, at + (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4));
    const sign = sequence.toString('utf8');
    if (Buffer.from(sign).equals(sequence)) {
      name += sign;
      at += sequence.length;
    } else {
      name += String.fromCharCode(RAW + lead);
      at++;
    }
  }
  return name;
}

/** The path to give to the file system: as bytes if it is not UTF-8. */
export function pathOf(file: string): string | Buffer {
  if (process.platform === 'win32' || !RAW_BYTE.test(file)) return file;
  return Buffer.concat(
    Array.from(file, (sign) => (RAW_BYTE.test(sign) ? Buffer.from([sign.charCodeAt(0) - RAW]) : Buffer.from(sign))),
  );
}

/**
 * The paths that an argument may stand for. Node passes arguments as text with U+FFFD for each byte that is not UTF-8,
 * so a shell's `*.json` may produce a name that does not exist.
 */
export function namesLike(argument: string): string[] {
  if (!argument.includes('\uFFFD')) return [argument];
  let paths = [argument.startsWith(sep) ? sep : ''];
  for (const step of argument.split(sep).filter((part) => part !== '')) {
    paths = paths.flatMap((path) =>
      step.includes('\uFFFD') ? entriesLike(path, step).map((name) => join(path, name)) : [join(path, step)],
    );
  }
  return paths.length > 0 ? paths : [argument];
}

function entriesLike(folder: string, shown: string): string[] {
  try {
    return readdirSync(pathOf(folder || '.'), 'buffer')
      .filter((bytes) => bytes.toString('utf8') === shown)
      .map(decodeName);
  } catch {
    return [];
  }
}
