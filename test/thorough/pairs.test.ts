/** Two faults in one file are both found, each where it is: none hides the other, unless one takes away what the other is about. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { analyse } from '../../server/src/analysis.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { apart } from '../../server/src/findings/joined.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';
import { pointerOf } from '../../server/src/syntax/pointer.ts';
import { type Any, BASES, FAULTS, type Fault, type LaunchType } from './pair-faults.ts';

/** Why one fault takes away what the other is about, each with what holds where that is so. */
const REASONS: Readonly<Record<string, (on: LaunchType, a: Fault, b: Fault) => void>> = {
  'both write the same member, so that only one of them is in the file': (on, a, b) => {
    assert.ok([a, b].some((one) => isDeepStrictEqual(broken(on, one), broken(on, a, b))));
  },
  'the size of the task is to be chosen anew, and each that is offered holds the containers': (on, a, b) => {
    const text = JSON.stringify(broken(on, a, b));
    const { document, findings } = read(text);
    const fixes = findings.filter(({ severity }) => severity === 'error').flatMap((finding) => finding.fixes);
    assert.ok(fixes.length > 0);
    for (const fix of fixes)
      assert.deepEqual(found(JSON.parse(applyEdits(text, editsOf(document, fix)))), [], fix.title);
  },
  'the text makes one container essential again': (on, a, b) => {
    const { containerDefinitions } = broken(on, a, b);
    assert.equal(String(containerDefinitions[0].essential), 'true');
  },
  'the container that is meant has another name': (on, a, b) => {
    const rules = found(broken(on, a, b)).map((place) => place.split(' ')[0]!);
    assert.ok(rules.some((rule) => /^(dependson-container|container-links)-unknown$/.test(rule)));
  },
  'the task has memory for all': (on, a, b) => assert.ok(broken(on, a, b).memory),
  'what depends on the network mode waits until there is one': (on, a, b) =>
    assert.equal(broken(on, a, b).networkMode, 'vpc'),
  'the network mode is another': (on, a, b) => assert.equal(broken(on, a, b).networkMode, 'host'),
  'the parameter is refused for being one of the network': (on, a, b) =>
    assert.ok(found(broken(on, a, b)).some((place) => place.startsWith('system-control-net-host '))),
};

const [SAME_MEMBER, NEW_SIZE, TEXT, OTHER_NAME, TASK_MEMORY, NO_MODE, HOST_MODE, NET_HOST] = Object.keys(REASONS);

/** Pairs of which one takes away what the other is about, and why. */
const UNDONE: readonly (readonly [on: LaunchType, a: string, b: string, why: string | undefined])[] = [
  ['FARGATE', 'mode missing', 'mode bridge', SAME_MEMBER],
  ['FARGATE', 'mode missing', 'mode unknown', SAME_MEMBER],
  ['FARGATE', 'mode bridge', 'mode unknown', SAME_MEMBER],
  ['FARGATE', 'fargate in small letters', 'fargate as text', SAME_MEMBER],
  ['FARGATE', 'cpu as number', 'cpu of no size', SAME_MEMBER],
  ['FARGATE', 'memory as number', 'memory of no size', SAME_MEMBER],
  ['FARGATE', 'driver', 'no prefix', SAME_MEMBER],
  ['FARGATE', 'nobody essential', 'essential as text', TEXT],
  ['FARGATE', 'cpu of no size', 'memory of no size', NEW_SIZE],
  ['FARGATE', 'cpu of no size', 'cpu over the task', NEW_SIZE],
  ['FARGATE', 'memory of no size', 'memory over the task', NEW_SIZE],
  ['FARGATE', 'name twice', 'no health check to wait for', OTHER_NAME],
  ['FARGATE', 'name twice', 'circle', OTHER_NAME],
  ['EC2', 'ec2 in small letters', 'ec2 as text', SAME_MEMBER],
  ['EC2', 'cpu as number', 'task CPU', SAME_MEMBER],
  ['EC2', 'memory as number', 'no memory', TASK_MEMORY],
  ['EC2', 'nobody essential', 'essential as text', TEXT],
  ['EC2', 'name twice', 'no health check to wait for', OTHER_NAME],
  ['EC2', 'name twice', 'circle', OTHER_NAME],
  ['EC2', 'name twice', 'links in a circle', OTHER_NAME],
  ['EC2', 'links in a circle', 'link to nobody', SAME_MEMBER],
  ['EC2', 'constraint', 'constraint of a service', SAME_MEMBER],
  ['EC2', 'mode unknown', 'link to nobody', NO_MODE],
  ['EC2', 'mode unknown', 'links in a circle', NO_MODE],
  ['EC2', 'mode unknown', 'host port twice', NO_MODE],
  ['EC2', 'mode unknown', 'host port of SSH', NO_MODE],
  ['EC2', 'other host port on the host', 'mode unknown', HOST_MODE],
  ['EC2', 'other host port on the host', 'link to nobody', HOST_MODE],
  ['EC2', 'other host port on the host', 'links in a circle', HOST_MODE],
  ['EC2', 'other host port on the host', 'host port twice', HOST_MODE],
  ['EC2', 'other host port on the host', 'host port of SSH', HOST_MODE],
  ['EC2', 'other host port on the host', 'kernel parameter', NET_HOST],
];

