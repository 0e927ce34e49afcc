/** Services and the task definitions beside them, on the command line. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { taskdef } from './cli.ts';

const TASK = `{ "family": "web", "containerDefinitions": [{ "name": "frontend", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80 }] }] }\n`;
const SERVICE = `{
  "serviceName": "web",
  "taskDefinition": "web",
  "desiredCount": 2,
  "loadBalancers": [{ "targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef", "containerName": "web", "containerPort": 80 }]
}
`;

function folderWith(context: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'taskdef-services-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

test('a service is judged with the task definition that the same run is about', (context) => {
  const cwd = folderWith(context, { 'service.json': SERVICE, 'task-definition.json': TASK });
  const lines = (...paths: string[]) => taskdef(['check', '--format', 'line', '--quiet', ...paths], { cwd }).stdout;
  assert.match(lines('.'), /^service\.json:5:\d+: error: .*\(svc-lb-container-unknown\)\n$/);
  assert.match(lines('service.json', 'task-definition.json'), /svc-lb-container-unknown/);
  assert.match(lines('task-definition.json', './service.json'), /svc-lb-container-unknown/);
  assert.equal(lines('service.json'), '');
});

test('places in the other file carry its name in SARIF', (context) => {
  const cwd = folderWith(context, { 'service.json': SERVICE, 'task-definition.json': TASK });
  const { stdout } = taskdef(['check', '--format', 'sarif', '--quiet', '.'], { cwd });
  const [result] = JSON.parse(stdout).runs[0].results;
  assert.equal(result.locations[0].physicalLocation.artifactLocation.uri, 'service.json');
  assert.equal(result.relatedLocations[0].physicalLocation.artifactLocation.uri, 'task-definition.json');
  assert.equal(result.relatedLocations[0].physicalLocation.region.startColumn, TASK.indexOf('"web"') + 1);
});

test('a fix writes to the service alone', (context) => {
  const cwd = folderWith(context, { 'service.json': SERVICE, 'task-definition.json': TASK });
  const { stdout } = taskdef(['check', '--fix=all', '--dry-run', '.'], { cwd });
  assert.match(stdout, /^\+.*"containerName": "frontend"/m);
  assert.doesNotMatch(stdout, /^\+\+\+ .*task-definition\.json/m);
});
