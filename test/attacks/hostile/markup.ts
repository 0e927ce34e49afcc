/** Texts that markdown makes something of, in every member that is shown, and what of them is active where it is shown. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marked, type Token } from 'marked';

const ROOT = join(import.meta.dirname, '../../..');

interface Schema {
  readonly type?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
}
const { definitions } = JSON.parse(readFileSync(join(ROOT, 'schemas/api.json'), 'utf8')) as {
  definitions: Record<string, Schema>;
};

/** Where nobody is to be led. */
export const EVIL = 'https://evil.example';
/** What markdown makes something of. */
export const MARKUP = [
  `![x](${EVIL}/p.png)`,
  '[a](command:taskdef.learn?%5B%22x%22%5D)',
  `<img src="${EVIL}/p.png">`,
  `<a href='${EVIL}'>x</a>`,
  `\`\`x\` ${EVIL} \`![y](${EVIL})`,
  `\` ![x](${EVIL}) \``,
  `![x](https&#58;//evil.example/p.png)`,
  '![x](//evil.example/p.png)',
  '[x](//evil.example)',
  '<img src=x>',
  '[x][x]`![x](//evil.example)`',
  `&lt;img src=x&gt;<!-- x -->`,
  EVIL,
  `www.evil.example someone@evil.example`,
  `<${EVIL}>`,
  `[x]\n\n[x]: ${EVIL}`,
  `\n\n![x](${EVIL}/p.png)\n\n<img src=x>`,
  `\\![x](${EVIL})`,
  `|a|b|\n|-|-|\n|![x](${EVIL})|b|`,
];
/** Texts in which markup stands where Taskdef expects a part: the forms that it takes apart and shows. */
export const WRAPPED: readonly ((markup: string) => string)[] = [
  (markup) => markup,
  (markup) => `111122223333.dkr.ecr.us-east-1.amazonaws.com/${markup}:1`,
  (markup) => `111122223333.dkr.ecr.us-east-1.amazonaws.com/a:${markup}`,
  (markup) => `${markup}.example.com/team/web:1`,
  (markup) => `arn:aws:ssm:${markup}:111122223333:parameter/x`,
  (markup) => `arn:aws:ssm:us-east-1:${markup}:parameter/x`,
  (markup) => `arn:aws:ssm:us-east-1:111122223333:parameter/${markup}`,
  (markup) => `arn:aws:secretsmanager:us-east-1:111122223333:secret:${markup}:${markup}:${markup}:`,
  (markup) => `arn:${markup}:iam::111122223333:role/x`,
  (markup) => `arn:aws:${markup}::111122223333:role/x`,
  (markup) => `arn:aws:iam::111122223333:role/${markup.replaceAll(/\s/g, '')}`,
];

/** A task definition with all members, each text made anew. Everything that is shown comes from some member. */
export function filledTask(make: () => string): unknown {
  return filled({ $ref: '#/definitions/RegisterTaskDefinitionRequest' }, make);
}

function filled(schema: Schema, make: () => string, key = ''): unknown {
  if (schema.$ref) return filled(definitions[schema.$ref.replace('#/definitions/', '')]!, make, key);
  switch (schema.type) {
    case 'object': {
      const members = Object.entries(schema.properties ?? {}).map(([name, member]) => [
        name,
        filled(member, make, name),
      ]);
      const free = schema.additionalProperties ? OPTIONS.map((name) => [name, make()]) : [];
      const unknown = make();
      return Object.fromEntries([...members, ...free, [unknown, unknown]]);
    }
    case 'array':
      return [filled(schema.items!, make, key)];
    case 'integer':
    case 'number':
      return 256;
    case 'boolean':
      return true;
    default:
      // Behind a known driver its options are known, and what they hold is shown.
      return key === 'logDriver' ? 'awslogs' : make();
  }
}
const OPTIONS = ['awslogs-region', 'awslogs-group', 'awslogs-stream-prefix', 'mode'];

/** What of markdown leads somewhere or loads something: links and pictures with their addresses, and HTML. */
export function activeIn(markdown: string): string[] {
  const found: string[] = [];
  marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token: Token) => {
    if (token.type === 'link' || token.type === 'image') found.push(`${token.type} ${token.href as string}`);
    if (token.type === 'html' || token.type === 'def') found.push(`${token.type} ${token.raw}`);
  });
  return found;
}

/** Ours lead to AWS's pages, to rule pages and to the course. */
const OURS =
  /^link (?:https:\/\/docs\.aws\.amazon\.com\/|https:\/\/github\.com\/taskdef\/taskdef\/|command:taskdef\.learn\?%5B%22[a-z-]+%22%5D$)/;

/** Throws where markdown holds anything active that is not ours. */
export function assertOurs(markdown: string, where: string): void {
  const strange = activeIn(markdown).filter((each) => !OURS.test(each));
  assert.deepEqual(strange, [], `${where}: ${markdown}`);
}

/** Where hovers and completions are asked for: at the beginning of each text, number and name, and inside of it. */
export function placesIn(text: string): number[] {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"|\b\d+\b/g)].flatMap(({ index, 0: token }) =>
    token.length > 3 ? [index + 1, index + (token.length >> 1)] : [index],
  );
}
