/** What the extension pastes of what the console or describe-task-definition printed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CLEAN_TEXT } from '../../server/src/protocol.ts';
import { Session } from './session.ts';

const TASK = {
  family: 'web',
  networkMode: 'bridge',
  containerDefinitions: [{ name: 'web', image: 'nginx:1.29', memory: 128, environment: [{ name: 'A', value: '1' }] }],
};
const PRINTED = {
  taskDefinitionArn: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web:3',
  ...TASK,
  containerDefinitions: [{ ...TASK.containerDefinitions[0], cpu: 0, mountPoints: [], volumesFrom: [] }],
  revision: 3,
  volumes: [],
  status: 'ACTIVE',
  requiresAttributes: [{ name: 'com.amazonaws.ecs.capability.docker-remote-api.1.18' }],
  placementConstraints: [],
  compatibilities: ['EC2'],
  registeredAt: '2026-11-01T10:00:00+01:00',
  registeredBy: 'arn:aws:sts::111122223333:assumed-role/deploy/x',
};

describe('cleaning a text', () => {
  const cleaned = (session: Session, text: string) => session.client.sendRequest<string | null>(CLEAN_TEXT, text);

  test('leaves what can be registered, and its layout', async (t) => {
    const session = await Session.start(t);
    for (const printed of [PRINTED, { taskDefinition: PRINTED }])
      for (const indent of [undefined, 2, 4]) {
        const text = await cleaned(session, JSON.stringify(printed, null, indent));
        assert.deepEqual(JSON.parse(text!), TASK);
        if (indent === 4 && printed === PRINTED) assert.equal(text, JSON.stringify(TASK, null, 4));
      }
    const tagged = { taskDefinition: PRINTED, tags: [{ key: 'team', value: 'shop' }] };
    const { tags } = JSON.parse((await cleaned(session, JSON.stringify(tagged, null, 2)))!) as { tags?: unknown };
    assert.deepEqual(tags, tagged.tags, 'tags are printed beside the task definition, and can be registered');
  });

  test('says so where there is nothing to clean, or nothing to read', async (t) => {
    const session = await Session.start(t);
    for (const text of [
      JSON.stringify(TASK),
      '',
      '{',
      JSON.stringify(PRINTED).slice(0, -9),
      '{ "service": {} }',
      '[1]',
    ])
      assert.equal(await cleaned(session, text), null, text);
  });
});
