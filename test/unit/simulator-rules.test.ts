/** The simulation agrees with the rules: what they say somebody refuses is refused there, at that step, and nothing else is. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Analysis, analyse } from '../../server/src/analysis.ts';
import type { Refuser } from '../../server/src/model/refusal.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { simulate } from '../../server/src/simulator/simulate.ts';
import type { Simulation } from '../../server/src/simulator/simulation.ts';
import { container, deploy, eventWith, onFargate, onInstances } from './simulating.ts';

/** In the order in which they come to a file. */
const REFUSERS: readonly Refuser[] = ['cli', 'cloudformation', 'terraform', 'registration', 'service', 'start'];

/** Where the first error of a file stops it; undefined where none does. */
function firstRefuser({ findings }: Analysis): Refuser | undefined {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return REFUSERS.find((refuser) => errors.some(({ refusedBy }) => refusedBy === refuser));
}

/** Where a deployment was stopped; undefined where it was not. */
function stoppedBy({ outcome }: Simulation): Refuser | undefined {
  if (outcome.result === 'refused') return outcome.refusedBy;
  return outcome.stopCode === 'TaskFailedToStart' ? 'start' : undefined;
}

/** The choices under which whatever may be refused for a reason that is not in the findings goes on. */
function permissive(played: Simulation): Record<string, string> {
  const tool = played.assumptions.some(({ id }) => id === 'tool') ? { tool: 'other' } : {};
  return tool;
}

describe('each example of a rule is refused where its errors say', () => {
  for (const [id, { bad, good }] of Object.entries(RULE_EXAMPLES)) {
    test(id, () => {
      for (const text of [...bad, ...good]) {
        const analysis = analyse(text, 'task-definition.json', 'asked');
        for (const task of analysis.tasks) {
          const first = simulate(task, analysis.findings);
          const played = simulate(task, analysis.findings, permissive(first));
          const expected = firstRefuser(analysis);
          // Of a launch type that the file does not name more may be known than is an error in the file.
          if (expected === undefined && played.assumptions.some((each) => each.id === 'launch-type')) continue;
          assert.equal(stoppedBy(played), expected, text);
        }
      }
    });
  }
});

describe('a refusal', () => {
  test('by the AWS CLI names every fault, and nothing reaches ECS', () => {
    const played = deploy(onFargate([container('web', { memory: '512 MB', portMappings: {} })]));
    assert.equal(played.outcome.refusedBy, 'cli');
    assert.equal(played.outcome.registered, false);
    assert.equal(played.events.filter(({ step, kind }) => step === 'validation' && kind === 'failure').length, 2);
    assert.ok(!played.events.some(({ step }) => step === 'registration'));
  });

  test('of an unknown member is the AWS CLI’s; other tools leave it out', () => {
    const file = onFargate([container('web')], { colour: 'blue' });
    assert.equal(deploy(file).outcome.refusedBy, 'cli');
    assert.equal(deploy(file, { tool: 'other' }).outcome.result, 'running');
  });

  test('at registration has AWS’s own words', () => {
    const image = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:7';
    const played = deploy(onFargate([container('web', { image })], { executionRoleArn: undefined }));
    assert.equal(played.outcome.refusedBy, 'registration');
    assert.equal(
      played.events.at(-1)!.aws,
      'Fargate requires task definition to have execution role ARN to support ECR images.',
    );
    assert.equal(played.events.at(-1)!.subject, 'web');
  });

  test('when a task starts comes after the registration', () => {
    const waits = (name: string) => ({ dependsOn: [{ containerName: name, condition: 'START' }] });
    const played = deploy(onFargate([container('web', waits('db')), container('db', waits('web'))]));
    assert.equal(played.outcome.registered, true);
    assert.equal(played.outcome.stopCode, 'TaskFailedToStart');
    assert.equal(eventWith(played, 'cycle').step, 'start-order');
  });

  test('for what a rule is not sure of is for the user to say', () => {
    const log = { logConfiguration: { logDriver: 'gelf', options: {} } };
    const file = onInstances([container('web', log)]);
    assert.equal(deploy(file).outcome.result, 'running');
    assert.equal(deploy(file, { 'refused-log-gelf-address': 'yes' }).outcome.stopCode, 'TaskFailedToStart');
  });

  test('of a launch type that the task definition does not fit comes from the service call', () => {
    const file = { ...onInstances([container('web')]), requiresCompatibilities: undefined };
    assert.equal(deploy(file).launchType, 'EC2');
    const played = deploy(file, { 'launch-type': 'FARGATE' });
    assert.equal(played.outcome.refusedBy, 'service');
    assert.equal(played.outcome.registered, true);
    assert.equal(played.events.at(-1)!.aws, 'Task definition does not support launch_type FARGATE.');
  });
});
