/** Values in the wrong form and with a plain meaning are judged as meant, and on Fargate by the one network mode there is. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';

const WEB = { name: 'web', image: 'public.ecr.aws/nginx/nginx:1.27' };

function rulesOf(task: object): string[] {
  const text = JSON.stringify({ family: 'web', memory: '512', cpu: '256', ...task });
  return analyse(text, 'task-definition.json', 'asked')
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ rule }) => rule)
    .sort();
}

describe('on Fargate', () => {
  const container = { ...WEB, links: ['side'], portMappings: [{ containerPort: 80, hostPort: 8080 }] };
  const both = ['container-links-network-mode', 'port-host-port-awsvpc'];
  const task = (members: object) => ({
    requiresCompatibilities: ['FARGATE'],
    containerDefinitions: [container, { ...WEB, name: 'side' }],
    ...members,
  });

  for (const [said, members] of [
    ['fargate-network-mode', {}],
    ['fargate-network-mode', { networkMode: 'bridge' }],
    ['fargate-network-mode', { networkMode: 'none' }],
    ['unknown-value', { networkMode: 'vpc' }],
    ['unknown-value', { networkMode: 'AWSVPC' }],
    ['unknown-value', { networkMode: 'awsvpc', requiresCompatibilities: ['fargate'] }],
    ['wrong-type', { networkMode: 'awsvpc', requiresCompatibilities: 'FARGATE' }],
  ] as const) {
    test(`links and host ports are refused with ${JSON.stringify(members)}`, () => {
      assert.deepEqual(rulesOf(task(members)), [...both, said].sort());
    });
  }

  test('a mode that is decided later is not judged', () => {
    assert.deepEqual(rulesOf(task({ networkMode: '${mode}' })), []);
  });

  test('where the launch type is decided later, the written mode counts', () => {
    assert.deepEqual(rulesOf(task({ networkMode: 'bridge', requiresCompatibilities: ['${type}'] })), []);
  });
});

describe('a value in the wrong form', () => {
  const fargate = { requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc' };
  const cases: readonly (readonly [what: string, task: object, rules: readonly string[]])[] = [
    ['cpu as a number', { ...fargate, cpu: 300, containerDefinitions: [WEB] }, ['fargate-cpu-value', 'wrong-type']],
    [
      'memory as a number',
      { ...fargate, memory: 700, containerDefinitions: [WEB] },
      ['fargate-cpu-memory-combination', 'wrong-type'],
    ],
    [
      'a port as a text',
      { ...fargate, containerDefinitions: [{ ...WEB, portMappings: [{ containerPort: '80', hostPort: 81 }] }] },
      ['port-host-port-awsvpc', 'wrong-type'],
    ],
    [
      'true as a text',
      { ...fargate, containerDefinitions: [{ ...WEB, privileged: 'true' }] },
      ['fargate-privileged', 'wrong-type'],
    ],
    ['false as a text', { ...fargate, containerDefinitions: [{ ...WEB, privileged: 'False' }] }, ['wrong-type']],
    [
      'a text that means no number',
      { ...fargate, containerDefinitions: [{ ...WEB, portMappings: [{ containerPort: 'http', hostPort: 81 }] }] },
      ['wrong-type'],
    ],
    [
      'a placeholder',
      {
        ...fargate,
        cpu: '${cpu}',
        containerDefinitions: [{ ...WEB, portMappings: [{ containerPort: 80, hostPort: '${port}' }] }],
      },
      [],
    ],
  ];
  for (const [what, task, rules] of cases) test(what, () => assert.deepEqual(rulesOf(task), rules));
});
