/** Every fix of a command ends in what its author wanted to run, by a reading of its own: what would Docker start? */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';

/**
 * What Docker starts for the command of a health check, after moby's daemon/health.go: the words of a program, where a shell
 * reads them after taking off quotes. Undefined where nothing sensible runs.
 */
function started(list: readonly string[]): string[] | undefined {
  const [kind, ...rest] = list;
  if (kind === 'CMD') return exec(rest);
  return kind === 'CMD-SHELL' && rest.length === 1 ? shell(rest[0]!) : undefined;
}

function exec(words: readonly string[]): string[] | undefined {
  const [program] = words;
  if (program === undefined || /[\s,"'[\]|&]|^CMD/.test(program)) return undefined;
  if (/^(\/bin\/)?(ba)?sh$/.test(program)) {
    const flag = words.findIndex((word) => /^-[a-z]*c$/.test(word));
    const behind = words.slice(flag + 1).filter((word) => !/^-[a-z]$/.test(word));
    if (flag > 0) return behind.length === 1 ? shell(behind[0]!) : undefined;
  }
  return words.some((word) => /^(\|\||&&|\|)$/.test(word)) ? undefined : [...words];
}

function shell(line: string): string[] | undefined {
  const words = (line.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) => word.replace(/["']/g, ''));
  return words.length > 0 && !/^(CMD|\[\S)|,$/.test(words[0]!) ? ['sh', ...words] : undefined;
}

const URL = 'http://localhost/';
const CURL = ['curl', '-f', URL];
const OR_EXIT = ['sh', ...CURL, '||', 'exit', '1'];
const line = `curl -f ${URL} || exit 1`;

/** A list as it was written, and what may be started after a fix. */
const HEALTH: readonly (readonly [written: string[], runs: string[]])[] = [
  [[`CMD-SHELL ${line}`], OR_EXIT],
  [[`CMD-SHELL, ${line}`], OR_EXIT],
  [[`CMD-SHELL,${line}`], OR_EXIT],
  [['CMD-SHELL,', line], OR_EXIT],
  [[`cmd-shell ${line}`], OR_EXIT],
  [[`CMD_SHELL ${line}`], OR_EXIT],
  [[`CMD ${line}`], OR_EXIT],
  [['[CMD-SHELL', `${line}]`], OR_EXIT],
  [[`[CMD-SHELL, ${line}]`], OR_EXIT],
  [['["CMD-SHELL"', `"${line}"]`], OR_EXIT],
  [[`["CMD-SHELL", "${line}"]`], OR_EXIT],
  [[`['CMD-SHELL', '${line}']`], OR_EXIT],
  [['CMD-SHELL', `[ "CMD-SHELL", "${line}" ]`], OR_EXIT],
  [['CMD-SHELL', `["${line}"]`], OR_EXIT],
  [['CMD-SHELL', `[${line}]`], OR_EXIT],
  [['CMD', 'CMD-SHELL', line], OR_EXIT],
  [['CMD-SHELL', 'CMD-SHELL', line], OR_EXIT],
  [['CMD-SHELL', `CMD-SHELL ${line}`], OR_EXIT],
  [['CMD-SHELL', 'CMD', line], OR_EXIT],
  [['CMD', line], OR_EXIT],
  [['cmd', line], OR_EXIT],
  [['CMD', ...CURL, '||', 'exit', '1'], OR_EXIT],
  [['CMD-SHELL', ...CURL, '|| exit 1'], OR_EXIT],
  [[...CURL, '||', 'exit', '1'], OR_EXIT],
  [[line], OR_EXIT],
  [['sh', '-c', line], OR_EXIT],
  [['CMD-SHELL', '["CMD", "curl", "-f", "http://localhost/"]'], CURL],
  [['CMD-SHELL', '["curl", "-f", "http://localhost/"]'], CURL],
  [['CMD', 'CMD', ...CURL], CURL],
  [['cmd', ...CURL], CURL],
  [CURL, CURL],
  [
    ['CMD-SHELL', ...CURL],
    ['sh', ...CURL],
  ],
  [['CMD', CURL.join(' ')], CURL],
  [
    ['CMD', 'sh', '-c', ...CURL],
    ['sh', ...CURL],
  ],
  [
    ['CMD', '/bin/sh', '-c', ...CURL],
    ['sh', ...CURL],
  ],
  [
    ['CMD', 'curl', '-f', 'http://localhost/?a=1&b=2', '||', 'exit', '1'],
    ['sh', 'curl', '-f', 'http://localhost/?a=1&b=2', '||', 'exit', '1'],
  ],
  [['/healthcheck'], ['/healthcheck']],
  [['pg_isready'], ['pg_isready']],
  [
    ['CMD', 'npm run check'],
    ['npm', 'run', 'check'],
  ],
  [['npm,run,check'], ['npm', 'run', 'check']],
  [['CMD', '/bin/sh', `-c ${line}`], OR_EXIT],
  [['CMD', 'sh -c', line], OR_EXIT],
  [['CMD', 'sh', '-e', `-c ${line}`], OR_EXIT],
  [['CMD', 'sh', `-c '${line}'`], OR_EXIT],
  [['CMD', `bash -lc "${line}"`], OR_EXIT],
  [['CMD', 'sh', `-c curl -f ${URL}`, '|| exit 1'], OR_EXIT],
  [['CMD-SHELL', 'sh', `-c ${line}`], OR_EXIT],
  [['sh', `-c ${line}`], OR_EXIT],
  [
    ['cmd', '/c', 'check.bat'],
    ['cmd', '/c', 'check.bat'],
  ],
];

const FINE: readonly string[][] = [
  ['CMD-SHELL', line],
  ['CMD-SHELL', '[ -f /tmp/ready ]'],
  ['CMD-SHELL', '[[ -f /tmp/ready ]] && echo "ok"'],
  ['CMD-SHELL', '/healthcheck'],
  ['CMD', '[', '-f', '/tmp/ready', ']'],
  ['CMD', ...CURL],
  ['CMD', '/healthcheck'],
  ['CMD', 'sh', '-c', 'curl -f "$1"', 'check', URL],
  ['NONE'],
];

function container(members: object) {
  return JSON.stringify([{ name: 'app', image: 'nginx:1.27', memory: 128, ...members }]);
}

function findingsOf(text: string) {
  const { document, findings } = analyse(text, 'task-definition.json', 'asked');
  const rules =
    /^(healthcheck-(command-prefix|shell-single)|container-command-(single-string|shell-split|shell-syntax|health-prefix))$/;
  return { document, findings: findings.filter(({ rule }) => rules.test(rule)) };
}

function afterFixes(text: string): string[] {
  const { document, findings } = findingsOf(text);
  assert.equal(findings.length, 1, `one fault, one finding: ${findings.map(({ message }) => message).join('; ')}`);
  assert.ok(findings[0]!.fixes.length > 0, 'a fix');
  return findings[0]!.fixes.map((fix) => applyEdits(text, editsOf(document, fix)));
}

describe('a fix of a health check', () => {
  for (const [written, runs] of HEALTH) {
    test(JSON.stringify(written), () => {
      afterFixes(container({ healthCheck: { command: written } })).forEach((fixed, i) => {
        const command: string[] = JSON.parse(fixed)[0].healthCheck.command;
        const result = started(command);
        const said = JSON.stringify(command);
        if (i === 0) assert.deepEqual(result, runs, said);
        // Another fix runs the same words, with the shell or without.
        else
          assert.deepEqual(
            result?.filter((word) => word !== 'sh'),
            runs.filter((word) => word !== 'sh'),
            said,
          );
        assert.deepEqual(findingsOf(fixed).findings, [], 'nothing is left to say');
      });
    });
  }
  for (const command of FINE) {
    test(`${JSON.stringify(command)} is fine`, () => {
      assert.deepEqual(findingsOf(container({ healthCheck: { command } })).findings, []);
    });
  }
});

describe('a fix of a command', () => {
  const COMMANDS: readonly (readonly [members: { entryPoint?: string[]; command?: string[] }, runs: string[]])[] = [
    [{ command: ['npm,run,start'] }, ['npm', 'run', 'start']],
    [{ command: ['npm run start'] }, ['npm', 'run', 'start']],
    [{ entryPoint: ['/app/start,--port,80'] }, ['/app/start', '--port', '80']],
    [{ command: ['sh', '-c', 'npm', 'run', 'start'] }, ['sh', 'npm', 'run', 'start']],
    [{ entryPoint: ['/bin/sh', '-c'], command: ['npm', 'start'] }, ['sh', 'npm', 'start']],
    [{ entryPoint: ['bash', '-c', 'npm', 'start'] }, ['sh', 'npm', 'start']],
    [{ command: ['sh', '-c', 'echo', '$HOME'] }, ['sh', 'echo', '$HOME']],
    [
      { command: ['npm', 'run', 'migrate', '&&', 'npm', 'start'] },
      ['sh', 'npm', 'run', 'migrate', '&&', 'npm', 'start'],
    ],
    [{ command: ['CMD-SHELL', 'npm start'] }, ['sh', 'npm', 'start']],
    ...[
      { command: ['/bin/sh', '-c npm start'] },
      { command: ['bash', '-lc npm start'] },
      { command: ['sh', '-c "npm start"'] },
      { command: ['sh', "-c 'npm start'"] },
      { command: ['sh', '-c "npm', 'start"'] },
      { command: ['sh', '-c npm', 'start'] },
      { command: ['sh', '-e', '-c npm start'] },
      { command: ['sh', '-c', '-e npm start'] },
      { command: ['sh', '-c', '-c npm start'] },
      { command: ['sh', '-c ', 'npm start'] },
      { command: ['sh', '-c\nnpm start\n'] },
      { command: ['sh', '-c=npm start'] },
      { command: ['bash', '-o pipefail -c npm start'] },
      { command: ['bash', '-euo pipefail', '-c', 'npm start'] },
      { command: ['sh -c', 'npm start'] },
      { command: ['sh -c npm start'] },
      { command: ['/bin/sh -c "npm start"'] },
      { entryPoint: ['sh', '-c npm start'] },
      { entryPoint: ['sh -c'], command: ['npm start'] },
      { entryPoint: ['sh'], command: ['-c npm start'] },
    ].map((members): [object, string[]] => [members, ['sh', 'npm', 'start']]),
  ];
  for (const [members, runs] of COMMANDS) {
    test(JSON.stringify(members), () => {
      const [fixed] = afterFixes(container(members));
      const { entryPoint = [], command = [] } = JSON.parse(fixed!)[0];
      assert.deepEqual(exec([...entryPoint, ...command]), runs, fixed);
      assert.deepEqual(findingsOf(fixed!).findings, []);
    });
  }
});

describe('a shell that gets its options as it should', () => {
  for (const command of [
    ['sh', '-c', 'npm start'],
    ['sh', '/start.sh', '-c npm start'],
    ['sh', '-e', '/start.sh', '--opts', '-c 3'],
    ['bash', '-o', 'pipefail', '-c', 'npm start'],
    ['node', '-c npm start'],
    ['sh', '-cnpm start'],
    ['sh', '-c', '${line}'],
    ['${shell}', '-c npm start'],
  ]) {
    test(JSON.stringify(command), () => {
      const { findings } = analyse(container({ command }), 'task-definition.json', 'asked');
      assert.deepEqual(
        findings.filter(({ rule }) => rule.startsWith('container-command-')).map(({ message }) => message),
        [],
      );
    });
  }
});
