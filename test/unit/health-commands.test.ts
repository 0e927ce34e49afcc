/**
 * Health checks that could never pass, and what their fixes make of them. Each fixed command is run as Docker runs it:
 * the words behind "CMD" as they stand, the one text behind "CMD-SHELL" with "/bin/sh -c", with programs that tell how they were called.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';

const PROGRAMS = mkdtempSync(join(tmpdir(), 'programs-'));
after(() => rmSync(PROGRAMS, { recursive: true }));
for (const name of ['curl', 'wget', 'healthcheck', 'pg_isready', 'npm', 'node', 'grep']) {
  const file = join(PROGRAMS, name);
  const says = `printf '%s' ${name}; for word; do printf '|%s' "$word"; done; echo`;
  writeFileSync(file, `#!/bin/sh\n${name === 'grep' ? '/bin/cat >/dev/null\n' : ''}{ ${says}; } >>"$CALLS"\n`);
  chmodSync(file, 0o755);
}
symlinkSync('/bin/sh', join(PROGRAMS, 'sh'));

/** What is called when Docker runs a health check: a line for each program, its words with "|" between. */
function runAsDocker([prefix, ...words]: readonly string[]): string[] {
  if (prefix === 'NONE') return [];
  assert.ok(prefix === 'CMD' || prefix === 'CMD-SHELL', `Docker runs nothing that begins with "${prefix}"`);
  const [program, ...rest] = prefix === 'CMD' ? words : ['/bin/sh', '-c', ...words];
  return calls(program!, rest);
}

let runs = 0;

function calls(program: string, words: readonly string[]): string[] {
  const file = join(PROGRAMS, `calls-${++runs}`);
  writeFileSync(file, '');
  // A program by its path is taken from the image.
  const name = program.startsWith('/') && program !== '/bin/sh' ? join(PROGRAMS, program) : program;
  const script = `exec "$@" 2>&1`;
  const { status, stdout } = spawnSync('/bin/sh', ['-c', script, 'docker', name, ...words], {
    env: { PATH: PROGRAMS, CALLS: file, PORT: '8080' },
    encoding: 'utf8',
  });
  assert.equal(status, 0, `${JSON.stringify([program, ...words])} fails: ${stdout}`);
  const said = spawnSync('/bin/cat', [file], { encoding: 'utf8' }).stdout;
  return said.split('\n').filter(Boolean);
}

function textWith(member: object): string {
  return JSON.stringify(
    {
      family: 'web',
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      containerDefinitions: [{ name: 'web', image: 'nginx:1.27', ...member }],
    },
    undefined,
    2,
  );
}

const CODES = /^(?:healthcheck-(?:command-prefix|shell-single)|wrong-type|container-command-.*)$/;

function findingsOf(text: string) {
  const { document, findings } = analyse(text, 'task-definition.json', 'asked');
  return { document, findings: findings.filter(({ rule }) => CODES.test(rule)) };
}

/** Applies the first fix of the one finding there is, and returns the container. */
function fixed(member: object): { healthCheck: { command: string[] }; command: string[]; entryPoint?: string[] } {
  const text = textWith(member);
  const { document, findings } = findingsOf(text);
  assert.equal(findings.length, 1, `one finding, not ${findings.map((f) => `${f.rule}: ${f.message}`).join('; ')}`);
  const fix = findings[0]!.fixes[0];
  assert.ok(fix, `no fix for ${findings[0]!.message}`);
  const result = applyEdits(text, editsOf(document, fix));
  assert.deepEqual(
    findingsOf(result).findings.map((f) => f.message),
    [],
    result,
  );
  return JSON.parse(result).containerDefinitions[0];
}

const URL = 'http://localhost/';
const ALIVE = [`curl|-f|${URL}`];

