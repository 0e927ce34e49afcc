import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  cpuChoices,
  EXAMPLE_ACCOUNT,
  type LaunchType,
  memoryChoices,
  nameOf,
  readAnswers,
  taskFile,
} from '../../client/src/new-task/task-file.ts';
import { analyse } from '../../server/src/analysis.ts';

const LAUNCH_TYPES: readonly LaunchType[] = ['FARGATE', 'EC2', 'EXTERNAL', 'MANAGED_INSTANCES'];
const IMAGES = [
  'nginx:1.27',
  'public.ecr.aws/docker/library/httpd:2.4.62',
  '111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/orders_api:1.8.2',
  'localhost:5000/App.Server:7',
  `ghcr.io/owner/app@sha256:${'a'.repeat(64)}`,
];

/** Errors and warnings of our own check. */
function serious(text: string): string[] {
  return analyse(text, 'task-definition.json')
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ rule, message }) => `${rule}: ${message}`);
}

describe('a new task definition passes our own check', () => {
  for (const launchType of LAUNCH_TYPES) {
    test(`${launchType}, every size, with and without a port`, () => {
      assert.ok(cpuChoices(launchType).length > 5);
      for (const cpuUnits of cpuChoices(launchType)) {
        assert.ok(memoryChoices(launchType, cpuUnits).length > 2);
        for (const memoryMiB of memoryChoices(launchType, cpuUnits)) {
          for (const port of [undefined, 80]) {
            for (const more of [{}, { healthPath: '/', callsAws: true }]) {
              const text = taskFile({ launchType, cpuUnits, memoryMiB, image: 'nginx:1.27', port, ...more });
              assert.deepEqual(serious(text), [], `${cpuUnits} and ${memoryMiB}`);
            }
          }
        }
      }
    });

    test(`${launchType}, every kind of image`, () => {
      for (const image of IMAGES) {
        // An upper-case repository is the user's mistake, and the check's to say.
        const text = taskFile({ launchType, cpuUnits: 512, memoryMiB: 1024, image: image.toLowerCase(), port: 8080 });
        assert.deepEqual(serious(text), [], image);
      }
    });
  }

  test('the check of this test finds a size that Fargate has not', () => {
    const text = taskFile({ launchType: 'FARGATE', cpuUnits: 256, memoryMiB: 4096, image: 'nginx:1.27', port: 80 });
    assert.ok(serious(text).some((finding) => finding.startsWith('fargate-cpu-memory-combination')));
  });
});

describe('what is taken from the image', () => {
  test('the name, in characters that ECS takes', () => {
    assert.deepEqual(IMAGES.map(nameOf), ['nginx', 'httpd', 'orders_api', 'App-Server', 'app']);
    assert.equal(nameOf('...'), 'app');
    assert.ok(nameOf('a'.repeat(400)).length <= 255);
  });

  test('account and region of a private repository, an example account otherwise', () => {
    const answers = { launchType: 'FARGATE', cpuUnits: 256, memoryMiB: 512, port: undefined } as const;
    const ecr = taskFile({ ...answers, image: '444455556666.dkr.ecr.eu-west-1.amazonaws.com/orders:1' });
    assert.match(ecr, /arn:aws:iam::444455556666:role\/ecsTaskExecutionRole/);
    assert.match(ecr, /"awslogs-region": "eu-west-1"/);
    assert.ok(taskFile({ ...answers, image: 'nginx:1.27' }).includes(EXAMPLE_ACCOUNT));
  });
});

