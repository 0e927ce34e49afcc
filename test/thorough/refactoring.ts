/** Refactorings of a text, as the light bulb offers them. */
import assert from 'node:assert/strict';
import { analyse } from '../../server/src/analysis.ts';
import { textAfter } from '../../server/src/features/code-actions/refactorings/new-problems.ts';
import type { Refactoring } from '../../server/src/features/code-actions/refactorings/refactoring.ts';
import { refactoringsAt } from '../../server/src/features/code-actions/refactorings/refactorings.ts';

export function read(text: string) {
  return analyse(text, 'task-definition.json', 'asked');
}

/** What is offered where some words stand, or at the start of the text. */
export function offered(text: string, words?: string): Refactoring[] {
  const offset = words === undefined ? 0 : text.indexOf(words);
  assert.ok(offset >= 0, `"${words}" is in the text`);
  return read(text).tasks.flatMap((task) => refactoringsAt(task, { offset, length: 0 }));
}

export function titles(text: string, words?: string): string[] {
  return offered(text, words).map(({ title }) => title);
}

export function pick(text: string, title: RegExp, words?: string): Refactoring {
  const all = offered(text, words);
  const found = all.find((refactoring) => title.test(refactoring.title));
  assert.ok(found, `offered: ${all.map((one) => one.title).join(', ')}`);
  return found;
}

/** The value that a document holds after a refactoring. */
export function resultOf(text: string, title: RegExp, words?: string) {
  const refactoring = pick(text, title, words);
  assert.equal(refactoring.disabled, undefined);
  return JSON.parse(textAfter(read(text).tasks[0]!, refactoring));
}

export function web(more: object = {}, container: object = {}): string {
  return JSON.stringify(
    {
      family: 'web',
      ...more,
      containerDefinitions: [{ name: 'web', image: 'example.com/web:1', memory: 300, ...container }],
    },
    null,
    2,
  );
}

export const ROLE = 'arn:aws:iam::111122223333:role/ecsTaskExecutionRole';

export const FARGATE = {
  requiresCompatibilities: ['FARGATE'],
  networkMode: 'awsvpc',
  cpu: '256',
  memory: '512',
  executionRoleArn: ROLE,
};
