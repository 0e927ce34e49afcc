/**
 * What the built server runs for a file, by V8's own count of calls: the readers of YAML and HCL only once a file needs them.
 * Needs `npm run build`.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { ServerProcess, SOON } from '../protocol/server-process.ts';

const BUNDLE = join(import.meta.dirname, '../../dist/server/server.js');
const TASK = '"containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]';
const FILES = {
  json: ['task-definition.json', `{ "family": "web", ${TASK} }\n`],
  template: ['template.json', '{ "Resources": { "Web": { "Type": "AWS::ECS::TaskDefinition", "Properties": {} } } }\n'],
  yaml: [
    'template.yaml',
    'Resources:\n  Web:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      Family: web\n',
  ],
  terraform: ['main.tf', 'resource "aws_ecs_task_definition" "web" {\n  family = "web"\n}\n'],
} as const;

/** The parsers that a session with these files has called. */
async function called(t: TestContext, names: readonly (keyof typeof FILES)[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'taskdef-coverage-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const before = { ...process.env };
  // The kept code of an earlier session does not count calls.
  Object.assign(process.env, { NODE_V8_COVERAGE: folder, NODE_DISABLE_COMPILE_CACHE: '1' });
  const server = new ServerProcess(t);
  process.env = before;
  await server.initialize({ textDocument: { diagnostic: {} } });
  for (const [id, name] of names.entries()) {
    const [path, text] = FILES[name];
    const uri = `file:///workspace/${path}`;
    server.send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: name === 'terraform' ? name : 'json', version: 1, text } },
    });
    const answer = await server.request(10 + id, 'textDocument/diagnostic', { textDocument: { uri } });
    assert.ok((answer.result as { items: unknown[] }).items.length > 0, `${path} is checked`);
  }
  await server.request(90, 'shutdown');
  server.send({ method: 'exit' });
  await server.end();
  return parsersIn(folder);
}

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly { readonly startOffset: number; readonly count: number }[];
    }[];
  }[];
}

function parsersIn(folder: string): string[] {
  const [file] = readdirSync(folder);
  assert.ok(file, 'calls were counted');
  const { result }: Coverage = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const script = result.find(({ url }) => url.endsWith('dist/server/server.js'));
  assert.ok(script, 'the bundle is among what ran');
  const code = readFileSync(BUNDLE, 'latin1');
  const map = new SourceMap(JSON.parse(readFileSync(`${BUNDLE}.map`, 'utf8')));
  const lines = [...code.matchAll(/^/gm)].map(({ index }) => index);
  // What is around the bundle where it is run.
  const before = '(function(require){'.length;
  const sources = new Set<string>();
  for (const { ranges } of script.functions) {
    const [{ startOffset, count }] = ranges as [Coverage['result'][number]['functions'][number]['ranges'][number]];
    const offset = startOffset - before;
    if (count === 0 || offset < 0) continue;
    const line = lines.findLastIndex((start) => start <= offset);
    const entry = map.findEntry(line, offset - lines[line]!) as { originalSource?: string };
    if (entry.originalSource) sources.add(entry.originalSource);
  }
  const parsers = {
    json: 'syntax/json/parser.ts',
    yaml: '/yaml/browser/dist/',
    'yaml reader': 'syntax/yaml/read.ts',
    hcl: 'syntax/hcl/read.ts',
  };
  return Object.entries(parsers).flatMap(([name, path]) =>
    [...sources].some((source) => source.includes(path)) ? name : [],
  );
}

describe('the built server', () => {
  test('runs no other parser for JSON', SOON, async (t) => {
    assert.deepEqual(await called(t, ['json', 'template']), ['json']);
  });
  test('runs that of YAML with the first template in it', SOON, async (t) => {
    assert.deepEqual(await called(t, ['yaml']), ['yaml', 'yaml reader']);
  });
  test('runs that of HCL with the first file of Terraform', SOON, async (t) => {
    assert.deepEqual(await called(t, ['terraform']), ['hcl']);
  });
  test('has counted the calls of all where all are needed', SOON, async (t) => {
    assert.deepEqual(await called(t, ['json', 'yaml', 'terraform']), ['json', 'yaml', 'yaml reader', 'hcl']);
  });
});
