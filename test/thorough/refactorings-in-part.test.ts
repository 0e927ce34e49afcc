/** Refactorings of texts with comments between all tokens, applied whole and in any part of their preview. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { annotatedEdits } from '../../server/src/features/code-actions/annotated-edits.ts';
import { refactoringsAt } from '../../server/src/features/code-actions/refactorings/refactorings.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { COMMENTINGS, commented } from '../unit/commented.ts';
import { tryPreviews } from '../unit/previews.ts';

/** What `describe-task-definition` prints, with all that is to go from it. */
const PRINTED = JSON.stringify({
  taskDefinitionArn: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web:3',
  containerDefinitions: [
    { name: 'a', cpu: 0, environment: [], image: 'b:1', memory: 9, mountPoints: [], volumesFrom: [] },
    { cpu: 0, links: [], name: 'b', image: 'b:1', memory: 9, secrets: [], ulimits: [] },
  ],
  family: 'web',
  revision: 3,
  volumes: [],
  status: 'ACTIVE',
  placementConstraints: [],
  compatibilities: ['EC2'],
});

/** Much that Fargate refuses, alone in its list, first, last and between. */
const EC2 = JSON.stringify({
  family: 'web',
  requiresCompatibilities: ['EC2'],
  networkMode: 'bridge',
  ipcMode: 'host',
  placementConstraints: [{ type: 'distinctInstance' }],
  volumes: [
    { name: 'data', host: { sourcePath: '/srv' } },
    { name: 'x', dockerVolumeConfiguration: { scope: 'task' } },
  ],
  containerDefinitions: [
    {
      privileged: true,
      name: 'web',
      image: 'example.com/web:1',
      memory: 300,
      links: ['db'],
      logConfiguration: { logDriver: 'json-file', options: { 'max-size': '10m' } },
      linuxParameters: { devices: [{ hostPath: '/dev/x' }] },
    },
    {
      name: 'db',
      image: 'example.com/db:1',
      memory: 300,
      logConfiguration: { options: { 'max-file': '3', 'max-size': '10m' }, logDriver: 'json-file' },
      linuxParameters: { capabilities: { add: ['NET_ADMIN', 'SYS_PTRACE', 'SYS_TIME'] }, swappiness: 1 },
      disableNetworking: true,
    },
  ],
});

/** Some of the ways to apply a part of so many edits: each alone, each left out, from the start, to the end, and others. */
function* parts(count: number): Generator<boolean[]> {
  const all = Array.from({ length: count }, (_, i) => i);
  for (const i of all) {
    yield all.map((j) => j === i);
    yield all.map((j) => j !== i);
    yield all.map((j) => j <= i);
    yield all.map((j) => j > i);
  }
  for (let seed = 1; seed <= 8; seed++) yield all.map((j) => ((seed * 7919 + j * 104729) >> (j % 5)) % 2 === 0);
}

const examples = [
  ...new Set(Object.values(RULE_EXAMPLES).flatMap(({ good, bad }) => [...bad.slice(0, 1), ...good.slice(0, 1)])),
];

describe('any part of any refactoring leaves whole JSON', () => {
  for (const [n, way] of COMMENTINGS.entries()) {
    test(`with ${way}`, () => {
      const sources = [
        PRINTED,
        EC2,
        `{"taskDefinition": ${PRINTED}, "tags": []}`,
        ...examples.filter((_, i) => i % COMMENTINGS.length === n),
      ];
      const found = sources.map((source) => tryPreviews(commented(source, way), parts));
      const problems = found.flatMap((one) => one.problems);
      const done = found.reduce((sum, one) => sum + one.done, 0);
      assert.ok(done > 500, `${done} were tried`);
      assert.equal(problems.length, 0, `${problems.length} of ${done}:\n${problems.slice(0, 4).join('\n\n')}`);
    });
  }

  test('as people write it', () => {
    const found = [PRINTED, EC2].map((source) => tryPreviews(JSON.stringify(JSON.parse(source), null, 2), parts));
    const problems = found.flatMap((one) => one.problems);
    assert.equal(problems.length, 0, problems.slice(0, 4).join('\n\n'));
  });
});

test('edits that do not need each other stay apart', () => {
  const source = JSON.stringify(JSON.parse(PRINTED), null, 2);
  const { document, tasks } = analyse(source, 'task-definition.json', 'asked');
  const [clean] = refactoringsAt(tasks[0]!, { offset: 0, length: 0 });
  const edits = annotatedEdits(document, clean!.changes);
  assert.ok(edits.length >= 12, `${edits.length} edits`);
});
