import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import type { Keep } from '../../server/src/course/keeps.ts';
import { brokenKeeps } from '../../server/src/features/course/keeps.ts';

const TASK = {
  family: 'shop',
  requiresCompatibilities: ['FARGATE'],
  volumes: [{ name: 'data' }],
  containerDefinitions: [
    {
      name: 'web',
      image: 'nginx:1.27',
      portMappings: [{ containerPort: 80 }],
      environment: [{ name: 'LEVEL', value: 'info' }],
      secrets: [{ name: 'TOKEN', valueFrom: 'arn:aws:ssm:eu-west-1:111122223333:parameter/token' }],
      mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }],
      dependsOn: [{ containerName: 'db', condition: 'START' }],
      logConfiguration: { logDriver: 'awslogs' },
    },
    { name: 'db', image: 'example/db:1', healthCheck: { command: ['CMD', 'true'] }, essential: false },
  ],
};

type Task = typeof TASK;

function taskOf(task: unknown) {
  return analyse(JSON.stringify(task), 'task-definition.json', 'asked').tasks[0];
}

describe('what an exercise keeps', () => {
  const cases: readonly [keep: Keep, spoil: (task: Task) => void][] = [
    [{ container: 'web' }, (task) => task.containerDefinitions.shift()],
    [{ image: { container: 'web', startsWith: 'nginx' } }, (task) => (task.containerDefinitions[0]!.image = 'httpd:2')],
    [{ port: { container: 'web', containerPort: 80 } }, (task) => (task.containerDefinitions[0]!.portMappings = [])],
    [{ environment: { container: 'web', name: 'LEVEL' } }, (task) => (task.containerDefinitions[0]!.environment = [])],
    [{ environment: { container: 'web', name: 'TOKEN' } }, (task) => (task.containerDefinitions[0]!.secrets = [])],
    [
      { mount: { container: 'web', containerPath: '/data' } },
      (task) => (task.containerDefinitions[0]!.mountPoints = []),
    ],
    [{ dependsOn: { container: 'web', on: 'db' } }, (task) => (task.containerDefinitions[0]!.dependsOn = [])],
    [{ launchType: 'FARGATE' }, (task) => (task.requiresCompatibilities = ['EC2'])],
    [
      { healthCheck: { container: 'db' } },
      (task) => delete (task.containerDefinitions[1] as Partial<Task['containerDefinitions'][1]>).healthCheck,
    ],
    [{ volume: 'data' }, (task) => (task.volumes = [])],
    [{ essential: 'web' }, (task) => Object.assign(task.containerDefinitions[0]!, { essential: false })],
    [
      { logs: 'web' },
      (task) => delete (task.containerDefinitions[0] as Partial<Task['containerDefinitions'][0]>).logConfiguration,
    ],
  ];
  for (const [keep, spoil] of cases) {
    test(JSON.stringify(keep), () => {
      assert.deepEqual(brokenKeeps(taskOf(TASK), [keep]), []);
      const spoilt = structuredClone(TASK);
      spoil(spoilt);
      assert.equal(brokenKeeps(taskOf(spoilt), [keep]).length, 1);
    });
  }

  test('is all broken where there is no task definition', () => {
    const keeps = cases.map(([keep]) => keep);
    assert.ok(brokenKeeps(undefined, keeps).length >= 4);
  });
});
