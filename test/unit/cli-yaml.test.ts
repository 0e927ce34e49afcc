/** YAML on the command line. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folder, taskdef } from './cli.ts';

const TEMPLATE = `Resources:
  Web: # the site
    Type: AWS::ECS::TaskDefinition
    Properties:
      Cpu: 256
      Memory: 4096
      NetworkMode: awsvpc
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          PortMappings:
            - ContainerPort: 80
              HostPort: 8080 # not this one
`;

test('a folder is searched for templates and task definitions in YAML, and nothing else of it', (t) => {
  const cwd = folder(t);
  mkdirSync(join(cwd, 'infra'));
  const files: Readonly<Record<string, string>> = {
    'a.yaml': TEMPLATE,
    'b.yml': 'family: web\ncontainerDefinitions:\n  - name: web\n    image: nginx:1.27\n    memory: "128"\n',
    'c.template': TEMPLATE,
    'docker-compose.yml': 'services:\n  web:\n    image: nginx\n    cpu: 1\n',
    'task-definition.yaml': 'name: other\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, 'infra', name), text);
  const { status, stdout } = taskdef(['check', '--format', 'json', 'infra'], { cwd });
  assert.equal(status, 1);
  for (const name of ['a.yaml', 'b.yml', 'c.template'])
    assert.ok(stdout.includes(name), `${name} is checked:\n${stdout}`);
  for (const name of ['docker-compose.yml', 'task-definition.yaml']) assert.ok(!stdout.includes(name), name);
});

test('--fix mends a template and keeps its comments', (t) => {
  const cwd = folder(t);
  writeFileSync(join(cwd, 'a.yaml'), TEMPLATE);
  taskdef(['check', '--fix', 'a.yaml'], { cwd });
  const fixed = readFileSync(join(cwd, 'a.yaml'), 'utf8');
  assert.ok(!/HostPort: 8080/.test(fixed), fixed);
  assert.ok(fixed.includes('# the site') && fixed.includes('# not this one'), fixed);
});
