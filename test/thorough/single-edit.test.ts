/**
 * Every fault that one keystroke makes of a good file is one finding: the text's own. What a reader of JSON makes of the
 * text around the fault proves nothing, so nothing else is said that was not said of the good file.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createScanner, type ParseError, parse, SyntaxKind } from 'jsonc-parser';
import { analyse } from '../../server/src/analysis.ts';

const TASK = {
  family: 'web',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  executionRoleArn: 'arn:aws:iam::111122223333:role/ecsTaskExecutionRole',
  runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
  containerDefinitions: [
    {
      name: 'web',
      image: 'example.com/web:1.2',
      essential: true,
      command: ['web', '--port', '8080'],
      portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
      environment: [
        { name: 'A', value: '1' },
        { name: 'URL', value: 'https://example.com/a' },
      ],
      mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }],
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': '/ecs/web', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'web' },
      },
    },
    {
      name: 'side',
      image: 'example.com/side:1.2',
      essential: false,
      dependsOn: [{ containerName: 'web', condition: 'START' }],
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': '/ecs/side', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'side' },
      },
    },
  ],
  volumes: [{ name: 'data' }],
  tags: [{ key: 'team', value: 'web' }],
};

/** One object to a line, as most people write lists. */
function oneLineObjects(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value, undefined, 1).replaceAll(/\s*\n\s*/g, ' ');
  if (flat.length <= 100 && indent.length > 2) return flat;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => `${indent}  ${oneLineObjects(item, `${indent}  `)}`).join(',\n')}\n${indent}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, one]) => `${indent}  ${JSON.stringify(key)}: ${oneLineObjects(one, `${indent}  `)}`,
  );
  return `{\n${members.join(',\n')}\n${indent}}`;
}

const PRETTY = JSON.stringify(TASK, undefined, 2);
const FILES: Readonly<Record<string, readonly [text: string, fileName: string]>> = {
  'one-line objects': [oneLineObjects(TASK), 'task-definition.json'],
  pretty: [PRETTY, 'task-definition.json'],
  minified: [JSON.stringify(TASK), 'task-definition.json'],
  comments: [
    PRETTY.replace('  "cpu"', '  // the smallest\n  "cpu"').replace(
      '"essential": true,',
      '"essential": true, /* it is */',
    ),
    'task-definition.jsonc',
  ],
  'bare list': [
    oneLineObjects(TASK.containerDefinitions.map(({ mountPoints, ...rest }) => rest)),
    'container-definitions.json',
  ],
  template: [
    oneLineObjects(TASK).replace('"example.com/web:1.2"', '"${image}"').replace('"512"', '${memory}'),
    'task-definition.json',
  ],
};

interface Edit {
  readonly kind: string;
  readonly at: string;
  readonly text: string;
}

/** Every text that one keystroke, or one quote of the wrong kind, makes of another. */
function* editsOf(text: string): Generator<Edit> {
  const scanner = createScanner(text, true);
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    const offset = scanner.getTokenOffset();
    const end = offset + scanner.getTokenLength();
    const line = text.slice(0, offset).split('\n').length;
    const at = `${line}:${offset - text.lastIndexOf('\n', offset - 1)} ${text.slice(offset, end)}`;
    const edit = (kind: string, from: number, to: number, by: string): Edit => ({
      kind,
      at,
      text: text.slice(0, from) + by + text.slice(to),
    });
    if (token <= SyntaxKind.ColonToken) {
      const sign = text[offset]!;
      yield edit(`${sign} deleted`, offset, end, '');
      yield edit(`${sign} doubled`, offset, offset, sign);
    } else if (token === SyntaxKind.StringLiteral) {
      yield edit('first quote deleted', offset, offset + 1, '');
      yield edit('last quote deleted', end - 1, end, '');
      yield edit('single quotes', offset, end, `'${text.slice(offset + 1, end - 1)}'`);
    }
    for (const sign of '{}[],:"') yield edit(`${sign} inserted`, offset, offset, sign);
  }
}

function isBroken(text: string, isJsonc: boolean): boolean {
  const errors: ParseError[] = [];
  parse(text.replaceAll('${memory}', '"512"'), errors, { allowTrailingComma: isJsonc, disallowComments: !isJsonc });
  return errors.length > 0;
}

/** What is said of a text, without notes. */
function told(text: string, fileName: string): string[] {
  return analyse(text, fileName, 'asked')
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ rule, message, offset }) => `${rule} at ${text.slice(0, offset).split('\n').length}: ${message}`);
}

for (const [name, [text, fileName]] of Object.entries(FILES)) {
  describe(name, () => {
    test('the good file has no finding', () => assert.deepEqual(told(text, fileName), []));
    const edits = [...editsOf(text)].filter((edit) => isBroken(edit.text, fileName.endsWith('c')));
    for (const kind of new Set(edits.map((edit) => edit.kind))) {
      test(kind, () => {
        const wrong = edits.flatMap((edit) => {
          if (edit.kind !== kind) return [];
          const found = told(edit.text, fileName);
          const isOne = found.length === 1 && found[0]!.startsWith('td-invalid-json');
          // Beside a placeholder the rendered text may be whole.
          if (isOne || (found.length === 0 && name === 'template')) return [];
          return [`${edit.at}: ${found.join(' | ') || 'nothing'}`];
        });
        assert.deepEqual(wrong, []);
      });
    }
  });
}

/** Two values that ECS refuses, at the two ends of the file. */
const FAULTY = PRETTY.replace('"X86_64"', '"X87"').replace('"START"', '"STARTED"');

describe('what is wrong elsewhere is told as well', () => {
  const expected = told(FAULTY, 'task-definition.json');
  test('without a fault of the text', () => assert.equal(expected.length, 2));

  // These leave no doubt about the brackets. What they do to their own line is another matter.
  for (const kind of [', deleted', ', doubled', ': deleted', ': doubled']) {
    test(kind, () => {
      const wrong = [...editsOf(FAULTY)].flatMap((edit) => {
        const line = Number(edit.at.split(':')[0]);
        if (edit.kind !== kind || !isBroken(edit.text, false)) return [];
        const found = told(edit.text, 'task-definition.json');
        const lost = expected.filter((one) => !found.includes(one) && !one.includes(` at ${line}: `));
        return lost.map((one) => `${edit.at}: ${one}`);
      });
      assert.deepEqual(wrong, []);
    });
  }
});
