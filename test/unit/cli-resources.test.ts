/** In a format with several definitions in a file, every output says which one a finding is about. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { Log } from 'sarif';
import { folder, taskdef } from './cli.ts';

/** The same fault in each format: `retries` is 11. */
const CHECK = { command: ['CMD', 'true'], retries: 11 };
const CONTAINER = { name: 'web', image: 'nginx:1.29', memory: 512, healthCheck: CHECK };
const PROPERTIES = {
  ContainerDefinitions: [
    { Name: 'web', Image: 'nginx:1.29', Memory: 512, HealthCheck: { Command: ['CMD', 'true'], Retries: 11 } },
  ],
};
const TEMPLATE = { Resources: { Web: { Type: 'AWS::ECS::TaskDefinition', Properties: PROPERTIES } } };
const YAML = `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.29
          Memory: 512
          HealthCheck:
            Command: [CMD, "true"]
            Retries: 11
`;
const TERRAFORM = `resource "aws_ecs_task_definition" "web" {
  family = "shop"
  container_definitions = jsonencode([
    { name = "web", image = "nginx:1.29", memory = 512, healthCheck = { command = ["CMD", "true"], retries = 11 } }
  ])
}
`;
const FILES: Readonly<Record<string, string>> = {
  'infra/task-definition.json': JSON.stringify({ family: 'shop', containerDefinitions: [CONTAINER] }),
  'infra/plain/task-definition.yaml': `family: shop
containerDefinitions:
  - name: web
    image: nginx:1.29
    memory: 512
    healthCheck:
      command: [CMD, "true"]
      retries: 11
`,
  'infra/template.yaml': YAML,
  'infra/template.json': JSON.stringify(TEMPLATE),
  'infra/cdk.out/Stack.template.json': JSON.stringify(TEMPLATE),
  'infra/main.tf': TERRAFORM,
};
const RESOURCES: Readonly<Record<string, string | undefined>> = {
  'infra/template.yaml': 'Web',
  'infra/template.json': 'Web',
  'infra/cdk.out/Stack.template.json': 'Web',
  'infra/main.tf': 'aws_ecs_task_definition.web',
};

interface Found {
  readonly file: string;
  readonly rule: string;
  readonly resource?: string;
  readonly path?: string;
}

function run(t: TestContext, format: string): string {
  const { status, stdout, stderr } = taskdef(['check', '--format', format, 'infra'], { cwd: folder(t, FILES) });
  assert.equal(status, 1, stderr);
  return stdout;
}

describe('a folder with every format', () => {
  test('is read whole, and JSON names the resource and the path in the names of the API', (t) => {
    const findings = JSON.parse(run(t, 'json')) as Found[];
    const errors = findings.filter(({ rule }) => rule === 'out-of-range');
    assert.deepEqual(
      errors.map(({ file, resource, path }) => [file, resource, path]).sort(),
      Object.keys(FILES)
        .map((file) => [file, RESOURCES[file], '/containerDefinitions/0/healthCheck/retries'])
        .sort(),
    );
  });

  test('has the resource in SARIF', (t) => {
    const log = JSON.parse(run(t, 'sarif')) as Log;
    const found = log.runs[0]!.results!.filter(({ ruleId }) => ruleId === 'out-of-range').map(({ locations }) => {
      const [location] = locations!;
      const names = JSON.stringify(location!.logicalLocations ?? []);
      return [location!.physicalLocation!.artifactLocation!.uri!, names] as const;
    });
    assert.equal(found.length, Object.keys(FILES).length);
    for (const [file, names] of found)
      if (RESOURCES[file]) assert.ok(names.includes(RESOURCES[file]), `${file}: ${names}`);
  });

  for (const format of ['github', 'junit', 'pretty']) {
    test(`has the resource in ${format}`, (t) => {
      const stdout = run(t, format);
      for (const resource of new Set(Object.values(RESOURCES))) assert.ok(stdout.includes(resource!), stdout);
    });
  }
});

test('standard input is read as the file that it is called', (t) => {
  const args = ['check', '--format', 'json', '--stdin-filename', 'main.tf', '-'];
  const { stdout } = taskdef(args, { cwd: folder(t), input: TERRAFORM });
  const findings = JSON.parse(stdout) as Found[];
  const found = findings.find(({ rule }) => rule === 'out-of-range');
  assert.deepEqual([found?.file, found?.resource], ['main.tf', 'aws_ecs_task_definition.web']);
});
