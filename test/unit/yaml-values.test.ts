/** What YAML makes of values, of empty members and of several documents in one text. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';

const template = (lines: string) => `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 128
${lines}`;
const plain = (lines: string) => `family: web
containerDefinitions:
  - name: web
    image: nginx:1.27
    memory: 128
${lines}`;

/** The findings of a rule, each with the text after its first fix. */
function found(rule: string, text: string, fileName = 'a.yaml') {
  const { document, findings } = analyse(text, fileName);
  return findings
    .filter((finding) => finding.rule === rule)
    .map((finding) => {
      const [fix] = finding.fixes;
      return { ...finding, fixed: fix && applyEdits(text, editsOf(document, fix)) };
    });
}

describe('a value that YAML changes', () => {
  const texts: Readonly<Record<string, string | undefined>> = {
    '0123': '"0123"',
    '012345678901': '"012345678901"',
    '3.10': '"3.10"',
    '1.0': '"1.0"',
    '1_000': '"1_000"',
    '1e3': '"1e3"',
    '0x1F': '"0x1F"',
    '22:22': '"22:22"',
    '+15551234': '"+15551234"',
    yes: '"yes"',
    Off: '"Off"',
    True: '"True"',
    FALSE: '"FALSE"',
    no: '"no"',
    yES: undefined,
    y: undefined,
    '8080': undefined,
    '0.5': undefined,
    '1.2.3': undefined,
    true: undefined,
    '2024-01-01': undefined,
    "'0123'": undefined,
    '!Ref Version': undefined,
    '!Sub 0123': undefined,
    yesterday: undefined,
  };
  for (const [value, quoted] of Object.entries(texts)) {
    test(`${value} ${quoted ? 'loses its notation' : 'stays'} where text is due`, () => {
      const text = template(`          Environment:\n            - Name: A\n              Value: ${value} # kept\n`);
      const [first] = found('yaml-number-changed', text);
      assert.equal(first !== undefined, quoted !== undefined);
      if (first) assert.equal(first.fixed, text.replace(value, quoted!));
    });
  }

  const numbers: Readonly<Record<string, string | undefined>> = {
    '1_000': '1000',
    '8e1': '80',
    '0x50': '80',
    '0123': '',
  };
  for (const [value, written] of Object.entries(numbers)) {
    test(`${value} where a number is due`, () => {
      const text = template(`          Cpu: ${value}\n`);
      const [first] = found('yaml-number-changed', text);
      assert.ok(first);
      assert.equal(first.fixed, written ? text.replace(value, written) : undefined);
    });
  }

  test('is said in options, labels and lists, in flow style too', () => {
    const text = template(
      '          DockerLabels: {version: 1.10}\n          Command: [sleep, 0010]\n          User: 0100\n          LogConfiguration:\n            LogDriver: awslogs\n            Options:\n              awslogs-group: 007\n',
    );
    assert.equal(found('yaml-number-changed', text).length, 4);
  });

  test('yes is true to CloudFormation, and a text to most others', () => {
    assert.deepEqual(found('yaml-number-changed', template('          Essential: yes\n')), []);
    const text = plain('    essential: yes\n');
    assert.equal(found('yaml-number-changed', text)[0]?.fixed, plain('    essential: true\n'));
  });

  test('a date is none to the AWS CLI', () => {
    for (const [value, isChanged] of [
      ['2024-01-01', true],
      ['2024-01-01T10:00:00Z', true],
      ['"2024-01-01"', false],
      ['2024-01', false],
      ['v2024-01-01', false],
    ] as const) {
      const text = plain(`    environment:\n      - name: A\n        value: ${value}\n`);
      const [first, ...others] = found('yaml-number-changed', text);
      assert.equal(first !== undefined, isChanged, value);
      assert.deepEqual(others, []);
      if (first) assert.equal(first.fixed, text.replace(value, `"${value}"`));
    }
  });

  describe('a word for a boolean', () => {
    const none = (word: string) => template(`          Essential: ${word}\n`);
    for (const word of ['no', 'No', 'NO', 'off', 'OFF', 'false', 'False', 'FALSE'])
      test(`is judged in a template: ${word}`, () => {
        const [finding] = found('container-essential-required', none(word));
        assert.equal(finding?.severity, 'error');
        assert.deepEqual(found('container-essential-required', finding.fixed!), []);
      });
    for (const word of ['yes', 'On', 'TRUE', '"false"x', 'nO', 'n', '!Ref No', '${no}'])
      test(`is no "false" in a template: ${word}`, () => {
        assert.deepEqual(found('container-essential-required', none(word)), []);
      });
    for (const word of ['True', 'FALSE'])
      test(`is the same to every reader: ${word}`, () => {
        const text = plain(`    essential: ${word}\n`);
        assert.deepEqual(found('yaml-number-changed', text), []);
        assert.equal(found('container-essential-required', text).length, word === 'FALSE' ? 1 : 0);
      });
  });

  test('is not said of what Taskdef knows nothing about', () => {
    assert.deepEqual(found('yaml-number-changed', template('          Colour: 0123\n')), []);
    assert.deepEqual(
      found(
        'yaml-number-changed',
        '{"family": "web", "containerDefinitions": [{"name": "a", "image": "b"}]}',
        'a.json',
      ),
      [],
    );
  });
});

