/**
 * Completion in every format, by the examples of the rules: a member is taken out and the first letters of its name are
 * typed in its place. It must be offered wherever it is in JSON, and the text must be whole once it is taken.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stringify } from 'yaml';
import { analyse } from '../../server/src/analysis.ts';
import { isBlocks } from '../../server/src/syntax/hcl/nodes.ts';
import { endOf, type PropertyNode, type ValueNode } from '../../server/src/syntax/node.ts';
import { originOf } from '../../server/src/syntax/projection.ts';
import type { Json } from '../../server/src/syntax/value.ts';
import { templateOf } from '../formats/cloudformation.ts';
import { EXAMPLES } from '../formats/examples.ts';
import { terraformOf } from '../formats/terraform.ts';
import { type Offer, offerAt } from '../unit/completing.ts';

interface Task {
  readonly [key: string]: Json;
}

interface Format {
  readonly fileName: string;
  /** Only one in so many examples, for what differs little from another format. */
  readonly oneIn?: number;
  write(task: Task): string;
}

const BLOCK = { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false } as const;
const FLOW = { ...BLOCK, collectionStyle: 'flow' } as const;

const JSON_FORMAT: Format = { fileName: 'task-definition.json', write: (task) => JSON.stringify(task, null, 2) };

const FORMATS: Readonly<Record<string, Format>> = {
  'a template in YAML in block style': {
    fileName: 'template.yaml',
    write: (task) => stringify(templateOf(task), BLOCK),
  },
  'a template in YAML with Windows line ends': {
    oneIn: 4,
    fileName: 'template.yaml',
    write: (task) => stringify(templateOf(task), BLOCK).replaceAll('\n', '\r\n'),
  },
  'a template in YAML without indented dashes and a last line end': {
    oneIn: 4,
    fileName: 'template.yaml',
    write: (task) => stringify(templateOf(task), { ...BLOCK, indentSeq: false }).trimEnd(),
  },
  'a template in YAML in flow style': {
    fileName: 'template.yaml',
    write: (task) => stringify(templateOf(task), FLOW),
  },
  'a task definition in YAML': { fileName: 'task-definition.yaml', write: (task) => stringify(task, BLOCK) },
  'a template in JSON': { fileName: 'template.json', write: (task) => JSON.stringify(templateOf(task), null, 2) },
  'a file of Terraform': { fileName: 'ecs.tf', write: (task) => terraformOf(task) },
  'a file of Terraform with tabs and Windows line ends': {
    fileName: 'ecs.tf',
    write: (task) => terraformOf(task).replaceAll('  ', '\t').replaceAll('\n', '\r\n'),
  },
  'JSON in a heredoc of Terraform': {
    fileName: 'ecs.tf',
    write: ({ containerDefinitions = [], ...others }) =>
      terraformOf(others).replace(
        /\}\n$/,
        `  container_definitions = <<EOF\n${JSON.stringify(containerDefinitions, null, 2)}\nEOF\n}\n`,
      ),
  },
};

/** A member with its place in the task definition, by the names of the API. */
interface Member {
  readonly path: string;
  readonly property: PropertyNode;
}

function membersOf(text: string, fileName: string): Member[] {
  const [task] = analyse(text, fileName, 'asked').tasks;
  const found: Member[] = [];
  const walk = (node: ValueNode | undefined, path: string) => {
    if (node?.kind === 'array') for (const [i, item] of node.items.entries()) walk(item, `${path}/${i}`);
    if (node?.kind !== 'object') return;
    for (const property of node.properties) {
      // A map stands in the place of a list of names and values.
      if (property.key.length === 0) continue;
      found.push({ path: `${path}/${property.key.value}`, property });
      walk(property.value, `${path}/${property.key.value}`);
    }
  };
  walk(task?.root, '');
  return found;
}

/** What is offered where the first letters of a member's name are in its place; undefined if it is several blocks. */
function offeredFor(text: string, fileName: string, { property }: Member): { offer: Offer; key: string } | undefined {
  const written = originOf(property) as PropertyNode;
  const { value } = written;
  if (value && isBlocks(value) && value.items.length > 1) return undefined;
  const quote = /["']/.exec(text[written.key.offset]!)?.[0] ?? '';
  const half = quote + written.key.value.slice(0, 2);
  const typed = text.slice(0, written.offset) + half + quote + text.slice(endOf(written));
  return { offer: offerAt(typed, written.offset + half.length, fileName), key: written.key.value };
}

/** A member that a format has elsewhere than JSON, with what keeps it from being offered there. */
const DIFFERS: Readonly<Record<string, string>> = {
  'ecs.tf /volumes/0/host/sourcePath': 'It is an argument of the volume itself, next to the kinds that exclude it.',
};

const hasTaken = new Map<string, number>();

/** A member of an example: one whose kind has been tested least. */
function memberFor(members: readonly Member[]): Member | undefined {
  const kind = ({ path }: Member) => path.replaceAll(/\d+/g, '');
  const times = (member: Member) => hasTaken.get(kind(member)) ?? 0;
  const [least] = [...members].sort((a, b) => times(a) - times(b));
  if (least) hasTaken.set(kind(least), times(least) + 1);
  return least;
}

const CASES = EXAMPLES.flatMap(({ name, task }) => {
  const text = JSON_FORMAT.write(task);
  const member = memberFor(
    membersOf(text, JSON_FORMAT.fileName).filter((one) => {
      const found = offeredFor(text, JSON_FORMAT.fileName, one);
      return found?.offer.labels.includes(found.key);
    }),
  );
  return member ? { name, task, path: member.path } : [];
});

test('nearly every example has a member that JSON offers', () => {
  assert.ok(CASES.length > EXAMPLES.length * 0.9, `${CASES.length} of ${EXAMPLES.length}`);
});

for (const [title, { fileName, write, oneIn = 1 }] of Object.entries(FORMATS)) {
  describe(`a member that is taken out of ${title}`, () => {
    for (const { name, task, path } of CASES.filter((_, i) => i % oneIn === 0)) {
      if (DIFFERS[`${fileName} ${path}`]) continue;
      const text = write(task);
      const before = analyse(text, fileName, 'asked');
      const member = membersOf(text, fileName).find((one) => one.path === path);
      const found = member && offeredFor(text, fileName, member);
      if (!found) continue;
      test(`${path} of ${name}`, () => {
        const { offer, key } = found;
        assert.ok(offer.labels.includes(key), `${key} is offered: ${offer.labels.join(', ')}`);
        const after = offer.taking(key);
        const { document, findings } = analyse(after, fileName, 'asked');
        assert.equal(document.problems.length, before.document.problems.length, after);
        assert.ok(
          membersOf(after, fileName).some((one) => one.path === path),
          `it is there again:\n${after}`,
        );
        const unknown = (rules: readonly { readonly rule: string }[]) =>
          rules.filter(({ rule }) => rule === 'unknown-property' || rule === 'td-cfn-casing').length;
        assert.ok(unknown(findings) <= unknown(before.findings), after);
      });
    }
  });
}
