/** What is published says the same everywhere. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hasTaskFileName } from '../../server/src/formats/file-names.ts';

const ROOT = join(import.meta.dirname, '../..');

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly mcpName: string;
  readonly private?: boolean;
  readonly repository: { readonly url: string };
}

const manifest = JSON.parse(read('package.json')) as Manifest;

test('the npm package may be published', () => {
  assert.equal(manifest.private, undefined);
  assert.match(manifest.version, /^\d+\.\d+\.\d+$/);
});

test('the entry for the MCP registry is of this version and this package', () => {
  const entry = JSON.parse(read('docs/publishing/server.json')) as {
    name: string;
    description: string;
    version: string;
    repository: { url: string };
    packages: { identifier: string; version: string; packageArguments: { value?: string; name?: string }[] }[];
  };
  assert.equal(entry.name, manifest.mcpName);
  assert.ok(entry.description.length <= 100);
  assert.equal(`${entry.repository.url}.git`, manifest.repository.url);
  assert.equal(entry.version, manifest.version);
  const [one, ...more] = entry.packages;
  assert.equal(more.length, 0);
  assert.equal(one!.identifier, manifest.name);
  assert.equal(one!.version, manifest.version);
  const usage = /taskdef mcp .*/.exec(read('server/src/cli/main.ts'))![0];
  for (const { name } of one!.packageArguments) if (name) assert.ok(usage.includes(name), name);
});

test('the formula installs this version', () => {
  const formula = read('docs/publishing/homebrew/taskdef.rb');
  assert.ok(formula.includes(`/v${manifest.version}/taskdef-${manifest.version}.tgz`));
});

test('the entries for SchemaStore are of schemas that exist and of names that we know', () => {
  const entries = JSON.parse(read('docs/publishing/schemastore.json')) as { fileMatch: string[]; url: string }[];
  for (const { fileMatch, url } of entries) {
    const path = url.replace('https://raw.githubusercontent.com/taskdef/taskdef/main/', '');
    assert.ok(existsSync(join(ROOT, path)), url);
    assert.equal((JSON.parse(read(path)) as { $id: string }).$id, url);
    if (path.includes('task-definition'))
      for (const pattern of fileMatch)
        assert.ok(hasTaskFileName(pattern.split('/').at(-1)!.replace('*', 'x')), pattern);
  }
});

test('the steps for the owner name only files that exist', () => {
  const text = read('docs/publishing/README.md');
  for (const [, name] of text.matchAll(/`(docs\/[\w./-]+|\w+\.(?:md|yml|json|rb))`/g)) {
    const places = [name!, `docs/publishing/${name}`, `.github/workflows/${name}`];
    assert.ok(
      places.some((place) => existsSync(join(ROOT, place))),
      name,
    );
  }
});
