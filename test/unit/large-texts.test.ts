/** What is far beyond what ECS takes: told in few words, and never a failure. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { drawTask } from '../../server/src/features/picture/picture.ts';
import { tokensOf } from '../../server/src/features/semantic-tokens.ts';
import { brief } from '../../server/src/model/wording.ts';

function read(container: object, more: object = {}) {
  return analyse(
    JSON.stringify({ family: 'web', containerDefinitions: [container], ...more }),
    'taskdef.json',
    'asked',
  );
}

const WEB = { name: 'web', image: 'nginx:1.27', memory: 128 };

describe('a text with very many parts', () => {
  test('a command of 130,000 words in one text', () => {
    const { findings } = read({ ...WEB, command: ['a '.repeat(130_000)] });
    assert.ok(findings.some(({ rule }) => rule === 'container-command-single-string'));
  });
  test('a name of 150,000 characters beside one that differs in a letter', () => {
    const name = 'a'.repeat(150_000);
    const { findings } = read({ ...WEB, name, dependsOn: [{ containerName: `${name}b`, condition: 'START' }] });
    assert.ok(findings.some(({ rule }) => rule === 'dependson-container-unknown'));
  });
  test('200,000 placeholders in one text', () => {
    const analysis = read({ ...WEB, command: [`\${a}`.repeat(200_000)] });
    assert.equal(tokensOf(analysis, analysis.findings).filter(({ type }) => type === 'macro').length, 200_000);
  });
});

describe('names in messages', () => {
  test('long ones are cut', () => {
    const name = 'x'.repeat(300_000);
    const { findings } = read({ ...WEB, name }, { [name]: 1 });
    assert.ok(findings.length > 1);
    for (const { message, fixes, related } of findings) {
      for (const text of [message, ...fixes.map(({ title }) => title), ...related.map((place) => place.message)])
        assert.ok(text.length <= 500, text.slice(0, 200));
    }
  });
  test('only what stands in quotes is cut, where that is long', () => {
    const message = `A container named "${'x'.repeat(70)}" is there, and "web" is there`;
    assert.equal(brief(message), message);
    assert.equal(brief(`No "${'x'.repeat(81)}" here`), `No "${'x'.repeat(79)}…" here`);
  });
});

describe('the note that not all was checked', () => {
  test('stands in a file whose names would take too long to compare', () => {
    const names = Array.from({ length: 5000 }, (_, i) => `${'v'.repeat(200)}${String(i).padStart(4, '0')}`);
    const mountPoints = names.map((name) => ({ sourceVolume: `${name}x`, containerPath: '/a' }));
    const { findings } = read({ ...WEB, mountPoints }, { volumes: names.map((name) => ({ name })) });
    const notes = findings.filter(({ rule }) => rule === 'td-not-checked');
    assert.deepEqual(
      notes.map(({ message }) => message),
      ['This file takes too long to check as a whole: misspelt names come without a suggestion'],
    );
    assert.ok(findings.filter(({ rule }) => rule === 'mount-source-volume-unknown').length === 5000);
  });
  test('does not stand in an ordinary file', () => {
    assert.ok(!read(WEB).findings.some(({ rule }) => rule === 'td-not-checked'));
  });
});

describe('the picture', () => {
  const column = (svg: string, name: string) => Number(new RegExp(`x="([\\d.]+)"[^>]*>${name}<`).exec(svg)?.[1]);
  const draw = (waits: Record<string, string[]>) => {
    const containerDefinitions = Object.entries(waits).map(([name, on]) => ({
      ...WEB,
      name,
      dependsOn: on.map((containerName) => ({ containerName, condition: 'START' })),
    }));
    return drawTask(analyse(JSON.stringify({ family: 'f', containerDefinitions }), 'taskdef.json', 'asked').tasks[0]!)!;
  };
  test('each container stands to the right of all that it waits for', () => {
    const { svg } = draw({ last: ['mid', 'first'], mid: ['first'], first: [] });
    assert.ok(column(svg, 'first') < column(svg, 'mid') && column(svg, 'mid') < column(svg, 'last'), svg);
  });
  test('a circle is cut once', () => {
    const { svg } = draw({ a: ['b'], b: ['c'], c: ['a'] });
    assert.ok(column(svg, 'c') < column(svg, 'b') && column(svg, 'b') < column(svg, 'a'), svg);
  });
  test('a hundred containers that all wait for each other are drawn at once', () => {
    const names = Array.from({ length: 100 }, (_, i) => `c${i}`);
    draw(Object.fromEntries(names.map((name) => [name, names.filter((other) => other !== name)])));
  });
});