describe('the text of a new task definition', () => {
  const ANSWERS = { launchType: 'FARGATE', cpuUnits: 256, memoryMiB: 512, image: 'nginx:1.27', port: 80 } as const;

  test('has a health check and a task role if they are asked for', () => {
    const [plain, full] = [ANSWERS, { ...ANSWERS, healthPath: '/health', callsAws: true }].map((answers) =>
      JSON.parse(taskFile(answers)),
    );
    assert.deepEqual(full.containerDefinitions[0].healthCheck.command, [
      'CMD-SHELL',
      'curl -f http://localhost:80/health || wget -q --spider http://localhost:80/health || exit 1',
    ]);
    assert.equal(full.taskRoleArn, `arn:aws:iam::${EXAMPLE_ACCOUNT}:role/nginx-task-role`);
    assert.ok(!('taskRoleArn' in plain) && !('healthCheck' in plain.containerDefinitions[0]));
    const worker = JSON.parse(taskFile({ ...ANSWERS, port: undefined, healthPath: '/' }));
    assert.ok(!('healthCheck' in worker.containerDefinitions[0]), 'without a port there is nothing to ask');
  });

  test('names a role that IAM takes, however long the image', () => {
    const { taskRoleArn } = JSON.parse(taskFile({ ...ANSWERS, image: `${'a'.repeat(200)}:1`, callsAws: true }));
    assert.ok(taskRoleArn.split('/')[1].length <= 64);
  });

  test('is indented as the editor is set, with short lists on one line', () => {
    for (const indent of ['  ', '    ', '\t']) {
      const text = taskFile({ ...ANSWERS, healthPath: '/' }, indent);
      assert.match(
        text,
        new RegExp(`^\\{\n${indent}"family": "nginx",\n${indent}"requiresCompatibilities": \\["FARGATE"\\],\n`),
      );
      assert.ok(
        text.includes(`\n${indent.repeat(3)}"portMappings": [{ "containerPort": 80, "protocol": "tcp" }],\n`),
        text,
      );
      assert.ok(text.includes(`\n${indent.repeat(4)}"command": ["CMD-SHELL", "curl`), text);
      assert.ok(text.endsWith('\n}\n'));
    }
  });
});

describe('arguments of the command', () => {
  const GOOD = { launchType: 'FARGATE', cpuUnits: 256, memoryMiB: 512, image: 'nginx:1.27', port: 80 };

  test('are taken where the questions would have let them pass', () => {
    assert.deepEqual(readAnswers(GOOD), GOOD);
    assert.deepEqual(readAnswers({ ...GOOD, port: undefined }), { ...GOOD, port: undefined });
    const all = { ...GOOD, healthPath: '/health', callsAws: true };
    assert.deepEqual(readAnswers(all), all);
    for (const image of IMAGES) assert.ok(readAnswers({ ...GOOD, image }), image);
    for (const launchType of LAUNCH_TYPES)
      for (const cpuUnits of cpuChoices(launchType))
        for (const memoryMiB of memoryChoices(launchType, cpuUnits))
          assert.ok(readAnswers({ launchType, cpuUnits, memoryMiB, image: 'nginx', port: 1 }));
  });

  const wrong: readonly unknown[] = [
    undefined,
    null,
    'FARGATE',
    [],
    [GOOD],
    {},
    { ...GOOD, launchType: 'fargate' },
    { ...GOOD, launchType: ['FARGATE'] },
    { ...GOOD, launchType: '__proto__' },
    { ...GOOD, cpuUnits: -5 },
    { ...GOOD, cpuUnits: '256' },
    { ...GOOD, cpuUnits: 257 },
    { ...GOOD, cpuUnits: Number.NaN },
    { ...GOOD, cpuUnits: 1e300 },
    { ...GOOD, memoryMiB: 0 },
    { ...GOOD, memoryMiB: 8192 },
    { ...GOOD, memoryMiB: null },
    { ...GOOD, healthPath: 'health' },
    { ...GOOD, healthPath: '/"; rm -rf /' },
    { ...GOOD, healthPath: '/$(id)' },
    { ...GOOD, healthPath: '/a b' },
    { ...GOOD, healthPath: 7 },
    { ...GOOD, callsAws: 'yes' },
    { ...GOOD, image: '' },
    { ...GOOD, image: ' ' },
    { ...GOOD, image: 'a b' },
    { ...GOOD, image: 'a\nb' },
    { ...GOOD, image: 'a\u202Eb' },
    { ...GOOD, image: 'https://example.com/a' },
    { ...GOOD, image: 'a'.repeat(300) },
    { ...GOOD, image: { toString: () => 'nginx' } },
    { ...GOOD, port: 0 },
    { ...GOOD, port: 65536 },
    { ...GOOD, port: '80' },
    { ...GOOD, port: 1.5 },
    { ...GOOD, port: null },
  ];
  for (const [i, given] of wrong.entries()) {
    test(`are not taken otherwise: ${i}, ${JSON.stringify(given)?.slice(0, 120)}`, () => {
      assert.equal(readAnswers(given), undefined);
    });
  }
});
