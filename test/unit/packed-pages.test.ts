/** What the pages of our panels are made of is in the packed extension. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '../..');
const PANELS = join(ROOT, 'client/src/learn');

test('every script and style that a panel names is packed', () => {
  const packed = readFileSync(join(ROOT, '.vscodeignore'), 'utf8').split('\n');
  const sources = readdirSync(PANELS).filter((name) => name.endsWith('.ts'));
  const named = sources.flatMap((name) =>
    [...readFileSync(join(PANELS, name), 'utf8').matchAll(/(?:script|style): '([\w.-]+)'/g)].map(([, file]) => file!),
  );
  assert.ok(named.length >= 6, named.join(', '));
  for (const file of named) assert.ok(packed.includes(`!dist/learn/${file}`), file);
});
