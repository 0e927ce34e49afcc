/** The archive of the extension, compressed anew. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { recompress } from '../../client/tools/recompress.ts';
import { folder } from './cli.ts';

interface Archive {
  addBuffer(content: Buffer, path: string, options?: object): void;
  end(): void;
  readonly outputStream: NodeJS.ReadableStream;
}

/** As the tool that packs extensions writes it. */
const { ZipFile } = createRequire(createRequire(import.meta.url).resolve('@vscode/vsce'))('yazl') as {
  ZipFile: new () => Archive;
};

const FILES: Readonly<Record<string, Buffer>> = {
  'extension/a.js': Buffer.from('if (a) { b(); } else { c(); }\n'.repeat(2000)),
  'extension/ü.txt': Buffer.from('ü'),
  'extension/noise.bin': Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * i * 7919) % 251)),
  'extension/empty': Buffer.alloc(0),
};

test('is smaller, and any reader finds the same files', async (t) => {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(FILES))
    zip.addBuffer(content, path, { mode: 0o100644, compress: path !== 'extension/noise.bin' });
  zip.end();
  const before = await buffer(zip.outputStream);
  const after = await recompress(before);
  assert.ok(after.length < before.length, `${after.length} of ${before.length} bytes`);
  const cwd = folder(t);
  writeFileSync(join(cwd, 'a.zip'), after);
  const read = spawnSync(
    'python3',
    [
      '-c',
      'import zipfile; z = zipfile.ZipFile("a.zip"); print(z.testzip()); [print(n, z.read(n).hex()) for n in z.namelist()]',
    ],
    { cwd, encoding: 'utf8', env: { ...process.env, PYTHONIOENCODING: 'utf8' } },
  );
  assert.equal(read.status, 0, read.stderr);
  const expected = Object.entries(FILES).map(([path, content]) => `${path} ${content.toString('hex')}`.trimEnd());
  assert.deepEqual(
    read.stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.trimEnd()),
    ['None', ...expected],
  );
});

test('refuses what is no archive', async () => {
  await assert.rejects(recompress(Buffer.from('PK')), /not a ZIP archive/);
  await assert.rejects(recompress(Buffer.alloc(100)), /not a ZIP archive/);
});