/** What each rule says by itself: a fault that several rules tell is one finding. */
function read(text: string) {
  const analysis = analyse(text, 'task-definition.json', 'asked');
  return { ...analysis, findings: apart(analysis.findings) };
}

/** A base with faults put in, in the order of the list. */
function broken(on: LaunchType, ...faults: readonly Fault[]): Any {
  const task = BASES[on]();
  for (const fault of FAULTS) if (faults.includes(fault)) fault.apply(task);
  return task;
}

/** What was found: the rule and the pointer of each place. Several places of one decision are one finding that names them all. */
function found(task: Any): string[] {
  return read(JSON.stringify(task)).findings.flatMap(({ rule, severity, node, related }) =>
    severity === 'info'
      ? []
      : [node, ...related.map((place) => place.node)].map((at) => `${rule} ${at ? pointerOf(at) : ''}`),
  );
}

const ALONE = new Map<string, readonly string[]>();

/** The places of a fault alone. */
function placesOf(on: LaunchType, fault: Fault): readonly string[] {
  const key = `${on} ${fault.name}`;
  const known = ALONE.get(key);
  if (known) return known;
  const places = found(broken(on, fault)).filter((place) => fault.rule.test(place.split(' ')[0]!));
  ALONE.set(key, places);
  return places;
}

/** A place with what is added to a list of the base called that, wherever in the list it is. */
function settled(on: LaunchType, place: string, moves: Fault['moves']): string {
  const [rule, pointer] = place.split(' ') as [string, string];
  let at: Any = BASES[on]();
  const steps = (pointer === moves?.[0] ? moves[1] : pointer).split('/').map((step) => {
    const isAdded = Array.isArray(at) && /^\d+$/.test(step) && Number(step) >= at.length;
    at = step === '' ? at : at?.[step];
    return isAdded ? 'added' : step;
  });
  return `${rule} ${steps.join('/')}`;
}

function without(list: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken];
  return list.filter((one) => {
    const i = left.indexOf(one);
    if (i >= 0) left.splice(i, 1);
    return i < 0;
  });
}

/** The places of two faults that are not found where both are in one file. */
function hiddenBy(on: LaunchType, a: Fault, b: Fault): string[] {
  const expected = [
    ...placesOf(on, a).map((place) => settled(on, place, b.moves)),
    ...placesOf(on, b).map((place) => settled(on, place, a.moves)),
  ];
  const both = found(broken(on, a, b)).map((place) => settled(on, place, undefined));
  return without(expected, both);
}

for (const on of ['FARGATE', 'EC2'] as const) {
  const faults = FAULTS.filter((fault) => (fault.on ?? on) === on);
  describe(`a file for ${on} with one fault`, () => {
    test('has nothing wrong without it', () => assert.deepEqual(found(BASES[on]()), []));
    for (const fault of faults) {
      test(fault.name, () => {
        assert.ok(placesOf(on, fault).length > 0, `found ${found(broken(on, fault)).join(', ') || 'nothing'}`);
      });
    }
  });

  test(`of any two faults in one file for ${on} both are found, each at its place`, () => {
    assert.ok(faults.length >= 40);
    const hidden: string[] = [];
    faults.forEach((a, i) => {
      for (const b of faults.slice(i + 1)) {
        const isUndone = UNDONE.some(([of, x, y]) => of === on && [x, y].includes(a.name) && [x, y].includes(b.name));
        const missing = hiddenBy(on, a, b);
        if (!isUndone && missing.length > 0) hidden.push(`${a.name} and ${b.name}: ${missing.join(', ')}`);
      }
    });
    assert.deepEqual(hidden, []);
  });
}

describe('one fault takes away what another is about', () => {
  for (const [on, x, y, why] of UNDONE) {
    test(`${on}: ${x}, ${y}: ${why}`, () => {
      const [a, b] = [x, y].map((name) => FAULTS.find((fault) => fault.name === name)!) as [Fault, Fault];
      assert.notDeepEqual(hiddenBy(on, a, b), [], 'both are found: the row is not needed');
      REASONS[why!]!(on, a, b);
    });
  }
});
