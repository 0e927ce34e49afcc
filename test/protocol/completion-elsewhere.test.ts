/** Suggestions of what other files of the workspace have in the same places. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { type CompletionItem, CompletionRequest, type TextEdit } from 'vscode-languageserver/node';
import { TASK_FILES } from '../../server/src/protocol.ts';
import { PULL, Session, textAt, URI } from './session.ts';

const OTHER = `{
  "family": "orders",
  "taskRoleArn": "arn:aws:iam::222233334444:role/orders-task",
  "executionRoleArn": "arn:aws:iam::222233334444:role/orders-execution",
  "containerDefinitions": [
    {
      "name": "api",
      "image": "222233334444.dkr.ecr.eu-central-1.amazonaws.com/orders:3.1",
      "memory": 256,
      "secrets": [
        { "name": "DB", "valueFrom": "arn:aws:secretsmanager:eu-central-1:222233334444:secret:orders-db-a1B2c3" },
        { "name": "KEY", "valueFrom": "\${key}" }
      ],
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/ecs/orders", "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "api" }
      }
    },
    { "name": "copy", "image": "REPOSITORY/IMAGE:TAG", "memory": 64 }
  ]
}
`;
const TERRAFORM = `resource "aws_ecs_task_definition" "jobs" {
  family             = "jobs"
  execution_role_arn = "arn:aws:iam::222233334444:role/jobs-execution"
  container_definitions = jsonencode([{ name = "job", image = "example.com/jobs:1.0" }])
}
`;

const CAPABLE = {
  ...PULL,
  textDocument: { ...PULL.textDocument, completion: { completionItem: { snippetSupport: true } } },
};

interface Asking {
  readonly session: Session;
  readonly asked: () => number;
  at(marked: string, uri?: string): Promise<CompletionItem[]>;
}

async function start(t: TestContext): Promise<Asking> {
  const session = await Session.start(t, { capabilities: CAPABLE, initializationOptions: { readsFiles: true } });
  let asked = 0;
  session.client.onRequest(TASK_FILES, () => {
    asked++;
    return [
      { uri: 'file:///workspace/orders/task%20definition.json', text: OTHER },
      { uri: 'file:///workspace/jobs/main.tf', text: TERRAFORM },
    ];
  });
  return {
    session,
    asked: () => asked,
    async at(marked, uri = URI) {
      const offset = marked.indexOf('|');
      await session.open(marked.replace('|', ''), uri);
      const answer = await session.client.sendRequest(CompletionRequest.type, {
        textDocument: { uri },
        position: session.document(uri).positionAt(offset),
      });
      return Array.isArray(answer) ? answer : (answer?.items ?? []);
    },
  };
}

/** A task definition with a member of its container at the mark. */
function container(member: string): string {
  return `{ "family": "web", "containerDefinitions": [{ "name": "web", "memory": 256, ${member} }] }`;
}

function labels(items: readonly CompletionItem[]): string[] {
  return [...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)).map(({ label }) => label);
}

describe('suggestions from other files', () => {
  test('are images, roles, secrets, log groups and Regions', async (t) => {
    const { at } = await start(t);
    const log = (option: string) =>
      container(`"image": "a:1", "logConfiguration": { "logDriver": "awslogs", "options": { "${option}": "|" } }`);
    const cases: readonly [marked: string, wanted: readonly string[]][] = [
      [
        container('"image": "|"'),
        ['222233334444.dkr.ecr.eu-central-1.amazonaws.com/orders:3.1', 'example.com/jobs:1.0'],
      ],
      [
        '{ "family": "web", "taskRoleArn": "|", "containerDefinitions": [] }',
        ['arn:aws:iam::222233334444:role/orders-task'],
      ],
      [
        '{ "family": "web", "executionRoleArn": "|", "containerDefinitions": [] }',
        ['arn:aws:iam::222233334444:role/orders-execution', 'arn:aws:iam::222233334444:role/jobs-execution'],
      ],
      [
        container('"image": "a:1", "secrets": [{ "name": "DB", "valueFrom": "|" }]'),
        ['arn:aws:secretsmanager:eu-central-1:222233334444:secret:orders-db-a1B2c3'],
      ],
      [log('awslogs-group'), ['/ecs/orders']],
      [log('awslogs-region'), ['eu-central-1']],
    ];
    for (const [marked, wanted] of cases) {
      const found = labels(await at(marked));
      assert.deepEqual(found.slice(0, wanted.length), wanted, marked);
      assert.deepEqual(found, [...new Set(found)], 'each once');
      for (const label of found) assert.doesNotMatch(label, /^REPOSITORY\/IMAGE:TAG$|\$\{key\}/);
    }
  });

  test('say where they are from, and give the account and Region that this file does not name', async (t) => {
    const { at } = await start(t);
    const items = await at(container('"image": "|"'));
    const first = items.find(({ label }) => label.includes('/orders:3.1'));
    assert.equal(first?.detail, 'as in task definition.json');
    const ecr = items.find(({ label }) => label === 'Amazon ECR');
    assert.equal(
      (ecr!.textEdit as TextEdit).newText,
      '"${1:222233334444}.dkr.ecr.${2:eu-central-1}.amazonaws.com/${3:REPOSITORY}:${4:TAG}"',
    );
    const own = await at(
      `{ "family": "web", "taskRoleArn": "arn:aws:iam::555566667777:role/web", ${container('"image": "|"').slice(2)}`,
    );
    const known = own.find(({ label }) => label === 'Amazon ECR');
    assert.match((known!.textEdit as TextEdit).newText, /^"555566667777\.dkr/);
  });

  test('replace a word that is to be filled in', async (t) => {
    const { at, session } = await start(t);
    for (const marked of [
      container('"image": "REPO|SITORY/IMAGE:TAG"'),
      container('"image": "REPOSITORY/IMAGE:TAG|"'),
    ]) {
      const items = await at(marked);
      const first = items.find(({ label }) => label.includes('/orders:3.1'));
      assert.ok(first?.textEdit && 'range' in first.textEdit);
      assert.equal(textAt(session.document(), first.textEdit.range), '"REPOSITORY/IMAGE:TAG"');
      // Clients compare what stands there with this text.
      for (const { filterText } of items) assert.ok(filterText?.startsWith('"REPOSITORY/IMAGE:TAG'), filterText);
    }
  });

  test('are there in Terraform and YAML too', async (t) => {
    const { at } = await start(t);
    const terraform = await at(
      'resource "aws_ecs_task_definition" "web" {\n  family = "web"\n  task_role_arn = "|"\n  container_definitions = jsonencode([])\n}\n',
      'file:///workspace/web.tf',
    );
    assert.ok(labels(terraform).includes('arn:aws:iam::222233334444:role/orders-task'), labels(terraform).join());
    const yaml = await at(
      'family: web\nnetworkMode: awsvpc\ntaskRoleArn: |\ncontainerDefinitions:\n  - name: web\n    image: a:1\n',
      'file:///workspace/task.yaml',
    );
    assert.ok(labels(yaml).includes('arn:aws:iam::222233334444:role/orders-task'), labels(yaml).join());
  });

  test('are asked for only where they can help', async (t) => {
    const { at, asked } = await start(t);
    await at(container('"image": "a:1", "|"'));
    await at('{ "family": "web", "networkMode": "|", "containerDefinitions": [] }');
    assert.equal(asked(), 0);
    await at(container('"image": "|"'));
    assert.equal(asked(), 1);
  });
});