describe('a health check that Docker could not run', () => {
  const cases: readonly (readonly [written: unknown, called: readonly string[]])[] = [
    // The prefix and the line in one text.
    [[`CMD-SHELL curl -f ${URL}`], ALIVE],
    [[`CMD-SHELL, curl -f ${URL} || exit 1`], ALIVE],
    [[`CMD-SHELL,curl -f ${URL}`], ALIVE],
    [[`CMD-SHELL: curl -f ${URL}`], ALIVE],
    [[`CMD_SHELL curl -f ${URL}`], ALIVE],
    [[`CMD curl -f ${URL}`], ALIVE],
    [[`CMD, curl, -f, ${URL}`.replaceAll(', ', ' ')], ALIVE],
    [[`CMD-SHELL curl -f ${URL}`, '|| exit 1'], ALIVE],
    [['CMD-SHELL,', `curl -f ${URL}`], ALIVE],
    [['"CMD-SHELL"', `"curl -f ${URL}"`], ALIVE],
    [['cmd-shell', `curl -f ${URL}`], ALIVE],
    [['CMD SHELL', `curl -f ${URL}`], ALIVE],
    [['CDM-SHELL', `curl -f ${URL}`], ALIVE],
    [['CMD', 'SHELL', `curl -f ${URL}`], ALIVE],
    // A list that was pasted.
    [['["CMD-SHELL"', `curl -f ${URL}]`], ALIVE],
    [['[CMD-SHELL', `curl -f ${URL} || exit 1]`], ALIVE],
    [['["CMD"', '"curl"', '"-f"', `"${URL}"]`], ALIVE],
    [['["curl"', '"-f"', `"${URL}"]`], ALIVE],
    [[`["CMD-SHELL", "curl -f ${URL}"]`], ALIVE],
    [[`['CMD-SHELL', 'curl -f ${URL}']`], ALIVE],
    [[`["CMD", "curl", "-f", "${URL}"]`], ALIVE],
    [[`"CMD-SHELL", "curl -f ${URL}"`], ALIVE],
    [['CMD-SHELL', `[ "CMD-SHELL", "curl -f ${URL} || exit 1" ]`], ALIVE],
    [['CMD-SHELL', `["curl", "-f", "${URL}"]`], ALIVE],
    [['CMD', `["curl", "-f", "${URL}"]`], ALIVE],
    [['CMD-SHELL', `curl -f ${URL}]`], ALIVE],
    // A prefix too many.
    [['CMD', 'CMD', 'curl', '-f', URL], ALIVE],
    [['CMD-SHELL', 'CMD-SHELL', `curl -f ${URL}`], ALIVE],
    [['CMD', 'CMD-SHELL', `curl -f ${URL} || exit 1`], ALIVE],
    [['CMD-SHELL', 'CMD', `curl -f ${URL}`], ALIVE],
    [['CMD-SHELL', 'CMD', 'curl', '-f', URL], ALIVE],
    [['CMD-SHELL', `CMD-SHELL curl -f ${URL}`], ALIVE],
    [['CMD-SHELL', `CMD curl -f ${URL} || exit 1`], ALIVE],
    // No prefix.
    [['/healthcheck'], ['healthcheck']],
    [['/healthcheck', '--live'], ['healthcheck|--live']],
    [['/healthcheck --live'], ['healthcheck|--live']],
    [['pg_isready'], ['pg_isready']],
    [['curl', '-f', URL], ALIVE],
    [['curl', '-f', URL, '||', 'exit', '1'], ALIVE],
    [[`curl -f ${URL} || exit 1`], ALIVE],
    [['node', 'check.js'], ['node|check.js']],
    [['sh', '-c', `curl -f ${URL} || exit 1`], ALIVE],
    // Words and lines.
    [['CMD', `curl -f ${URL}`], ALIVE],
    [['CMD', 'curl -f', URL], ALIVE],
    [['CMD', `curl -f ${URL} || exit 1`], ALIVE],
    [['CMD', 'curl', '-f', URL, '||', 'exit', '1'], ALIVE],
    [['CMD', 'curl', '-f', `${URL} || exit 1`], ALIVE],
    [
      ['CMD', 'curl', '-H', 'Host: web', URL, '|', 'grep', 'it works'],
      [`curl|-H|Host: web|${URL}`, 'grep|it works'],
    ],
    [['CMD', 'curl', '-f', `${URL}?a=1&b=2`, '||', 'exit 1'], [`curl|-f|${URL}?a=1&b=2`]],
    [['CMD', 'curl', "it's", '>/dev/null', '2>&1'], ["curl|it's"]],
    [['CMD-SHELL', 'curl', '-f', URL], ALIVE],
    [['CMD-SHELL', `curl -f ${URL}`, '|| exit 1'], ALIVE],
    [['CMD-SHELL', 'curl', `-f ${URL}`, ' || exit 1'], ALIVE],
    [['CMD-SHELL', 'pg_isready', '-c', 'a b'], ['pg_isready|-c|a b']],
    [['CMD-SHELL', `"curl -f ${URL}"`], ALIVE],
    [['CMD-SHELL', 'sh', '-c', `curl -f ${URL}`], ALIVE],
    [['CMD', 'sh', '-c', 'curl', '-f', URL], ALIVE],
    [['CMD', '/bin/sh', '-c', `curl -f ${URL}`, '||', 'exit 1'], ALIVE],
    [['SHELL', `curl -f ${URL}`], ALIVE],
    [[`HEALTHCHECK CMD curl -f ${URL} || exit 1`], ALIVE],
    [[`HEALTHCHECK --interval=5s CMD curl -f ${URL}`], ALIVE],
    [['HEALTHCHECK', 'CMD', 'curl', '-f', URL], ALIVE],
    [['CMD', 'sh', `-c curl -f ${URL}`], ALIVE],
    [['CMD-SHELL', 'sh -c', `curl -f ${URL}`], ALIVE],
    [['exec', 'curl', '-f', URL], ALIVE],
    [['CMD', 'exit 0'], []],
    [['CMD', 'curl', '-f', URL, '||exit 1'], ALIVE],
    [['CMD', 'curl', '-f', `${URL}||exit 1`], ALIVE],
    // A text in the place of the list.
    [`curl -f ${URL} || exit 1`, ALIVE],
    [`CMD-SHELL curl -f ${URL}`, ALIVE],
    [`["CMD", "curl", "-f", "${URL}"]`, ALIVE],
    ['/healthcheck', ['healthcheck']],
  ];
  for (const [written, called] of cases) {
    test(JSON.stringify(written), () => {
      const { command } = fixed({ healthCheck: { command: written } }).healthCheck;
      const all = runAsDocker(command);
      // The programs of a pipe start in any order.
      assert.deepEqual(all.sort(), [...called].sort());
    });
  }

  test('one that is to be off is off', () => {
    assert.deepEqual(fixed({ healthCheck: { command: ['["NONE"]'] } }).healthCheck.command, ['NONE']);
  });

  test('nothing behind the prefix is told, and nothing is made up', () => {
    for (const command of [['CMD'], ['CMD-SHELL']]) {
      const { findings } = findingsOf(textWith({ healthCheck: { command } }));
      assert.deepEqual([findings.length, findings[0]?.fixes.length], [1, 0]);
    }
  });

  test('comments between the words stay', () => {
    const text = textWith({ healthCheck: { command: ['CMD', 'CMD', 'curl', '-f', URL] } }).replace(
      '"curl",',
      '"curl", // is in the image\n',
    );
    const { document, findings } = findingsOf(text);
    const result = applyEdits(text, editsOf(document, findings[0]!.fixes[0]!));
    assert.match(result, /\/\/ is in the image/);
  });

  test('any number of prefixes is read in time', () => {
    const begun = process.cpuUsage();
    for (const word of ['CMD ', '["CMD",', '["', 'CMD-SHELL [', 'a ', "'", '; '])
      findingsOf(textWith({ healthCheck: { command: [word.repeat(60_000)] } }));
    const { user } = process.cpuUsage(begun);
    assert.ok(user < 4_000_000, `${user} µs`);
  });
});

