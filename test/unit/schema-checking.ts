/** The schema check of a task definition. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../server/src/findings/finding.ts';
import { requestPart } from '../../server/src/formats/request.ts';
import { TaskDefinition } from '../../server/src/model/task.ts';
import { checkSchema } from '../../server/src/schema/check.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';

export const ROOT = join(import.meta.dirname, '../..');

export function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T;
}

export function findingsOf(text: string): Finding[] {
  const document = parseJson(text);
  assert.ok(document.root?.kind === 'object');
  return checkSchema(new TaskDefinition(document, requestPart(document.root)));
}

export function check(task: unknown): Finding[] {
  return findingsOf(JSON.stringify(task));
}
