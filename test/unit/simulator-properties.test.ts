/** What is true of every deployment, whatever the file and whatever is assumed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../server/src/analysis.ts';
import { simulate } from '../../server/src/simulator/simulate.ts';
import { type ContainerState, type Simulation, STEPS } from '../../server/src/simulator/simulation.ts';
import { jsonValue } from './arbitraries.ts';
import { CHECK, deploy, onFargate, onInstances, startOf } from './simulating.ts';

const NAMES = ['web', 'db', 'job', 'log'] as const;

const number = (min: number, max: number) => fc.integer({ min, max });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const containerOf = (name: string) =>
  fc.record({
    name: fc.constant(name),
    image: fc.constantFrom('nginx:1.27', '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:7', 'IMAGE'),
    essential: optional(fc.boolean()),
    memory: optional(number(64, 512)),
    startTimeout: optional(number(2, 120)),
    stopTimeout: optional(number(2, 120)),
    healthCheck: optional(
      fc.record({
        command: fc.constant(CHECK.command),
        interval: optional(number(5, 300)),
        retries: optional(number(1, 10)),
        startPeriod: optional(number(0, 300)),
      }),
    ),
    restartPolicy: optional(
      fc.record({
        enabled: fc.boolean(),
        restartAttemptPeriod: optional(number(60, 1800)),
        ignoredExitCodes: fc.constant([0]),
      }),
    ),
    dependsOn: optional(
      fc.array(
        fc.record({
          containerName: fc.constantFrom(...NAMES),
          condition: fc.constantFrom('START', 'HEALTHY', 'COMPLETE', 'SUCCESS'),
        }),
        { maxLength: 2 },
      ),
    ),
  });

const definition = fc
  .tuple(fc.boolean(), number(1, NAMES.length), fc.tuple(...NAMES.map(containerOf)))
  .map(([fargate, count, containers]) => (fargate ? onFargate : onInstances)(containers.slice(0, count)));

/** A deployment of a task definition under assumptions that were chosen among those that it has. */
const deployment = fc.tuple(definition, fc.array(fc.nat(), { minLength: 40, maxLength: 40 })).map(([file, picks]) => {
  const chosen: Record<string, string | number> = {};
  deploy(file).assumptions.forEach((each, i) => {
    const pick = picks[i % picks.length]!;
    if (each.kind === 'choice') chosen[each.id] = each.options[pick % each.options.length]!.value;
    else chosen[each.id] = each.min + (pick % Math.min(600, each.max - each.min + 1));
  });
  return { file, chosen };
});

interface Played extends Simulation {
  readonly file: object;
  readonly again: () => Simulation;
}

function holds(check: (played: Played) => void): void {
  fc.assert(
    fc.property(deployment, ({ file, chosen }) => {
      check({ ...deploy(file, chosen), file, again: () => deploy(file, chosen) });
    }),
    { numRuns: 80 },
  );
}

test('the same file and the same assumptions give the same deployment', () => {
  holds(({ file, again, ...played }) => assert.deepEqual(played, again()));
});

test('events come in the order of time, in whole seconds', () => {
  holds(({ events }) => {
    events.forEach(({ at, step, text }, i) => {
      assert.ok(Number.isInteger(at) && at >= (events[i - 1]?.at ?? 0), `${at}`);
      assert.ok(STEPS.includes(step));
      assert.ok(text.endsWith('.'), text);
    });
  });
});

test('it ends, with a last state that fits its outcome', () => {
  holds(({ events, outcome }) => {
    const { task, containers } = events.at(-1)!.state;
    assert.ok(events.length < 1600);
    if (outcome.result === 'stopped') {
      assert.equal(task, 'STOPPED');
      assert.ok(containers.every(({ status }) => status === 'STOPPED'));
      assert.ok(outcome.stopCode);
    }
    if (outcome.result === 'running') {
      assert.equal(task, 'RUNNING');
      assert.ok(containers.every(({ essential, status }) => !essential || status === 'RUNNING'));
    }
    if (outcome.result === 'refused' || outcome.result === 'not-placed') assert.equal(task, undefined);
  });
});

