/** What is taken for a task definition and what is not: by names and contents that really occur. The contents are made up. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { detect } from '../../server/src/formats/detect.ts';
import type { Intent } from '../../server/src/formats/detection.ts';
import { hasTaskFileName } from '../../server/src/formats/file-names.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';

const NAMED = 'task-definition.json';
const OTHER = 'service.json';

function detection(content: unknown, fileName = OTHER, intent: Intent = 'open') {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return detect(fileName, parseJson(text), intent);
}

/** What a content is accepted as; `no` and `other product` where it is refused. */
function shape(content: unknown, fileName = OTHER, intent: Intent = 'open'): string {
  const found = detection(content, fileName, intent);
  assert.ok(found.reason.length > 10 && found.reason.endsWith('.'), 'says why');
  if (!found.accepted) return found.otherProduct ? 'other product' : 'no';
  if (found.images) return 'image definitions';
  const [part] = found.parts;
  if (part?.dialect.id === 'cloudformation') return `template with ${found.parts.map(({ id }) => id).join(', ')}`;
  if (part?.kind === 'service') return 'service';
  return part?.wrapper ? 'describe-output' : part?.taskLevel === 'elsewhere' ? 'container-definitions' : 'request';
}

const CONTAINER = { name: 'web', image: 'example.com/web:1', essential: true };
const TASK = { family: 'web', containerDefinitions: [CONTAINER] };

describe('file names', () => {
  const names = [
    'task-definition.json',
    '.aws/task-definition.json',
    '.github/workflows/task-definition.json',
    'backend/task-definition.json',
    'taskdef.json',
    'ecs-task-definition.json',
    'task-def.json',
    'ecs/ecs-task-def.json',
    'task_definition.json',
    'taskdefinition.json',
    'taskDefinition.json',
    'TaskDefinition-Prod.json',
    'task-definition-prod.json',
    'task-definition.template.json',
    'task-definition.json.tpl',
    'task-definition.json.j2',
    'task-definition.json.tftemplate',
    'task-definition.jsonc',
    'container-definitions.json',
    'container_definitions.json',
    'api.container-definitions.tftpl',
    'task.definition.json',
    'task-definition.json.erb',
    'taskdef.json.mustache',
    'taskdef.json.example',
    'ecs/task-definition.prod.tpl',
    'container-definitions.gotmpl',
    'C:\\work\\taskdef.json',
    'file:///workspace/my%20app/taskdef-v31-clean.json',
  ];
  for (const name of names) test(`${name} is one`, () => assert.ok(hasTaskFileName(name)));

  const others = [
    'service.json',
    'prod.json',
    'ecs-service-def.json',
    'package.json',
    'tasks.json',
    'definitions.json',
    'Dockerrun.aws.json',
    'task-definition.yaml',
    'task-definition.yaml.tpl',
    'taskdef.tf.tmpl',
    'taskdef.json.jq',
    'taskdef.json.bak',
    'taskdef.json.orig',
    'taskdef.json.old',
    'taskdef.json.swp',
    'taskdef.json.rej',
    'taskdef.json.save',
    'taskdef.json~',
    'task-definition.md',
    'task-definition.ts',
    '.#task-definition.json',
    'task-definitions/service.json',
    'taskdef.json/index.html',
    '.taskdef.json',
  ];
  for (const name of others) {
    test(`${name} is none, or none of ours`, () =>
      assert.equal(hasTaskFileName(name) && shape(TASK, name) !== 'other product', false));
  }
});

describe('a task definition under any name', () => {
  const contents: readonly [name: string, content: unknown, shape: string][] = [
    ['the input of RegisterTaskDefinition', TASK, 'request'],
    ['without family, filled in later', { containerDefinitions: [CONTAINER] }, 'request'],
    ['with an empty list', { containerDefinitions: [] }, 'request'],
    ['with a placeholder for the containers', '{"family": "web", "containerDefinitions": ${containers}}', 'request'],
    ['spelt as in CloudFormation', { Family: 'web', ContainerDefinitions: [CONTAINER] }, 'request'],
    [
      'as describe-task-definition prints it',
      { taskDefinition: { ...TASK, revision: 3 }, tags: [] },
      'describe-output',
    ],
    ['a list of containers', [CONTAINER], 'container-definitions'],
    ['a list of containers with little in them', [{ name: 'web', image: 'x', cpu: 0 }], 'container-definitions'],
    ['one container', CONTAINER, 'container-definitions'],
    ['one container, half typed', '{"name": "web", "image": "x", "portMappings": [{"con', 'container-definitions'],
    ['behind a shell prompt', `$ aws ecs describe-task-definition\n${JSON.stringify(TASK)}`, 'request'],
    ['with comments and a mark', `\uFEFF// ours\n${JSON.stringify(TASK)}`, 'request'],
    ['half typed', '{"family": "web", "containerDefinitions": [{"na', 'request'],
  ];
  for (const [name, content, expected] of contents) {
    test(name, () => {
      assert.equal(shape(content), expected);
      assert.equal(shape(content, NAMED), expected);
    });
  }
});

