/**
 * The rules' examples in each format while they are typed: every piece of the text from its beginning is read, and a line that is
 * half typed takes few other members with it.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stringify } from 'yaml';
import { detect } from '../../server/src/formats/detect.ts';
import { languageOf } from '../../server/src/formats/languages.ts';
import { endOf, type SyntaxNode, type ValueNode } from '../../server/src/syntax/node.ts';
import type { Json } from '../../server/src/syntax/value.ts';
import { templateOf } from '../formats/cloudformation.ts';
import { EXAMPLES } from '../formats/examples.ts';
import { terraformOf } from '../formats/terraform.ts';
import { terraformJsonOf, terraformWithText } from '../formats/terraform-texts.ts';

type Task = { readonly [key: string]: Json };

interface Format {
  readonly fileName: string;
  readonly write: (task: Task) => string;
  /** The beginning of a line with a member of its own. */
  readonly member: RegExp;
  /** What is typed before such a line. */
  readonly typed: readonly string[];
  /** How many offsets apart the pieces end, each example beginning at another, and of how many examples one is typed into. */
  readonly step: number;
}

const HCL = ['heal', 'heal =', 'heal = "ro', 'heal = {', 'heal = [', `heal = "\${var.`, '"heal', 'heal {', 'heal = f('];
const YAML = ['Heal', '-', 'User: a: b', 'User:', 'User: !', 'User: "ro', 'Command: [', 'HealthCheck:', '"User'];
const FORMATS: Readonly<Record<string, Format>> = {
  'Terraform with jsonencode': {
    fileName: 'ecs.tf',
    write: (task) => terraformOf(task),
    member: /^ +"?[a-zA-Z_]+"? +[={]/,
    typed: HCL,
    step: 13,
  },
  'Terraform with a heredoc': {
    fileName: 'ecs.tf',
    write: (task) => terraformWithText(task, 'heredoc'),
    member: /^ +"[a-zA-Z]+":/,
    typed: [],
    step: 13,
  },
  "Terraform's JSON": {
    fileName: 'ecs.tf.json',
    write: terraformJsonOf,
    member: /^ {6,}"[a-z_]+":/,
    typed: [],
    step: 13,
  },
  'a template in JSON': {
    fileName: 'template.json',
    write: (task) => JSON.stringify(templateOf(task), null, 2),
    member: /^ {8,}"[a-zA-Z]+":/,
    typed: [],
    step: 13,
  },
  'a template in YAML': {
    fileName: 'template.yaml',
    write: (task) => stringify(templateOf(task)),
    member: /^ {6,}[A-Za-z]+:/,
    typed: YAML,
    step: 61,
  },
  'plain YAML': {
    fileName: 'task-definition.yaml',
    write: (task) => stringify(task),
    member: /^ *[A-Za-z]+:/,
    typed: YAML,
    step: 61,
  },
};

/** The first task definition of a text. */
function rootOf(text: string, fileName: string): ValueNode | undefined {
  const detection = detect(fileName, languageOf(fileName, text).read(text), 'asked');
  return detection.accepted ? detection.parts[0]?.root : undefined;
}

function* nodesOf(node: ValueNode | undefined, path = ''): Generator<readonly [SyntaxNode, path: string]> {
  if (!node) return;
  yield [node, path];
  if (node.kind === 'array') for (const [i, item] of node.items.entries()) yield* nodesOf(item, `${path}/${i}`);
  if (node.kind !== 'object') return;
  for (const property of node.properties) {
    const inside = `${path}/${property.key.value}`;
    yield [property, `${inside} ${property.value?.kind ?? ''}`];
    yield* nodesOf(property.value, inside);
  }
}

/** Maps, in which the place of an item counts for nothing. */
const MAPS = /\/(?:tags|properties)\//;

/** The members of a task definition, each with the kind of its value. */
function membersOf(text: string, fileName: string): string[] {
  return [...nodesOf(rootOf(text, fileName))].flatMap(([{ kind }, path]) =>
    kind === 'property' && !MAPS.test(path) ? path : [],
  );
}

const distinct = [...new Map(EXAMPLES.map(({ task }) => [JSON.stringify(task), task])).values()];

for (const [name, { fileName, write, member, typed: halfTyped, step }] of Object.entries(FORMATS))
  describe(name, () => {
    test('is read up to every offset', () => {
      for (const [i, task] of distinct.entries()) {
        const text = write(task);
        for (let end = i % step; end <= text.length; end += step)
          for (const [node] of nodesOf(rootOf(text.slice(0, end), fileName)))
            assert.ok(node.offset >= 0 && node.length >= 0 && endOf(node) <= end, `${end} of:\n${text}`);
      }
    });

    for (const typed of halfTyped)
      test(`loses nothing to \`${typed}\` before a line`, () => {
        const counts = { lost: 0, all: 0, lines: 0 };
        for (const [i, task] of distinct.entries()) {
          if (i % step !== 0) continue;
          const text = write(task);
          const whole = membersOf(text, fileName);
          const lines = text.split('\n');
          for (const [at, line] of lines.entries()) {
            if (!member.test(line)) continue;
            const indent = /^ */.exec(line)![0];
            const changed = [...lines.slice(0, at), indent + typed, ...lines.slice(at)].join('\n');
            const found = new Set(membersOf(changed, fileName));
            counts.lines++;
            counts.all += whole.length;
            counts.lost += whole.filter((one) => !found.has(one)).length;
          }
        }
        assert.ok(counts.lines > 80, `${counts.lines} lines`);
        assert.equal(counts.lost, 0, `of ${counts.all} members`);
      });
  });