describe('a number or a boolean for a text', () => {
  const severities = (text: string) => found('wrong-type', text).map(({ severity, fixed }) => [severity, fixed]);
  // Go programs make the text of it.
  test('is warned of in plain YAML, as its reader decides', () => {
    const lines = '    environment:\n      - name: A\n        value: 3002\n';
    assert.deepEqual(severities(plain(lines)), [['warning', plain(lines.replace('3002', '"3002"'))]]);
    const task = plain('cpu: 256\n');
    assert.deepEqual(severities(task), [['warning', task.replace('256', '"256"')]]);
    assert.deepEqual(
      severities(plain('    command: [run, true]\n')).map(([severity]) => severity),
      ['warning'],
    );
  });
  test('is none in a template, as CloudFormation converts it', () => {
    assert.deepEqual(
      severities(template('          Environment:\n            - Name: A\n              Value: 3002\n')),
      [],
    );
  });
  test('is an error the other way round, and in JSON', () => {
    assert.deepEqual(
      severities(plain('    cpu: "10"\n')).map(([severity]) => severity),
      ['error'],
    );
    assert.deepEqual(
      severities(plain('    command: run\n')).map(([severity]) => severity),
      ['error'],
    );
    const json =
      '{ "family": "a", "cpu": 256, "containerDefinitions": [{ "name": "a", "image": "b:1", "memory": 1 }] }';
    assert.deepEqual(
      found('wrong-type', json, 'task-definition.json').map(({ severity }) => severity),
      ['error'],
    );
  });
});

describe('an empty member', () => {
  for (const written of ['User:', 'User: # later', 'User: ~', 'User: null', 'User: &user']) {
    test(`is a null in a template: ${written}`, () => {
      const text = template(`          ${written}\n          Cpu: 10\n`);
      const findings = found('cfn-null-value', text);
      assert.deepEqual(
        findings.map(({ severity, offset }) => [severity, offset >= text.indexOf('User')]),
        [['error', true]],
      );
      assert.doesNotMatch(findings[0]!.fixed!, /User/);
      assert.match(findings[0]!.fixed!, /Memory: 128\n/);
    });
    test(`is a null in a task definition: ${written}`, () => {
      const text = plain(`    ${written.replace('User', 'user')}\n    cpu: 10\n`);
      assert.deepEqual(
        found('td-null-or-empty-value', text).map(({ severity }) => severity),
        ['warning'],
      );
    });
  }
  test('is one list too few where only comments are in it', () => {
    const text = template('          Environment:\n            # - Name: DEBUG\n            #   Value: "1"\n');
    assert.equal(found('cfn-null-value', text).length, 1);
  });
  test('is not judged while the line below is being typed', () => {
    assert.deepEqual(found('cfn-null-value', template('          HealthCheck:\n            Comm\n')), []);
  });
  test('with an empty text or list is none', () => {
    assert.deepEqual(found('cfn-null-value', template('          User: ""\n          Environment: []\n')), []);
  });
});

describe('several documents in one text', () => {
  const second = 'family: job\ncontainerDefinitions:\n  - name: job # two\n    image: nginx:1.27\n    memory: "64"\n';
  const text = `# one\n${plain('    memoryReservation: "64"\n')}---\nkind: Other\nspec: {}\n--- # three\n${second}`;
  test('are judged one by one, and mended in their places', () => {
    const findings = found('wrong-type', text);
    assert.deepEqual(
      findings.map(({ fixed }) => fixed),
      [text.replace('memoryReservation: "64"', 'memoryReservation: 64'), text.replace('memory: "64"', 'memory: 64')],
    );
  });
  test('keep their names apart', () => {
    const twice = `${plain('')}---\n${plain('')}`;
    const { tasks, findings } = analyse(twice, 'a.yaml');
    assert.deepEqual(
      tasks.map(({ part }) => part.id),
      ['document 1', 'document 2'],
    );
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'error').map(({ message }) => message),
      [],
    );
  });
  test('have their comments once', () => {
    const { document } = analyse(text, 'a.yaml');
    assert.deepEqual(
      document.comments.map(({ offset, length }) => text.slice(offset, offset + length)),
      ['# one', '# three', '# two'],
    );
  });
  test('are one task definition where only one of them is one', () => {
    const { tasks } = analyse(`kind: A\n---\n${plain('')}---\nkind: B\n`, 'a.yaml');
    assert.deepEqual(
      tasks.map(({ part }) => part.id),
      [''],
    );
  });
  test('end where the end is marked', () => {
    const { tasks } = analyse(`${plain('')}...\n`, 'a.yaml');
    assert.equal(tasks.length, 1);
  });
});

describe('a text is YAML by its content', () => {
  for (const fileName of ['task-definition.json', 'stack.json', 'stack', 'ecs.cfn', 'infra.txt', 'ecs.template'])
    test(`called ${fileName}`, () => {
      assert.equal(analyse(template(''), fileName).document.language.id, 'yaml');
    });
  for (const text of [
    '{\n"containerDefinitions":\n[]}',
    '// list\n{\n"Resources":\n{}}',
    '"family": "web",\n"containerDefinitions": []',
    '[{"name": "a", "image": "b", "memory": 1}]',
  ])
    test(`and JSON stays JSON: ${JSON.stringify(text)}`, () => {
      assert.equal(analyse(text, 'task-definition.json').document.language.id, 'json');
    });
});