describe('a file that only its name tells', () => {
  const contents: readonly [name: string, content: unknown, shape: string][] = [
    ['an empty file', '', 'request'],
    ['an empty object', {}, 'request'],
    ['an empty list', [], 'container-definitions'],
    ['null', null, 'request'],
    ['a container with little in it', { name: 'web', image: 'x', cpu: 10 }, 'container-definitions'],
    ['a shell command', 'aws ecs run-task \\\n  --overrides [{"a": 1}]', 'request'],
    ['family, CPU and memory, completed by a later step', { family: 'web', cpu: '256', memory: '512' }, 'request'],
    ['a lone network mode', { networkMode: 'awsvpc' }, 'request'],
    ['a list of containers without images', [{ name: 'web', portMappings: [] }], 'container-definitions'],
    ['text in UTF-16', Buffer.from('\uFEFF{"family": "web"}', 'utf16le').toString('utf8'), 'request'],
  ];
  for (const [name, content, expected] of contents) {
    test(name, () => {
      assert.equal(shape(content, NAMED), expected);
      assert.equal(shape(content, OTHER), 'no');
    });
  }
});

describe('a service', () => {
  const DESCRIBED = {
    serviceArn: 'arn:aws:ecs:eu-west-1:111122223333:service/a/web',
    serviceName: 'web',
    desiredCount: 1,
  };
  const contents: readonly [name: string, content: unknown][] = [
    ['input for CreateService', { serviceName: 'web', taskDefinition: 'web:3', desiredCount: 2 }],
    ['input for UpdateService', { service: 'web', cluster: 'a', forceNewDeployment: true }],
    ['what ecspresso reads', { deploymentConfiguration: {}, launchType: 'FARGATE', networkConfiguration: {} }],
    ['what describe-services prints', { services: [DESCRIBED], failures: [] }],
    ['what create-service prints', { service: DESCRIBED }],
  ];
  for (const [name, content] of contents) test(name, () => assert.equal(shape(content), 'service'));

  test('with little in it, where its name says so', () => {
    assert.equal(shape({ schedulingStrategy: 'DAEMON' }, 'ecs-service-def.json'), 'service');
    assert.equal(shape({ schedulingStrategy: 'DAEMON' }), 'other product');
  });

  test('of several that are described has its name', () => {
    const found = detection({ services: [DESCRIBED, { ...DESCRIBED, serviceName: 'api' }] }, OTHER);
    assert.ok(found.accepted);
    assert.deepEqual(
      found.parts.map(({ id }) => id),
      ['web', 'api'],
    );
  });
});

describe('something else', () => {
  const contents: readonly [name: string, content: unknown, refused: string][] = [
    ['a Dockerrun file', { AWSEBDockerrunVersion: 2, containerDefinitions: [CONTAINER] }, 'other product'],
    ['a CloudFormation template', { AWSTemplateFormatVersion: '2010-09-09', Resources: {} }, 'other product'],
    [
      'a template that only has resources',
      { Resources: { Task: { Type: 'AWS::ECS::TaskDefinition' } } },
      'other product',
    ],
    ['a part of a service', { serviceName: 'web', address: 'x', owner: 'y' }, 'other product'],
    ['input for CreateTaskSet', { service: 'web', taskDefinition: 'web:3', loadBalancers: [], scale: {} }, 'service'],
    [
      'input for RunTask',
      { cluster: 'a', taskDefinition: 'web:3', launchType: 'FARGATE', networkConfiguration: {} },
      'no',
    ],
    [
      'input for RunTask with overrides',
      { taskDefinition: 'web:3', overrides: { containerOverrides: [] } },
      'other product',
    ],
    ['an OpenAPI description', { openapi: '3.1.0', paths: {} }, 'other product'],
    ['an AppSpec file', { version: 1, Resources: [{ TargetService: { Type: 'AWS::ECS::Service' } }] }, 'other product'],
    [
      'a described task definition of a daemon',
      { daemonTaskDefinition: { family: 'agent', containerDefinitions: [] } },
      'other product',
    ],
    [
      'a task definition of a daemon that shares its processes',
      { family: 'agent', pidMode: 'shared', containerDefinitions: [{ name: 'agent', image: 'x' }] },
      'other product',
    ],
    [
      'input for CreateDaemon',
      { daemonName: 'agent', daemonTaskDefinitionArn: 'x', capacityProviderArns: [] },
      'other product',
    ],
    ['image definitions', [{ name: 'web', imageUri: 'example.com/web:1' }], 'image definitions'],
    ['an image detail file', { ImageURI: 'example.com/web:1' }, 'image definitions'],
    ['overrides', { containerOverrides: [{ name: 'web', command: ['a'] }] }, 'other product'],
    ['an IAM policy', { Version: '2012-10-17', Statement: [] }, 'other product'],
    ['a Compose file', { services: { web: { image: 'web' } } }, 'other product'],
    ['a Kubernetes object', { apiVersion: 'v1', kind: 'Pod', spec: { containers: [] } }, 'other product'],
    ['Terraform in JSON', { resource: { aws_ecs_task_definition: {} } }, 'other product'],
    ['a package', { name: 'web', devDependencies: {} }, 'other product'],
    ['a task of another product', { name: 'my-task', properties: { user: 'x' }, inputPortDescriptors: [] }, 'no'],
    ['a batch task of another product', { id: 'task1', commandLine: 'run', resourceFiles: [] }, 'no'],
    ['a list of types', { family: 'String', cpu: 'String', networkMode: 'NetworkMode' }, 'other product'],
    [
      'types inside of containers',
      { family: 'string', containerDefinitions: [{ name: 'String', image: 'string', cpu: 'Integer' }] },
      'other product',
    ],
    ['types in a list of containers', [{ name: 'string', image: 'string', cpu: 'integer' }], 'other product'],
    [
      'types in words',
      { family: '', containerDefinitions: [{ image: 'string (required)', command: ['list of strings'] }] },
      'other product',
    ],
    ['a description of types', { family: 'string', cpu: 'string', containerDefinitions: 'array' }, 'other product'],
    [
      'a thing of Kubernetes, one of the no containers',
      { name: 'web', image: 'x', command: ['a'], args: [], env: [] },
      'no',
    ],
    ['a development container', { name: 'web', image: 'x', features: {}, customizations: {} }, 'no'],
    ['a list of names', ['web', 'worker'], 'no'],
    ['a list of numbers of tasks', [{ task_definition: 'web', count: 2 }], 'no'],
    ['a text', '"web"', 'no'],
    ['an npm package', { name: 'x', version: '1.0.0', scripts: {} }, 'no'],
    ['a list of things with name and image that are no containers', [{ name: 'cat', image: 'cat.png' }], 'no'],
  ];
  for (const [name, content, expected] of contents) {
    test(name, () => {
      assert.equal(shape(content), expected);
      // A text and a list of pictures may be the beginning of something where the name says so.
      if (typeof content === 'object' && !name.includes('no containers')) assert.equal(shape(content, NAMED), expected);
    });
  }
});