describe('a health check that is right', () => {
  const good: readonly (readonly string[])[] = [
    ['NONE'],
    ['CMD-SHELL', `curl -f ${URL} || exit 1`],
    ['CMD-SHELL', '[ -f /tmp/ready ]'],
    ['CMD-SHELL', '[ "$(cat /tmp/state)" = "up" ]'],
    ['CMD-SHELL', '[ "x" ]'],
    ['CMD', '[', '-f', '/tmp/ready', ']'],
    ['CMD', 'sh', '-c', `curl -f ${URL} || exit 1`],
    ['CMD', 'sh', '-c', 'curl "$1"', 'sh', URL],
    ['CMD', 'bash', '-lc', 'curl "$@"', '--', URL],
    ['CMD', 'psql', '-c', 'select 1'],
    ['CMD', '/opt/my app/check'],
    ['CMD', 'C:\\Program Files\\check.exe'],
    ['CMD', 'cmd', '/c', 'check.bat'],
    ['CMD', 'CMD', '/C', 'check.bat'],
    ['CMD', 'mongosh', '--eval', "db.adminCommand('ping')"],
    ['CMD-SHELL', 'test -n "CMD, or not"'],
    ['CMD-SHELL', "'/opt/check'"],
    ['CMD-SHELL', '${CHECK}'],
    ['${CHECK}'],
  ];
  for (const command of good) {
    test(JSON.stringify(command), () => {
      const { findings } = findingsOf(textWith({ healthCheck: { command } }));
      assert.deepEqual(
        findings.map((f) => f.message),
        [],
      );
    });
  }
});

