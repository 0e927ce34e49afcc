/** The files of a Terraform module in one run of the command line, and the files of it that the server reads. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { analyse, outlineOf, withTasksBeside } from '../../server/src/analysis.ts';
import { moduleFilesIn } from '../../server/src/node/task-files.ts';

const TASK = (name: string, port = 80) => `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([{ name = "${name}", image = "a:1", memory = 64, portMappings = [{ containerPort = ${port} }] }])
}
`;
const SERVICE = (reference: string, more = '') => `resource "aws_ecs_service" "web" {
  name            = "web"
  task_definition = ${reference}
  desired_count   = 2
  load_balancer {
    target_group_arn = var.targets
    container_name   = "web"
    container_port   = 80
  }
  ${more}
}
`;
const TARGET = (id: string) => `resource "aws_appautoscaling_target" "x" {
  service_namespace = "ecs"
  resource_id       = ${id}
  min_capacity      = 1
  max_capacity      = 4
}
`;

function rulesOf(service: string, ...others: (readonly [name: string, text: string])[]): string[] {
  const beside = others.map(([name, text]) => outlineOf(text, `/module/${name}`));
  const { findings } = withTasksBeside(analyse(service, '/module/service.tf'), '/module/service.tf', beside);
  return findings
    .filter(({ severity, rule }) => severity !== 'info' || rule === 'svc-fixed-count')
    .map(({ rule }) => rule);
}

describe('a service of Terraform', () => {
  const ARN = 'aws_ecs_task_definition.web.arn';
  for (const reference of [
    ARN,
    'aws_ecs_task_definition.web.family',
    '"${aws_ecs_task_definition.web.family}:${aws_ecs_task_definition.web.revision}"',
    'aws_ecs_task_definition.web[0].arn',
  ])
    test(`finds its task definition in another file by ${reference}`, () => {
      assert.deepEqual(rulesOf(SERVICE(reference), ['task.tf', TASK('front')]), ['svc-lb-container-unknown']);
      assert.deepEqual(rulesOf(SERVICE(reference), ['task.tf', TASK('web', 81)]), ['svc-lb-container-port']);
      assert.deepEqual(rulesOf(SERVICE(reference), ['task.tf', TASK('web')]), []);
    });

  for (const reference of [
    'var.task',
    'module.web.task_arn',
    'data.aws_ecs_task_definition.web.arn',
    'aws_ecs_task_definition.api.arn',
    '"web"',
  ])
    test(`is not judged with a task definition that ${reference} does not name`, () => {
      const found = rulesOf(SERVICE(reference), ['task.tf', TASK('front')]);
      assert.deepEqual(found, []);
    });

  test('finds it in the JSON of Terraform', () => {
    const json = {
      resource: {
        aws_ecs_task_definition: {
          web: { family: 'web', container_definitions: JSON.stringify([{ name: 'front', image: 'a:1', memory: 64 }]) },
        },
      },
    };
    assert.deepEqual(rulesOf(SERVICE(ARN), ['task.tf.json', JSON.stringify(json)]), ['svc-lb-container-unknown']);
  });

  test('has a fixed count unless another file may scale it', () => {
    const file = `${TASK('web')}${SERVICE(ARN)}${TARGET('"service/shop/${aws_ecs_service.api.name}"')}`;
    assert.deepEqual(rulesOf(file), ['svc-fixed-count']);
    assert.deepEqual(rulesOf(file, ['other.tf', TARGET('"service/shop/${aws_ecs_service.worker.name}"')]), [
      'svc-fixed-count',
    ]);
    for (const id of [
      '"service/shop/${aws_ecs_service.web.name}"',
      '"service/shop/web"',
      'local.id',
      '"service/${var.cluster}/${each.value}"',
    ])
      assert.deepEqual(rulesOf(file, ['scaling.tf', TARGET(id)]), [], id);
  });
});

describe('the files of a module', () => {
  const folder = mkdtempSync(join(tmpdir(), 'taskdef-module-'));
  after(() => rmSync(folder, { recursive: true }));

  test('are those of Terraform directly in its folder that matter to its services', async () => {
    mkdirSync(join(folder, 'modules'));
    mkdirSync(join(folder, 'folder.tf'));
    const files = {
      'task.tf': TASK('web'),
      'scaling.tofu': TARGET('"service/shop/web"'),
      'generated.tf.json': '{"resource": {"aws_ecs_service": {}}}',
      'network.tf': 'resource "aws_vpc" "main" {}',
      'task-definition.json': '{"containerDefinitions": []}',
      'modules/task.tf': TASK('web'),
      'task.tf.bak': TASK('web'),
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const found = await moduleFilesIn(folder);
    assert.deepEqual(
      found.map(({ uri }) => basename(uri)),
      ['generated.tf.json', 'scaling.tofu', 'task.tf'],
    );
    assert.deepEqual(await moduleFilesIn(join(folder, 'gone')), []);
  });
});

describe('an override file', () => {
  const service = 'resource "aws_ecs_service" "web" {\n  desired_count = 5\n  launch_type = "FARGATE"\n}\n';
  const task = 'resource "aws_ecs_task_definition" "web" {\n  requires_compatibilities = ["FARGATE"]\n}\n';
  const errorsIn = (text: string, fileName: string) =>
    analyse(text, fileName).findings.flatMap(({ rule, severity }) => (severity === 'error' ? rule : []));

  test('is judged by what it says, and not by what it leaves to the file that it changes', () => {
    for (const name of ['override.tf', '/module/web_override.tf', 'override.tofu']) {
      assert.deepEqual(errorsIn(service, name), [], name);
      assert.deepEqual(errorsIn(task, name), [], name);
      assert.deepEqual(errorsIn(service.replace('= 5', '= -1'), name), ['out-of-range'], name);
    }
    const json = { resource: { aws_ecs_service: { web: { desired_count: 5, launch_type: 'FARGATE' } } } };
    assert.deepEqual(errorsIn(JSON.stringify(json), 'web_override.tf.json'), []);
    for (const name of ['service.tf', 'overrides.tf']) assert.ok(errorsIn(service, name).length > 0, name);
  });
});