test('a container starts after what it waits for, and once it is as it has to be', () => {
  holds((played) => {
    const { containerDefinitions } = played.file as {
      containerDefinitions: { name: string; dependsOn?: Dependency[] }[];
    };
    for (const { name, dependsOn = [] } of containerDefinitions) {
      const started = played.events.find(({ text }) => text === `"${name}" starts.`);
      if (!started) continue;
      for (const { containerName, condition } of dependsOn) {
        assert.ok(startOf(played, containerName)! < started.at, `${name} after ${containerName}`);
        const other = started.state.containers.find((one) => one.name === containerName);
        const { status, exitCode, health } = other as ContainerState;
        if (condition === 'COMPLETE') assert.equal(status, 'STOPPED');
        if (condition === 'SUCCESS') assert.equal(exitCode, 0);
        // It is confirmed before the image is pulled, so that it may be over by then.
        if (condition === 'HEALTHY' && played.launchType === 'FARGATE') assert.equal(health, 'HEALTHY');
      }
    }
  });
});

interface Dependency {
  readonly containerName: string;
  readonly condition: string;
}

test('every assumption can be changed, and keeps the value that was chosen', () => {
  fc.assert(
    fc.property(deployment, ({ file, chosen }) => {
      for (const { id, value } of deploy(file, chosen).assumptions) {
        if (Object.hasOwn(chosen, id)) assert.equal(value, chosen[id], id);
      }
    }),
    { numRuns: 40 },
  );
});

/** Values that may be right, are decided later, or are of any other type. */
const wild = (...right: (string | number | boolean)[]) =>
  fc.oneof(fc.constantFrom(...right), fc.constant('${LATER}'), jsonValue);

const wildContainer = fc.record(
  {
    name: wild('web', 'db'),
    image: wild('nginx:1.27'),
    essential: wild(true, false),
    memory: wild(128, -1),
    startTimeout: wild(5, 0, -5),
    stopTimeout: wild(5, 0, -5),
    healthCheck: fc.oneof(
      fc.record({ command: jsonValue, interval: wild(5, 0, -5), retries: wild(1, 0), startPeriod: wild(5, -5) }),
      jsonValue,
    ),
    restartPolicy: fc.oneof(
      fc.record({ enabled: wild(true), restartAttemptPeriod: wild(60, 0, -1), ignoredExitCodes: jsonValue }),
      jsonValue,
    ),
    dependsOn: fc.oneof(
      fc.array(
        fc.record({ containerName: wild('web', 'db'), condition: wild('START', 'HEALTHY', 'COMPLETE', 'SUCCESS') }),
        {
          maxLength: 3,
        },
      ),
      jsonValue,
    ),
    secrets: fc.oneof(fc.array(fc.record({ name: wild('A'), valueFrom: wild('x') }), { maxLength: 2 }), jsonValue),
    logConfiguration: fc.oneof(fc.record({ logDriver: wild('awslogs'), options: jsonValue }), jsonValue),
    links: jsonValue,
    volumesFrom: jsonValue,
  },
  { requiredKeys: [] },
);

test('whatever the file says, it is played to an end, even if nothing was found wrong in it', () => {
  const file = fc.record({
    containerDefinitions: fc.array(wildContainer, { minLength: 1, maxLength: 3 }),
    requiresCompatibilities: fc.oneof(fc.constantFrom(['FARGATE'], ['EC2'], ['EXTERNAL']), jsonValue),
    networkMode: wild('awsvpc', 'bridge', 'none'),
    memory: wild('512'),
    cpu: wild('256'),
  });
  fc.assert(
    fc.property(file, fc.constantFrom('runs', 'exits'), (definition, exit) => {
      const { tasks } = analyse(JSON.stringify(definition), 'task-definition.json', 'asked');
      for (const task of tasks) {
        const first = simulate(task, []);
        const chosen = Object.fromEntries(
          first.assumptions.flatMap(({ id }) => (id.startsWith('exit:') ? [[id, exit]] : [])),
        );
        const { events, outcome } = simulate(task, [], chosen);
        assert.ok(events.length > 3 && events.length < 1600);
        assert.ok(outcome.text);
        for (const [i, { at }] of events.entries()) assert.ok(at >= (events[i - 1]?.at ?? 0));
      }
    }),
    { numRuns: 150 },
  );
});