describe('where the user says so', () => {
  test('anything is accepted that is not plainly another product', () => {
    assert.equal(shape({ name: 'x' }, OTHER, 'asked'), 'request');
    assert.equal(shape([1], OTHER, 'asked'), 'container-definitions');
    assert.equal(shape('', OTHER, 'asked'), 'request');
    assert.equal(shape('"web"', OTHER, 'asked'), 'request');
    assert.equal(shape({ AWSEBDockerrunVersion: 2, containerDefinitions: [] }, OTHER, 'asked'), 'other product');
  });
});

test('JSON is read under a name of YAML', () => {
  assert.equal(shape(TASK, 'taskdef.yml', 'asked'), 'request');
});

test('files of other languages are left alone, also where somebody named them', () => {
  const reason = (text: string, name: string) => {
    const found = detect(name, parseJson(text), 'asked');
    return found.accepted ? 'accepted' : found.reason;
  };
  const terraform = 'resource "aws_ecs_task_definition" "web" {\n  family = "web"\n}\n';
  assert.equal(reason(terraform, 'main.tf'), 'Taskdef does not read Terraform yet.');
  assert.equal(
    reason('# the web\nlocals { a = "${b}" }\n', 'C:\\infra\\ecs.TF'),
    'Taskdef does not read Terraform yet.',
  );
  assert.equal(reason("{ family: 'web' }", 'td.jsonnet'), 'Taskdef does not read Jsonnet yet.');
  assert.equal(reason("local a = import 'a.libsonnet';\na + {}", 'td.jsonnet'), 'Taskdef does not read Jsonnet yet.');
  assert.equal(reason('export const task = { family: "web" };', 'task-def.ts'), 'Taskdef does not read programs.');
  assert.equal(reason(JSON.stringify(TASK), 'taskdef.jsonnet'), 'accepted');
  assert.equal(reason('{ "family": ${family} }', 'taskdef.json.tpl'), 'accepted');
});

test('a member of a task definition tells more than one of another product', () => {
  assert.equal(shape({ family: 'web', services: {} }, NAMED), 'request');
  assert.equal(shape({ ...TASK, Statement: [] }, OTHER), 'request');
  assert.equal(shape([{ name: 'web', imageUri: 'x', essential: true }], NAMED), 'container-definitions');
});

test('the reason names what it was decided by', () => {
  assert.match(detection(TASK).reason, /containerDefinitions/);
  assert.match(detection({ AWSEBDockerrunVersion: 2 }).reason, /Dockerrun.*AWSEBDockerrunVersion/);
  assert.match(detection({ family: 'web' }, NAMED).reason, /name.*family/);
  assert.match(detection({ taskDefinition: {} }).reason, /describe-task-definition/);
});
