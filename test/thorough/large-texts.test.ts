/** What is far beyond what ECS takes: told in few words, and never a failure. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Analysis, analyse, reanalyse } from '../../server/src/analysis.ts';
import { refactoringsAt } from '../../server/src/features/code-actions/refactorings/refactorings.ts';
import { findName } from '../../server/src/features/names/names.ts';
import { obstacleTo } from '../../server/src/features/names/rename.ts';
import { drawTask } from '../../server/src/features/picture/draw.ts';
import { tokensOf } from '../../server/src/features/semantic-tokens.ts';
import { fixAll } from '../../server/src/findings/fixes.ts';
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
  test('150,000 nulls in a list of a template', () => {
    const list = `Resources:\n  T: { Type: AWS::ECS::TaskDefinition, Properties: { ContainerDefinitions: [{ Name: a, Image: b, Memory: 8, Command: [${'null,'.repeat(150_000)}null] }] } }\n`;
    const { findings } = analyse(list, 'template.yaml', 'asked');
    assert.ok(findings.some(({ rule }) => rule === 'cfn-null-value'));
  });
  test('200,000 comments in YAML', () => {
    const { document } = analyse(
      `${'#\n'.repeat(200_000)}family: web\ncontainerDefinitions: []\n`,
      'taskdef.yaml',
      'asked',
    );
    assert.equal(document.comments.length, 200_000);
  });
  test('200,000 comments in a heredoc of JSON', () => {
    const heredoc = `resource "aws_ecs_task_definition" "a" {\n  container_definitions = <<E\n[\n${'//\n'.repeat(200_000)}]\nE\n}\n`;
    assert.equal(analyse(heredoc, 'main.tf', 'asked').document.comments.length, 200_000);
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
      [
        'This file takes too long to check completely: only the first 500 findings of a kind are listed and misspelt names have no suggestions',
      ],
    );
  });
  test('does not stand in an ordinary file', () => {
    assert.ok(!read(WEB).findings.some(({ rule }) => rule === 'td-not-checked'));
  });
});

/** What the note says, for each file that has it. */
function noteOf({ findings }: Analysis): string | undefined {
  return findings.find(({ rule }) => rule === 'td-not-checked')?.message.replace(/^[^:]*: /, '');
}

function count({ findings }: Analysis, rule: string): number {
  return findings.filter((finding) => finding.rule === rule).length;
}

