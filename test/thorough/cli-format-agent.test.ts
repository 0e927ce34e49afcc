/** `taskdef check --format agent`: for assistants. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Brief, type BriefEdit, brief } from '../../server/src/brief/brief.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';
import { folder, task, taskdef } from '../unit/cli.ts';
import '../unit/arbitraries.ts';
import { badExamples, checked, printed } from './cli-formats.ts';

describe('agent', () => {
  type AgentLine = { readonly file: string } & Brief;

  function parse(text: string): AgentLine[] {
    return text.split('\n').map((line) => JSON.parse(line) as AgentLine);
  }

  /** Applies edits as `docs/agents.md` describes them. */
  function applied(source: string, edits: readonly BriefEdit[]): string {
    const text = TextDocument.create('', 'json', 0, source);
    const offset = (place: string) => {
      const [line, column] = place.split(':').map(Number);
      return text.offsetAt({ line: line! - 1, character: column! - 1 });
    };
    return applyEdits(
      source,
      edits.map(({ at, text: newText }) => {
        const [from, to = from] = at.split('-');
        return { offset: offset(from!), length: offset(to!) - offset(from!), newText };
      }),
    );
  }

  const EIGHT = task({
    family: 'two words',
    networkMode: 'bridge',
    cpu: '512',
    memory: '512',
    pidMode: 'host',
    containerDefinitions: [
      {
        name: 'web',
        image: 'nginx:latest',
        portMappings: [{ containerPort: '8080' }],
        dependsOn: [{ containerName: 'cache', condition: 'HEALTHY' }],
        mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }],
      },
    ],
    volumes: [],
  });

  test('eight findings with their edits take less than 2.5 KB', (t) => {
    const cwd = folder(t, { 'task-definition.json': EIGHT });
    const { stdout, status } = taskdef(['check', '--format', 'agent', 'task-definition.json'], { cwd });
    assert.equal(status, 1);
    const [{ accepted, findings }] = parse(stdout.trimEnd()) as [AgentLine];
    assert.equal(accepted, false);
    assert.ok(findings.length >= 8, `${findings.length} findings`);
    assert.ok(stdout.length < 310 * findings.length, `${stdout.length} bytes for ${findings.length}`);
    assert.ok(findings.filter(({ fix }) => fix?.edits).length >= 6);
    const eight = JSON.stringify(findings.slice(0, 8));
    assert.ok(eight.length < 2500, `${eight.length} bytes`);
  });

  test('any eight findings of any rules take less than 2.5 KB', () => {
    for (const [file, source] of Object.entries(badExamples())) {
      const all = checked(file, source);
      for (let at = 0; at < all.findings.length; at += 8) {
        const text = JSON.stringify(brief(all.text, all.document, all.findings.slice(at, at + 8)));
        assert.ok(Buffer.byteLength(text) < 2500, `${file}: ${Buffer.byteLength(text)}`);
      }
    }
  });

  test('edits do what the fix does', () => {
    let count = 0;
    for (const [file, source] of Object.entries(badExamples())) {
      const all = checked(file, source);
      const { findings } = brief(all.text, all.document, all.findings, 1000);
      for (const { rule, at, fix } of findings) {
        if (!fix?.edits) continue;
        const same = all.findings.filter(
          ({ finding, range: { start } }) => finding.rule === rule && at === `${start.line + 1}:${start.character + 1}`,
        );
        const wanted = same.flatMap(({ finding }) =>
          finding.fixes.map((each) => applyEdits(source, editsOf(all.document, each))),
        );
        assert.ok(wanted.includes(applied(source, fix.edits)), `${file}: ${rule}`);
        count++;
      }
    }
    assert.ok(count > 250, `${count} fixes`);
  });

  test('errors come first, and what is left out is counted', () => {
    const containerDefinitions = Array.from({ length: 100 }, (_, i) => ({ name: `c${i}`, image: 'a b' }));
    const [{ errors, findings, more }] = parse(printed('agent', { 'a.json': task({ containerDefinitions }) })) as [
      AgentLine,
    ];
    assert.equal(findings.length, 60);
    assert.ok(more! > 0);
    assert.ok(errors > 60);
    assert.ok(findings.every(({ severity }) => severity === 'error'));
  });

  test('no value of an environment variable gets out, in whatever shape it is written', () => {
    const secret = 'hUnter2-vErySecret/9';
    const shapes: unknown[] = [
      [
        { name: 'A', value: secret },
        { name: 'A', value: 1 },
      ],
      [{ name: 'DB_PASSWORD', value: secret }],
      [{ name: 'DB_PASSWORD', value: [secret] }],
      [{ name: 'A', value: { b: secret } }],
      [{ key: 'A', value: secret }],
      [{ Name: 'A', Value: secret }],
      [`A=${secret}`],
      [secret],
      { A: secret },
      secret,
      [[{ name: 'A', value: secret }]],
      [{ name: 'A', value: secret, extra: secret }],
      [{ name: '', value: secret }],
      [{ name: 'A', value: `{{resolve:ssm:${secret}}}` }],
    ];
    for (const environment of shapes)
      for (const key of ['environment', 'Environment', 'env']) {
        for (const text of [task({}, { [key]: environment }), task({ [key]: environment })]) {
          const shown = printed('agent', { 'a.json': text });
          assert.ok(!shown.includes('hUnter2'), `${key} ${JSON.stringify(environment)}: ${shown}`);
        }
      }
  });

  test('nor the beginning of one, wherever a message is cut', () => {
    for (let length = 1; length < 80; length++) {
      const environment = { ['N'.repeat(length)]: 'hUnter2-vErySecret/9' };
      assert.doesNotMatch(printed('agent', { 'a.json': task({}, { environment }) }), /hUn/, String(length));
    }
  });

  test('nor a piece of one that is longer than a task definition may be', () => {
    const environment = [{ name: 'A', value: [`hUnter2${'-vErySecret'.repeat(7000)}`] }];
    const shown = printed('agent', { 'a.json': task({}, { environment }) });
    assert.match(shown, /"rule"/);
    assert.doesNotMatch(shown, /hUn|Secr/);
  });

  test('nor one in a template or in Terraform', () => {
    const secret = 'hUnter2-vErySecret/9';
    const template = `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 128
          Environment:
            - { Name: DB_PASSWORD, Value: ${secret}, Extra: ${secret} }
`;
    const terraform = `resource "aws_ecs_task_definition" "a" {
  family = "a"
  container_definitions = jsonencode([
    { name = "web", image = "nginx:1.27", memory = 128, environment = { DB_PASSWORD = "${secret}" } }
  ])
}
`;
    for (const [file, text] of Object.entries({ 'a.yaml': template, 'main.tf': terraform })) {
      const shown = printed('agent', { [file]: text });
      assert.match(shown, /"rule"/, file);
      assert.doesNotMatch(shown, /hUn/, file);
    }
  });

  test('a number in the environment is put in quotes without being said', () => {
    const [{ findings }] = parse(
      printed('agent', { 'a.json': task({}, { environment: [{ name: 'PORT', value: 918273 }] }) }),
    ) as [AgentLine];
    const { fix } = findings.find(({ rule }) => rule === 'wrong-type')!;
    assert.deepEqual(
      fix!.edits!.map(({ text }) => text),
      ['"', '"'],
    );
  });

  test('says what could not be checked', (t) => {
    const { stdout, status } = taskdef(['check', '--format', 'agent', 'no.json'], { cwd: folder(t) });
    assert.equal(status, 2);
    assert.deepEqual(JSON.parse(stdout), { file: 'no.json', problem: 'There is no such file or folder.' });
  });
});
