/** What is still to be filled in: counted, and a note at each place for editors that ask for it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { TO_FILL_IN } from '../../server/src/protocol.ts';
import { Session, textAt } from './session.ts';

function file(container: object, more: object = {}): string {
  return JSON.stringify(
    { family: 'web', ...more, containerDefinitions: [{ name: 'web', memory: 128, ...container }] },
    null,
    2,
  );
}

async function words(session: Session, text: string): Promise<string[]> {
  await session.open(text);
  const found = (await session.pull())
    .filter(({ code }) => code === TO_FILL_IN)
    .map(({ range }) => textAt(session.document(), range));
  assert.ok((await session.nextStatus()).toFillIn >= found.length);
  await session.close();
  return found;
}

describe('what is to be filled in', () => {
  const options = { initializationOptions: { fillIns: true } };

  test('is what our own completions, fixes and snippets write', async (t) => {
    const session = await Session.start(t, options);
    const role = 'arn:aws:iam::111122223333:role/ecsTaskExecutionRole';
    assert.deepEqual(await words(session, file({ image: 'REPOSITORY/IMAGE:TAG' })), ['REPOSITORY', 'IMAGE', 'TAG']);
    assert.deepEqual(await words(session, file({ image: 'example.com/web:1' }, { executionRoleArn: role })), [
      '111122223333',
    ]);
    assert.deepEqual(
      await words(session, file({ image: 'web:1' }, { taskRoleArn: 'arn:aws:iam::ACCOUNT_ID:role/TASK_ROLE' })),
      ['ACCOUNT_ID', 'TASK_ROLE'],
    );
    const valueFrom = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:TOKEN-AbCdEf';
    assert.deepEqual(await words(session, file({ image: 'web:1', secrets: [{ name: 'TOKEN', valueFrom }] })), [
      '111122223333',
      '-AbCdEf',
    ]);
    const parameter = 'arn:aws:ssm:REGION:ACCOUNT_ID:parameter/NAME';
    assert.deepEqual(
      await words(session, file({ image: 'web:1', secrets: [{ name: 'TOKEN', valueFrom: parameter }] })),
      ['REGION', 'ACCOUNT_ID', 'NAME'],
    );
    const fileSystemArn = 'arn:aws:s3files:REGION:ACCOUNT_ID:file-system/FS_ID';
    assert.deepEqual(
      await words(
        session,
        file({ image: 'web:1' }, { volumes: [{ name: 'a', s3filesVolumeConfiguration: { fileSystemArn } }] }),
      ),
      ['REGION', 'ACCOUNT_ID', 'FS_ID'],
    );
  });

  test('is a member that nothing tells, written as its name in capitals, which no rule judges', async (t) => {
    const session = await Session.start(t, options);
    const container = (more: object) => file({ image: 'web:1', ...more });
    for (const [text, word] of [
      [container({ dependsOn: [{ containerName: 'CONTAINER_NAME', condition: 'START' }] }), 'CONTAINER_NAME'],
      [container({ mountPoints: [{ sourceVolume: 'a', containerPath: 'CONTAINER_PATH' }] }), 'CONTAINER_PATH'],
      [container({ secrets: [{ name: 'A', valueFrom: 'VALUE_FROM' }] }), 'VALUE_FROM'],
    ] as const) {
      await session.open(text);
      const found = (await session.pull()).filter(({ range }) => textAt(session.document(), range).includes(word));
      assert.deepEqual(
        found.map(({ code }) => code),
        [TO_FILL_IN],
        text,
      );
      await session.close();
    }
  });

  test('is a Region, in every place where a fix writes one', async (t) => {
    const session = await Session.start(t, options);
    const logs = {
      logDriver: 'awslogs',
      options: { 'awslogs-group': '/ecs/web', 'awslogs-region': 'REGION', 'awslogs-stream-prefix': 'ecs' },
    };
    assert.deepEqual(await words(session, file({ image: 'web:1', logConfiguration: logs })), ['REGION']);
  });

  test('is what people write for themselves', async (t) => {
    const session = await Session.start(t, options);
    for (const [image, word] of [
      ['YOUR_REPOSITORY:1', 'YOUR_REPOSITORY'],
      ['web:REPLACE_ME', 'REPLACE_ME'],
      ['web:CHANGEME', 'CHANGEME'],
      ['web:TODO', 'TODO'],
      ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1', '123456789012'],
    ] as const)
      assert.deepEqual(await words(session, file({ image })), [word]);
  });

  test('is no word that means what it says, nor what a pipeline replaces', async (t) => {
    const session = await Session.start(t, options);
    for (const container of [
      { image: 'registry/image:tag' },
      { image: '${ACCOUNT_ID}.dkr.ecr.eu-west-1.amazonaws.com/web:${TAG}' },
      { image: 'web:<TAG>' },
      { image: 'web:IMAGETAG' },
      { image: 'web:1', secrets: [{ name: 'NAMESPACE', valueFrom: '/web/namespace' }] },
      { image: 'my-services:1' },
      { image: 'example.com/web:1' },
      { image: 'web:1', environment: [{ name: 'TAG', value: 'TODO' }] },
      { image: 'web:1', command: ['grep', 'TODO', 'IMAGE'] },
      { image: '211122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1' },
    ])
      assert.deepEqual(await words(session, file(container)), [], JSON.stringify(container));
  });

  test('stands once for a word, and not beside a finding that says the same', async (t) => {
    const session = await Session.start(t, options);
    const role = (account: string) => ({
      executionRoleArn: `arn:aws:iam::${account}:role/ecsTaskExecutionRole`,
      taskRoleArn: `arn:aws:iam::${account}:role/web`,
    });
    assert.deepEqual(await words(session, file({ image: 'web:1' }, role('111122223333'))), ['111122223333']);
    assert.deepEqual(await words(session, file({ image: 'web:1' }, role('123456789012'))), []);
  });

  test('is not told to editors that do not ask for it', async (t) => {
    const session = await Session.start(t);
    assert.deepEqual(await words(session, file({ image: 'REPOSITORY/IMAGE:TAG' })), []);
  });
});