describe('more findings of a kind than anybody reads', () => {
  const limits = (wrong: number, right = 0) => {
    const ulimits = [
      ...Array.from({ length: wrong }, () => ({ name: 'nofile', softLimit: 2, hardLimit: 1 })),
      ...Array.from({ length: right }, () => ({ name: 'nofile', softLimit: 1, hardLimit: 1 })),
    ];
    return read({ ...WEB, cpu: 'many', ulimits });
  };
  const RULE = 'ulimit-soft-over-hard';

  test('are all listed up to 500', () => {
    const analysis = limits(500);
    assert.equal(count(analysis, RULE), 500);
    assert.equal(noteOf(analysis), undefined);
  });
  test('are cut beyond, which is told; other kinds are not', () => {
    const analysis = limits(501);
    assert.equal(count(analysis, RULE), 500);
    assert.equal(noteOf(analysis), 'only the first 500 findings of a kind are listed');
    assert.equal(count(analysis, 'wrong-type'), 1);
  });
  test('are cut in the same way where the schema finds them', () => {
    const variables = (length: number) => read({ ...WEB, environment: Array.from({ length }, () => ({ nam: 'a' })) });
    assert.equal(count(variables(500), 'unknown-property'), 500);
    assert.equal(noteOf(variables(500)), undefined);
    assert.equal(count(variables(501), 'unknown-property'), 500);
    assert.ok(noteOf(variables(501)));
  });
  test('are cut over all task definitions of a file together', () => {
    const resources = Array.from({ length: 60 }, (_, i) => [
      `T${i}`,
      definition([{ ...named, Environment: Array.from({ length: 10 }, () => ({ Nam: 'a' })) }]),
    ]);
    const analysis = template(Object.fromEntries(resources));
    assert.equal(count(analysis, 'unknown-property'), 500);
    assert.ok(noteOf(analysis));
  });
  test('show in an analysis that goes on from the last as in a fresh one', () => {
    const text = JSON.stringify({
      family: 'web',
      containerDefinitions: [1, 2].map((n) => ({
        ...{ name: `c${n}`, image: 'nginx:1.27', memory: 128 },
        portMappings: [...Array.from({ length: 250 }, () => ({ containerPort: 70000 })), { containerPort: 80 }],
      })),
    });
    const before = analyse(text, 'taskdef.json', 'open', true);
    const offset = text.lastIndexOf('80');
    const edited = `${text.slice(0, offset)}700${text.slice(offset)}`;
    const fresh = analyse(edited, 'taskdef.json', 'open', true);
    const next =
      reanalyse(before, [{ change: { offset, length: 0, text: '700' }, text: edited }], 'taskdef.json') ?? fresh;
    const seen = ({ findings }: Analysis) => findings.map(({ rule, offset: at }) => `${rule} ${at}`);
    assert.deepEqual(seen(next), seen(fresh));
    assert.equal(noteOf(before), undefined);
    assert.ok(noteOf(fresh));
  });
  test('are fixed all the same', () => {
    const environment = Array.from({ length: 1200 }, (_, i) => ({ name: `V${i}`, value: i }));
    const text = JSON.stringify({ family: 'web', containerDefinitions: [{ ...WEB, environment }] });
    const fixed = fixAll(text, (current) => analyse(current, 'taskdef.json'));
    const values = JSON.parse(fixed).containerDefinitions[0].environment as { value: unknown }[];
    assert.deepEqual(
      values.map(({ value }) => value),
      environment.map(({ value }) => String(value)),
    );
  });
});

describe('more containers than are read', () => {
  const containers = (length: number) =>
    JSON.stringify({
      family: 'web',
      containerDefinitions: Array.from({ length }, (_, i) => ({
        ...{ name: `c${i}`, image: 'nginx:1.27', memory: 128 },
        dependsOn: i === 0 ? [{ containerName: `c${length - 1}`, condition: 'START' }] : [],
      })),
    });
  const analysed = (length: number) => analyse(containers(length), 'taskdef.json');

  test('are told of, and nothing is said to be missing', () => {
    assert.equal(noteOf(analysed(100)), undefined);
    assert.equal(noteOf(analysed(101)), 'only the first 100 containers were checked');
    assert.equal(count(analysed(101), 'dependson-container-unknown'), 0);
  });
  test('are not renamed or rewritten in part', () => {
    for (const [length, isWhole] of [
      [100, true],
      [101, false],
    ] as const) {
      const analysis = analysed(length);
      const offset = containers(length).indexOf('"c0"') + 1;
      const found = findName(analysis, offset);
      assert.ok(found);
      assert.equal(obstacleTo(found) === undefined, isWhole);
      assert.equal(refactoringsAt(analysis.tasks[0]!, { offset, length: 0 }).length > 0, isWhole);
      const used = containers(length).indexOf(`"c${length - 1}"`) + 1;
      assert.equal(obstacleTo(findName(analysis, used)) === undefined, isWhole);
    }
  });
});

describe('more task definitions than are read', () => {
  const many = (length: number) =>
    template(Object.fromEntries(Array.from({ length }, (_, i) => [`T${i}`, definition([named])])));
  test('are told of', () => {
    assert.equal(many(100).tasks.length, 100);
    assert.equal(noteOf(many(100)), undefined);
    assert.equal(many(101).tasks.length, 100);
    assert.equal(noteOf(many(101)), 'only the first 100 task definitions and services were checked');
    assert.match(many(101).detection.reason, /at least 100 task definitions/);
  });
});

const named = { Name: 'web', Image: 'nginx:1.27', Memory: 128 };

function definition(containers: readonly object[]): object {
  return { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: containers } };
}

function template(resources: object): Analysis {
  return analyse(JSON.stringify({ Resources: resources }), 'template.json');
}

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
