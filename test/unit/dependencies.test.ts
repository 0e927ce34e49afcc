/** Each dependency has its reason on docs/dependencies.md, and the page names no other. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '../..');

test('each dependency says why it is there', () => {
  const { dependencies = {}, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const page = readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8');
  const explained = [...page.matchAll(/^\| ([^|]+) \| .{10,} \|$/gm)]
    .flatMap(([, names]) => names!.split(', '))
    .filter((name) => name !== 'package');
  assert.deepEqual(explained.sort(), [...Object.keys(dependencies), ...Object.keys(devDependencies)].sort());
});
