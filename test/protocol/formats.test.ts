/** What settings and neighbours change for templates, Terraform and YAML in an editor. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Session } from './session.ts';

const TEMPLATE = `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      Cpu: 300
      Memory: 512
      NetworkMode: bridge
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          DependsOn: [{ ContainerName: db, Condition: START }]
`;
const TERRAFORM = `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = <<EOF
[{ "name": "web", "image": "nginx:1.27", "memory": 128, }]
EOF
}
`;
const YAML = 'family: web\ncontainerDefinitions:\n  - name: web\n    image: nginx:1.27\n    memory: "128"\n';

const OVERLAP = ['fargate-cpu-value', 'fargate-network-mode'];

/** The codes of a document, by a client with these options. */
async function codes(t: Parameters<typeof Session.start>[0], text: string, uri: string, options: object) {
  const session = await Session.start(t, { initializationOptions: options });
  await session.open(text, uri);
  return session.codes(uri);
}

describe('what cfn-lint reports in a template', () => {
  const uri = 'file:///template.yaml';
  test('is left to it where it is installed, and the rest is told', async (t) => {
    const found = await codes(t, TEMPLATE, uri, { hasCfnLint: true });
    for (const code of OVERLAP) assert.ok(!found.includes(code), code);
    assert.ok(found.includes('dependson-container-unknown'));
  });
  test('is told where it is not, or where the user wants both', async (t) => {
    for (const options of [{}, { hasCfnLint: true, settings: { cloudformation: { overlap: 'keep' } } }]) {
      const found = await codes(t, TEMPLATE, uri, options);
      for (const code of OVERLAP) assert.ok(found.includes(code), code);
    }
  });
  test('is told in other files as ever', async (t) => {
    const text =
      '{ "family": "web", "requiresCompatibilities": ["FARGATE"], "cpu": "300", "memory": "512", "networkMode": "bridge", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }] }';
    const found = await codes(t, text, 'file:///task-definition.json', { hasCfnLint: true });
    for (const code of OVERLAP) assert.ok(found.includes(code), code);
  });
});

describe('a format that is switched off', () => {
  const files = {
    cloudformation: [TEMPLATE, 'file:///template.yaml'],
    terraform: [TERRAFORM, 'file:///main.tf'],
    yaml: [YAML, 'file:///task-definition.yaml'],
  } as const;
  for (const format of Object.keys(files)) {
    test(`is left alone, and the others are not: ${format}`, async (t) => {
      const session = await Session.start(t, {
        initializationOptions: { settings: { formats: { [format]: false } } },
      });
      for (const [other, [content, name]] of Object.entries(files)) {
        await session.open(content, name);
        const found = await session.codes(name);
        assert.equal(found.length === 0, other === format, `${other}: ${found.join(', ')}`);
      }
    });
  }
});

test('JSON that is broken in a heredoc is reported, though the editor reports broken JSON itself', async (t) => {
  const found = await codes(t, TERRAFORM, 'file:///main.tf', { reportSyntaxErrors: false });
  assert.ok(found.includes('td-invalid-json'));
});
