/** `taskdef mcp` as the official clients meet it, each in a process of its own and over real streams. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import Ajv from 'ajv';
import { folder, task, WITH_ERROR, WITH_WARNING } from '../unit/cli.ts';
import { answer, connect, refusal, start, WITHOUT } from './mcp-client.ts';

describe('the official client', () => {
  test('with a handshake', async (t) => {
    const { client, call } = await connect(t, folder(t, { 'taskdef.json': WITH_ERROR }));
    assert.equal(client.getServerVersion().name, 'taskdef');
    assert.match(client.getInstructions(), /accepted/);
    await client.ping();
    const { accepted, findings } = await answer(call('check_task_definition', { path: 'taskdef.json' }));
    assert.equal(accepted, false);
    assert.equal((findings as { rule: string }[])[0]!.rule, 'fargate-network-mode');
  });

  for (const mode of ['auto', { pin: '2026-07-28' }] as const) {
    test(`without a handshake, ${JSON.stringify(mode)}`, async (t) => {
      const cwd = folder(t, { 'taskdef.json': WITH_ERROR });
      const client = await start(t, WITHOUT, cwd, { more: { versionNegotiation: { mode } } });
      assert.equal(client.getNegotiatedProtocolVersion(), '2026-07-28');
      const { tools } = await client.listTools();
      assert.equal(tools.length, 4);
      const called = await client.callTool({ name: 'check_task_definition', arguments: { path: 'taskdef.json' } });
      assert.equal((called.structuredContent as { accepted: boolean }).accepted, false);
      await assert.rejects(client.callTool({ name: 'no_such_tool', arguments: {} }));
    });
  }
});

describe('the list of tools', () => {
  test('is under 4 KB, closed, and the same each time', async (t) => {
    for (const options of [[], ['--allow-write']]) {
      const { client } = await connect(t, folder(t), ...options);
      const list = await client.listTools();
      const again = JSON.stringify(await client.listTools());
      assert.equal(JSON.stringify(list), again);
      assert.ok(Buffer.byteLength(again) < 4096, `${Buffer.byteLength(again)} bytes`);
      const ajv = new Ajv({ strict: true, strictRequired: false });
      for (const { inputSchema, outputSchema, description } of list.tools) {
        assert.ok(description.length < 400);
        for (const schema of [inputSchema, outputSchema]) {
          ajv.compile(schema);
          const open = JSON.stringify(schema).split('"type":"object"').length;
          assert.equal(JSON.stringify(schema).split('"additionalProperties":false').length, open);
        }
      }
      const fix = list.tools.find(({ name }) => name === 'fix_task_definition')!;
      assert.equal('write' in fix.inputSchema.properties, options.length > 0);
      assert.equal(fix.annotations.readOnlyHint ?? false, options.length === 0);
    }
  });
});

describe('check_task_definition', () => {
  test('says all at once, hints where they are asked for', async (t) => {
    const { call } = await connect(t, folder(t));
    const text = task({ networkMode: 'bridge', cpu: '300' }, { image: 'nginx:latest' });
    const rules = async (more: object) => {
      const { findings } = await answer(call('check_task_definition', { text, ...more }));
      return (findings as { rule: string }[]).map(({ rule }) => rule);
    };
    const few = await rules({});
    for (const rule of ['fargate-network-mode', 'image-latest-tag']) assert.ok(few.includes(rule), few.join());
    assert.ok(!few.includes('security-readonly-root'));
    assert.ok((await rules({ hints: true })).includes('security-readonly-root'));
  });

  test('keeps to the settings of the project', async (t) => {
    const settings = '{ "rules": { "image-latest-tag": "off" } }';
    const cwd = folder(t, { 'a/taskdef.json': WITH_WARNING, 'a/.taskdef.json': settings });
    const { call } = await connect(t, cwd);
    assert.deepEqual((await answer(call('check_task_definition', { path: 'a/taskdef.json' }))).findings, []);
    const { call: outside } = await connect(t, cwd, '--root', join(cwd, 'a'));
    assert.equal((await answer(outside('check_task_definition', { path: 'taskdef.json' }))).warnings, 0);
  });

  test('tells no value of an environment variable', async (t) => {
    const secret = 'hUnter2-vErySecret/9';
    const { call } = await connect(t, folder(t));
    for (const environment of [[{ name: 'DB_PASSWORD', value: secret }], { A: secret }, [`A=${secret}`], secret]) {
      const { content } = await call('check_task_definition', { text: task({}, { environment }), hints: true });
      assert.ok(!content[0]!.text.includes('hUnter2'), content[0]!.text);
    }
  });
});

describe('fix_task_definition', () => {
  const COMMENTED = WITH_ERROR.replace('{\n', '{\n  // ours\n');

  test('applies what is safe, and keeps the rest', async (t) => {
    const { call } = await connect(t, folder(t));
    const text = COMMENTED.replace('web:1.2.3', 'web:latest');
    const fixed = await answer(call('fix_task_definition', { text }));
    assert.equal(fixed.text, text.replace('bridge', 'awsvpc'));
    assert.deepEqual(fixed.fixed, ['fargate-network-mode']);
    assert.ok((fixed.left as string[]).includes('image-latest-tag'));
    assert.equal(fixed.written, false);
  });

  test('applies all, or those of some rules, and says what is to fill in', async (t) => {
    const { call } = await connect(t, folder(t));
    const text = WITH_ERROR.replace('web:1.2.3', 'web:latest');
    const all = await answer(call('fix_task_definition', { text, all: true }));
    assert.deepEqual(all.fixed, ['fargate-network-mode', 'image-latest-tag']);
    assert.equal((all.fillIn as string[]).length, 1);
    const one = await answer(call('fix_task_definition', { text, rules: ['image-latest-tag'] }));
    assert.deepEqual(one.fixed, ['image-latest-tag']);
    assert.deepEqual(one.left, ['fargate-network-mode']);
    assert.match(
      await refusal(call('fix_task_definition', { text, rules: ['port-duplicate'] })),
      /"port-duplicate" finds nothing here/,
    );
  });

  test('writes only where the server may, and only then', async (t) => {
    const cwd = folder(t, { 'taskdef.json': COMMENTED });
    const path = join(cwd, 'taskdef.json');
    const { call: reads } = await connect(t, cwd);
    assert.match(await refusal(reads('fix_task_definition', { path, write: true })), /--allow-write/);
    const { call } = await connect(t, cwd, '--allow-write');
    assert.equal((await answer(call('fix_task_definition', { path }))).written, false);
    assert.equal(readFileSync(path, 'utf8'), COMMENTED);
    const { written, text } = await answer(call('fix_task_definition', { path, write: true }));
    assert.equal(written, true);
    assert.equal(text, undefined);
    assert.equal(readFileSync(path, 'utf8'), COMMENTED.replace('bridge', 'awsvpc'));
    assert.match(await refusal(call('fix_task_definition', { text: WITH_ERROR, write: true })), /needs "path"/);
  });

  test('does not write what is not UTF-8', async (t) => {
    const bytes = Buffer.from(WITH_ERROR.replace('"web"', '"?"'));
    bytes[bytes.indexOf('?')] = 0xff;
    const cwd = folder(t, { 'taskdef.json': bytes });
    const { call } = await connect(t, cwd, '--allow-write');
    assert.match(await refusal(call('fix_task_definition', { path: 'taskdef.json', write: true })), /not in UTF-8/);
  });
});

describe('explain_task_definition', () => {
  const TOPICS: readonly [topic: string, kind: string, id: string, text: RegExp][] = [
    ['port-duplicate-host-port', 'rule', 'port-duplicate-host-port', /port/],
    ['containerDefinitions.dependsOn.condition', 'member', 'containerDefinitions.dependsOn.condition', /HEALTHY/],
    ['/containerDefinitions/0/dependsOn/1/condition', 'member', 'containerDefinitions.dependsOn.condition', /HEALTHY/],
    ['dependsOn', 'member', 'ContainerDefinition.dependsOn', /start/],
    ['execution-role', 'concept', 'execution-role', /role/],
    ['Execution role', 'concept', 'execution-role', /role/],
    ['networkMode', 'member', 'networkMode', /awsvpc/],
    [
      'An error occurred (ClientException) when calling the RegisterTaskDefinition operation: Fargate compatible task definitions do not support sourcePath',
      'rejection',
      'volume-host-source-path-fargate',
      /Without `sourcePath`/,
    ],
    ["ClientException: Unknown volume 'data'.", 'rejection', 'mount-source-volume-unknown', /volume/],
  ];

  test('knows rules, members, concepts and texts of AWS, each in 1.5 KB', async (t) => {
    const { call } = await connect(t, folder(t));
    for (const [asked, kind, topic, expected] of TOPICS) {
      const said = await answer(call('explain_task_definition', { topic: asked }));
      assert.deepEqual([said.kind, said.topic], [kind, topic], asked);
      assert.match(String(said.text), expected);
      assert.ok(String(said.text).length <= 1500);
    }
  });

  test('names what was probably meant', async (t) => {
    const { call } = await connect(t, folder(t));
    for (const [asked, meant] of [
      ['portMapings', /portMappings/],
      ['port-duplicate-hostport', /port-duplicate-host-port/],
      ['containerDefinitions.dependOn', /dependsOn/],
      ['constructor', /Nothing is known/],
      ['', /Nothing is known/],
      ['x'.repeat(100_000), /Nothing is known about "x+…"/],
    ] as const)
      assert.match(await refusal(call('explain_task_definition', { topic: asked })), meant);
  });
});

describe('only what is in the roots is read', () => {
  test('wherever a path leads', async (t) => {
    const base = folder(t, {
      'in/taskdef.json': WITH_ERROR,
      'out/taskdef.json': WITH_ERROR,
      'in-too/taskdef.json': WITH_ERROR,
      'in/package.json': '{"name":"secret-name"}',
      'in/big-taskdef.json': ' '.repeat(1024 * 1024 + 1),
    });
    mkdirSync(join(base, 'in/deep'));
    symlinkSync(join(base, 'out/taskdef.json'), join(base, 'in/link-taskdef.json'));
    symlinkSync(join(base, 'out'), join(base, 'in/link'));
    symlinkSync(join(base, 'out/nothing'), join(base, 'in/dangling'));
    symlinkSync(join(base, 'in'), join(base, 'way-in'));
    const { call } = await connect(t, join(base, 'in'), '--root', join(base, 'in'));
    const say = (path: unknown) => refusal(call('check_task_definition', { path }));
    for (const path of [
      '../out/taskdef.json',
      join(base, 'out/taskdef.json'),
      join(base, 'out/nothing.json'),
      join(base, 'in-too/taskdef.json'),
      'link-taskdef.json',
      'link/taskdef.json',
      'link/nothing.json',
      'dangling',
      'dangling/x.json',
      'deep/../../out/taskdef.json',
      '/etc/passwd',
      '/',
      '..',
    ]) {
      const text = await say(path);
      assert.match(text, /is not in .*--root/, path);
    }
    assert.match(await say('nothing.json'), /no such file.*pass "text"/);
    assert.match(await say('.'), /no regular file/);
    assert.match(await say('deep'), /no regular file/);
    assert.match(await say('big-taskdef.json'), /larger than 1 MB/);
    assert.match(await say('taskdef.json\0.json'), /refused/);
    assert.match(await say('package.json'), /Not a task definition/);
    assert.doesNotMatch(await say('package.json'), /secret-name/);
    for (const path of [
      'taskdef.json',
      join(base, 'in/taskdef.json'),
      join(base, 'way-in/taskdef.json'),
      './deep/../taskdef.json',
    ])
      assert.equal((await answer(call('check_task_definition', { path }))).errors, 1, path);
  });

  test('a folder that is a link is what it leads to', async (t) => {
    const base = folder(t, { 'real/taskdef.json': WITH_ERROR });
    symlinkSync(join(base, 'real'), join(base, 'link'));
    const { call } = await connect(t, base, '--root', join(base, 'link'));
    for (const path of ['taskdef.json', join(base, 'link/taskdef.json'), join(base, 'real/taskdef.json')])
      assert.equal((await answer(call('check_task_definition', { path }))).errors, 1, path);
  });

  test('several folders', async (t) => {
    const base = folder(t, { 'a/taskdef.json': WITH_ERROR, 'b/taskdef.json': WITH_ERROR });
    const { call } = await connect(t, base, '--root', 'a', '--root', 'b');
    assert.equal((await answer(call('check_task_definition', { path: join(base, 'b/taskdef.json') }))).errors, 1);
    writeFileSync(join(base, 'taskdef.json'), WITH_ERROR);
    assert.match(await refusal(call('check_task_definition', { path: join(base, 'taskdef.json') })), /is not in/);
  });
});
