/** New services of a task definition: what they can choose from, and that ECS accepts them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  MOST_TASKS,
  readServiceAnswers,
  SERVICE_NAME,
  serviceFile,
} from '../../client/src/new-service/service-file.ts';
import { type LaunchType, taskFile } from '../../client/src/new-task/task-file.ts';
import { analyse, withTasksBeside } from '../../server/src/analysis.ts';
import { choicesOf } from '../../server/src/features/service-choices.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { TASK_RULES } from '../../server/src/rules/index.generated.ts';

function tasksOf(text: string) {
  return analyse(text, '/a/task-definition.json', 'asked').tasks;
}

/** Errors and warnings about a service, judged together with its task definition. */
function serious(service: string, tasks: ReturnType<typeof tasksOf>): string[] {
  const name = '/a/service-definition.json';
  const analysis = withTasksBeside(analyse(service, name), name, [{ document: tasks[0]!.document, tasks }]);
  assert.equal(analysis.services.length, 1, service);
  return analysis.findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ rule, message }) => `${rule}: ${message}`);
}

describe('a new service passes our own check together with its task definition', () => {
  const LAUNCH_TYPES: readonly LaunchType[] = ['FARGATE', 'EC2', 'EXTERNAL', 'MANAGED_INSTANCES'];
  for (const launchType of LAUNCH_TYPES) {
    for (const port of [undefined, 8080]) {
      test(`of a new task definition for ${launchType}, ${port ? 'with' : 'without'} a port`, () => {
        const tasks = tasksOf(
          taskFile({ launchType, cpuUnits: 512, memoryMiB: 1024, image: 'nginx:1.27', port, healthPath: '/' }),
        );
        const choices = choicesOf(tasks[0]!);
        assert.deepEqual(choices.launchTypes, [launchType]);
        for (const target of [undefined, ...choices.targets]) {
          for (const desiredCount of [0, 1, 2, MOST_TASKS]) {
            for (const isPublic of [true, false]) {
              const answers = { serviceName: 'web', launchType, desiredCount, target, isPublic };
              assert.deepEqual(serious(serviceFile(choices, answers), tasks), []);
            }
          }
        }
      });
    }
  }

  test('of every task definition that our rules find nothing to say about', () => {
    let count = 0;
    for (const { id } of TASK_RULES) {
      for (const text of RULE_EXAMPLES[id]!.good) {
        const tasks = tasksOf(text);
        const [task] = tasks;
        if (!task || task.isBareList || task.part.id !== '' || task.containers.length === 0) continue;
        const choices = choicesOf(task);
        for (const launchType of choices.launchTypes) {
          for (const target of [undefined, choices.targets[0]]) {
            const answers = { serviceName: 'web', launchType, desiredCount: 2, target, isPublic: true };
            assert.deepEqual(serious(serviceFile(choices, answers), tasks), [], `${launchType}\n${text}`);
            count++;
          }
        }
      }
    }
    assert.ok(count > 500, `${count} services`);
  });
});

describe('what a new service can choose from', () => {
  const task = (members: object) =>
    choicesOf(
      tasksOf(
        JSON.stringify({
          family: 'web',
          containerDefinitions: [
            { name: 'web', image: 'a', portMappings: [{ containerPort: 80 }, { containerPort: 443 }] },
            { name: '${NAME}', image: 'a', portMappings: [{ containerPort: 81 }] },
            { name: 'db', image: 'a' },
          ],
          ...members,
        }),
      )[0]!,
    );

  test('are the ports that are known', () => {
    assert.deepEqual(task({}).targets, [
      { containerName: 'web', containerPort: 80 },
      { containerName: 'web', containerPort: 443 },
    ]);
    assert.deepEqual(task({ networkMode: 'none' }).targets, []);
  });

  test('is where the tasks can run', () => {
    assert.deepEqual(task({}).launchTypes, ['EC2', 'EXTERNAL']);
    assert.deepEqual(task({ networkMode: 'awsvpc' }).launchTypes, ['FARGATE', 'EC2']);
    assert.deepEqual(task({ requiresCompatibilities: ['EC2', 'FARGATE'] }).launchTypes, ['FARGATE', 'EC2']);
  });

  test('is a name that a service may have', () => {
    assert.ok(SERVICE_NAME.test('web-1_a'));
    for (const name of ['', 'my service', 'a.b', 'x'.repeat(256)]) assert.ok(!SERVICE_NAME.test(name), name);
  });

  test('is what the questions would have accepted', () => {
    const choices = task({ networkMode: 'awsvpc' });
    const [target] = choices.targets;
    const good = { serviceName: 'web', launchType: 'FARGATE', desiredCount: 2, target, isPublic: true };
    assert.deepEqual(readServiceAnswers(good, choices), good);
    for (const wrong of [
      undefined,
      'web',
      { ...good, serviceName: 'my service' },
      { ...good, launchType: 'EXTERNAL' },
      { ...good, desiredCount: '2' },
      { ...good, desiredCount: MOST_TASKS + 1 },
      { ...good, target: { containerName: 'db', containerPort: 1 } },
    ])
      assert.equal(readServiceAnswers(wrong, choices), undefined, JSON.stringify(wrong));
  });
});
