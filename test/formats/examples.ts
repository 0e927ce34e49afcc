/**
 * The examples of the rules in another format than JSON: a rule says there what it says of the JSON, and its fixes do the same.
 * Whoever adds a format hands over how it is written; whoever adds a rule gets this test for nothing.
 */
import assert from 'node:assert/strict';
import { type Analysis, analyse } from '../../server/src/analysis.ts';
import type { Finding } from '../../server/src/findings/finding.ts';
import { apart } from '../../server/src/findings/joined.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { TASK_RULES } from '../../server/src/rules/index.generated.ts';
import { applyEdits, toTextEdits } from '../../server/src/syntax/edit.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';
import type { ObjectNode, ValueNode } from '../../server/src/syntax/node.ts';
import type { Json } from '../../server/src/syntax/value.ts';
import { plainValue } from '../unit/tree.ts';

/** A format to write the examples in. */
export interface Transcription {
  /** A name that the file may have. */
  readonly fileName: string;
  /** `asked` where somebody has to say what the file is, as it shows too little of it. */
  readonly intent?: 'asked';
  /** A document with this task definition, given by the names of the API. */
  write(task: { readonly [key: string]: Json }): string;
  /** Examples that mean something else there, as `rule good 2`, `rule bad 1`, or all of a `rule`; each with the reason. */
  readonly differs: Readonly<Record<string, string>>;
}

interface Example {
  readonly name: string;
  readonly rule: string;
  readonly kind: 'bad' | 'good';
  readonly text: string;
  readonly task: { readonly [key: string]: Json };
}

/** The examples that are one whole task definition as data: no template, no comment that says something, no member twice. */
export const EXAMPLES: readonly Example[] = TASK_RULES.map(({ id }) => [id, RULE_EXAMPLES[id]!] as const).flatMap(
  ([rule, { bad, good }]) =>
    (['bad', 'good'] as const).flatMap((kind) =>
      (kind === 'bad' ? bad : good).flatMap((text, i) => {
        const { root, problems, templates, comments } = parseJson(text);
        const isData =
          root?.kind === 'object' && problems.every(({ code }) => code === 'comment') && templates.length === 0;
        const says = comments.some((span) => text.slice(span.offset, span.offset + span.length).includes('taskdef-'));
        if (
          !isData ||
          says ||
          hasTwins(root) ||
          root.properties.some(({ key }) => key.value === 'taskDefinition' || key.value === 'Resources')
        )
          return [];
        return { name: `${rule} ${kind} ${i + 1}`, rule, kind, text, task: plainValue(root) as Example['task'] };
      }),
    ),
);

function hasTwins(node: ValueNode | undefined): boolean {
  if (node?.kind === 'array') return node.items.some(hasTwins);
  if (node?.kind !== 'object') return false;
  const names = new Set(node.properties.map(({ key }) => key.value));
  return names.size < node.properties.length || node.properties.some(({ value }) => hasTwins(value));
}

/** Checks one example in a format against what is said of the JSON. */
export function sameInFormat(example: Example, { fileName, write, intent = undefined }: Transcription): void {
  const json = analyse(JSON.stringify(example.task, null, 2), 'task-definition.json', 'asked');
  const text = write(example.task);
  const other = analyse(text, fileName, intent);
  assert.ok(other.detection.accepted, `is recognised:\n${text}`);
  const of = ({ findings }: Analysis) => apart(findings).filter(({ rule }) => rule === example.rule);
  const [wanted, found] = [of(json), of(other)];
  const summary = (findings: readonly Finding[]) => findings.map(({ severity, fixes }) => [severity, fixes.length]);
  assert.deepEqual(summary(found), summary(wanted), `says the same:\n${text}`);
  wanted.forEach((finding, i) => {
    finding.fixes.forEach((fix, n) => {
      const fixed = applyEdits(json.document.text, toTextEdits(json.document, fix.edits));
      const fixedThere = applyEdits(text, toTextEdits(other.document, found[i]!.fixes[n]!.edits));
      const after = analyse(fixedThere, fileName, intent);
      const misspelt = (task: Analysis) => task.tasks[0]?.part.misspelt?.length ?? 0;
      assert.ok(misspelt(after) <= misspelt(other), `"${fix.title}" spells as the format does:\n${fixedThere}`);
      const data = taskOf(after);
      assert.deepEqual(
        inOnePlace(data),
        inOnePlace(JSON.parse(fixed)),
        `"${fix.title}" does the same:\n${text}\nbecame\n${fixedThere}`,
      );
    });
  });
}

/**
 * Data with the example account and Region for what a fix leaves to be filled in, which in a template is a pseudo
 * parameter.
 */
function inOnePlace(data: unknown): unknown {
  const text = JSON.stringify(data)
    .replaceAll('${AWS::Partition}', 'aws')
    .replaceAll(/\$\{AWS::AccountId\}|ACCOUNT_ID/g, '111122223333')
    .replaceAll(/\$\{AWS::Region\}|\bREGION\b/g, 'eu-west-1');
  return JSON.parse(text);
}

/** The task definition of a document as data, by the names of the API. */
function taskOf({ tasks }: Analysis): unknown {
  return tasks[0] && plainValue(tasks[0].root as ObjectNode);
}