describe('a command that could not run', () => {
  const START = ['npm|run|start'];
  const cases: readonly (readonly [written: object, called: readonly string[]])[] = [
    [{ command: ['npm run start'] }, START],
    [{ command: ['npm,run,start'] }, START],
    [{ command: ['npm, run, start'] }, START],
    [{ command: ['["npm", "run", "start"]'] }, START],
    [{ command: 'npm run start' }, START],
    [{ command: '["npm", "run", "start"]' }, START],
    [{ command: 'npm run start && node' }, [...START, 'node']],
    [{ command: ['npm', 'run', 'start', '&&', 'node', 'a b'] }, [...START, 'node|a b']],
    [{ command: ['A=b npm run start'] }, START],
    [{ command: ['A=b', 'npm', 'run', 'start'] }, START],
    [{ command: ['A=$(node 1) npm run start'] }, ['node|1', ...START]],
    [{ command: ['sh', '-c', 'npm', 'run', 'start'] }, START],
    [{ command: ['sh', '-c', 'npm run', 'start'] }, START],
    [{ command: ['sh', '-ec', 'npm run start', '&&', 'node'] }, [...START, 'node']],
    [{ entryPoint: ['sh', '-c'], command: ['npm', 'run', 'start'] }, START],
    [{ entryPoint: ['sh', '-c'], command: 'npm run start' }, START],
    [{ entryPoint: ['npm run start'] }, START],
    [{ command: ['CMD-SHELL', 'npm run start'] }, START],
  ];
  for (const [written, called] of cases) {
    test(JSON.stringify(written), () => {
      const { entryPoint = [], command = [] } = fixed(written);
      const [program, ...words] = [...entryPoint, ...command];
      assert.deepEqual(calls(program!, words), called);
    });
  }
});

describe('a command that is right', () => {
  const good: readonly object[] = [
    { command: ['server {\n  listen 80;\n}'] },
    { command: ['npm ci\nnpm start'] },
    { command: ['web,worker'] },
    { command: ['--listen=a,b'] },
    { command: ['mode=fast'] },
    { command: ['env', 'A=b', 'npm', 'start'] },
    { entryPoint: ['sh', '-c'], command: ['npm run start'] },
    { entryPoint: ['sh', '-c', 'exec npm "$@"', '--'], command: ['run', 'start'] },
    { entryPoint: ['/start.sh', '-c'], command: ['npm', 'start'] },
    { command: ['bash', '-c', 'node', '--'] },
  ];
  for (const written of good) {
    test(JSON.stringify(written), () => {
      const { findings } = findingsOf(textWith(written));
      assert.deepEqual(
        findings.map((f) => f.message),
        [],
      );
    });
  }
});
