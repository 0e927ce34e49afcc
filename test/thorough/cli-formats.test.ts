/** The formats of `taskdef check`, each against what its readers demand. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv';
import fc from 'fast-check';
import type { Log, Region } from 'sarif';
import { SaxesParser } from 'saxes';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse } from '../../server/src/analysis.ts';
import { type Brief, type BriefEdit, brief } from '../../server/src/brief/brief.ts';
import type { CheckedFile, Format, Outcome } from '../../server/src/cli/formats/format.ts';
import { FORMATS, type FormatName } from '../../server/src/cli/formats/index.ts';
import type { JsonFinding } from '../../server/src/cli/formats/json.ts';
import { Output } from '../../server/src/cli/output.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { catalogueEntry } from '../../server/src/rules/catalogue.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';
import { folder, task, taskdef, WITH_ERROR, WITH_WARNING } from '../unit/cli.ts';
import '../unit/arbitraries.ts';

const ROOT = join(import.meta.dirname, '../..');
const OUTCOME: Outcome = {
  files: 1,
  error: 0,
  warning: 0,
  info: 0,
  hint: 0,
  fixable: 0,
  fixed: 0,
  known: 0,
  tooMany: undefined,
  status: 0,
};

/** What a format prints for texts, each with the name of its file. */
function printed(
  name: FormatName,
  texts: Readonly<Record<string, string>>,
  more: (format: Format) => void = () => {},
  outcome = OUTCOME,
): string {
  const lines: string[] = [];
  const output = new Output({ write: (text) => lines.push(text) });
  const format: Format = new FORMATS[name]({
    print: (text) => output.print(text),
    command: (line) => output.command(line),
    hints: true,
    fix: false,
    colours: false,
  });
  for (const [file, text] of Object.entries(texts)) format.file(checked(file, text));
  more(format);
  format.finish(outcome);
  output.flush();
  return lines.join('').trimEnd();
}

function checked(file: string, source: string): CheckedFile {
  const { document, findings } = analyse(source, file, 'asked');
  const text = TextDocument.create(file, 'json', 0, source);
  return {
    file,
    text,
    document,
    findings: findings.map((finding) => ({
      finding,
      hint: false,
      range: { start: text.positionAt(finding.offset), end: text.positionAt(finding.offset + finding.length) },
    })),
  };
}

/** Every bad example of every rule: a file for each. */
function badExamples(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(RULE_EXAMPLES).flatMap(([id, { bad }]) => bad.map((text, i) => [`bad/${id}-${i}.json`, text])),
  );
}

/** Texts and names that mean something to somebody who reads the output. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '\n::error::x',
    '%0A',
    ']]>',
    '<!--',
    '&amp;',
    '\u001B[31m',
    '\0',
    '\uD800',
    '\uFFFE',
    'a,b:c',
    '\'"',
    '../../x',
    '\u202E',
  ),
);
const nastyTask = fc.tuple(nasty, nasty, nasty, nasty).map(([name, image, mode, member]) =>
  JSON.stringify({
    networkMode: mode,
    pidMode: image,
    [member]: 1,
    containerDefinitions: [{ name, image, dependsOn: [{ containerName: mode, condition: member }] }],
  }),
);

describe('sarif', () => {
  // The schema as published with the standard. It is written in draft 4 and uses nothing that later drafts changed.
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(
    readFileSync(join(ROOT, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
  ) as Record<string, unknown>;
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    // One of its patterns is not valid with the flag `u`.
    unicodeRegExp: false,
    formats: {
      // A character that no URI has is what a program gets wrong.
      uri: (text: string) => URL.canParse(text) && !/[\s\\<>"{}|^`]/.test(text),
      'uri-reference': (text: string) => !/[\s\\<>"{}|^`]|%(?![0-9A-Fa-f]{2})/.test(text),
      'date-time': true,
    },
  });
  const validate = ajv.compile(schema);

  function parse(text: string): Log {
    const log = JSON.parse(text) as Log;
    assert.ok(validate(log), ajv.errorsText(validate.errors, { separator: '\n' }));
    return log;
  }

  test('the schema refuses what is wrong', () => {
    const log = JSON.parse(printed('sarif', { 'a.json': WITH_ERROR })) as Log;
    log.runs[0]!.results![0]!.level = 'fatal' as never;
    assert.ok(!validate(log));
  });

  test('holds to its schema with every rule', () => {
    const [run] = parse(printed('sarif', badExamples())).runs;
    const ids = run!.tool.driver.rules!.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, 'each rule once');
    assert.ok(ids.length > 150, `${ids.length} rules`);
    for (const result of run!.results!) assert.equal(ids[result.ruleIndex!], result.ruleId);
  });

  test('says of each error who refuses the file, and of each rule that has such', () => {
    const [run] = parse(printed('sarif', badExamples())).runs;
    for (const { level, ruleId, properties } of run!.results!)
      if (level === 'error')
        assert.match(
          String(properties?.refusedBy),
          /^(cli|cloudformation|terraform|registration|service|start)$/,
          ruleId,
        );
    for (const { id, properties } of run!.tool.driver.rules!)
      assert.equal(properties?.refusedBy, catalogueEntry(id)!.refusedBy, id);
  });

  test('holds to its schema whatever files hold and are called', () => {
    fc.assert(
      fc.property(nasty, nastyTask, (name, text) => {
        const log = parse(printed('sarif', { [`a/${name}`]: text }, (format) => format.problem?.(name, name)));
        assert.equal(log.runs[0]!.invocations![0]!.executionSuccessful, false);
      }),
      { numRuns: 150 },
    );
  });

  test('says where, how bad, and what would repair it', (t) => {
    const cwd = folder(t, { 'infra/task definition.json': WITH_ERROR });
    const { stdout, status } = taskdef(['check', '--format', 'sarif', 'infra'], { cwd });
    assert.equal(status, 1);
    const [run] = parse(stdout).runs;
    assert.equal(run!.columnKind, 'utf16CodeUnits');
    assert.equal(run!.invocations![0]!.exitCode, 1);
    assert.equal(run!.originalUriBaseIds!.SRCROOT!.uri, `${pathToFileURL(cwd).href}/`);
    const [result, ...more] = run!.results!;
    assert.equal(more.length, 0);
    assert.equal(result!.ruleId, 'fargate-network-mode');
    assert.equal(result!.level, 'error');
    const place = result!.locations![0]!.physicalLocation!;
    assert.deepEqual(place.artifactLocation, { uri: 'infra/task%20definition.json', uriBaseId: 'SRCROOT' });
    assert.equal(region(WITH_ERROR, place.region!), '"bridge"');
    const [change] = result!.fixes![0]!.artifactChanges;
    let repaired = WITH_ERROR;
    for (const { deletedRegion, insertedContent } of [...change!.replacements].reverse()) {
      const text = TextDocument.create('', '', 0, repaired);
      const [from, to] = offsets(text, deletedRegion);
      repaired = repaired.slice(0, from) + insertedContent!.text + repaired.slice(to);
    }
    assert.equal(repaired, task());
  });

  test('recognises a finding after edits elsewhere', () => {
    const print = (text: string) =>
      parse(printed('sarif', { 'a.json': text })).runs[0]!.results!.map((result) => result.partialFingerprints);
    const sidecar = { name: 'sidecar', image: 'public.ecr.aws/docker/library/busybox:1.36.1', essential: false };
    const one = JSON.parse(WITH_WARNING) as { containerDefinitions: object[] };
    const two = { comment: 1, ...one, containerDefinitions: [sidecar, ...one.containerDefinitions] };
    const [latest] = print(WITH_WARNING);
    assert.ok(latest);
    assert.ok(print(JSON.stringify(two)).some((found) => JSON.stringify(found) === JSON.stringify(latest)));
  });

  test('tells what could not be checked', (t) => {
    const { stdout, stderr, status } = taskdef(['check', '--format', 'sarif', 'no.json'], { cwd: folder(t) });
    assert.equal(status, 2);
    assert.match(stderr, /no\.json: There is no such file/);
    const [invocation] = parse(stdout).runs[0]!.invocations!;
    assert.equal(invocation!.executionSuccessful, false);
    assert.match(invocation!.toolExecutionNotifications![0]!.message.text!, /no such file/);
  });

  function offsets(text: TextDocument, { startLine, startColumn, endLine, endColumn }: Region): [number, number] {
    return [
      text.offsetAt({ line: startLine! - 1, character: startColumn! - 1 }),
      text.offsetAt({ line: endLine! - 1, character: endColumn! - 1 }),
    ];
  }
  function region(source: string, at: Region): string {
    return source.slice(...offsets(TextDocument.create('', '', 0, source), at));
  }
});

describe('junit', () => {
  interface Element {
    readonly name: string;
    readonly attributes: Record<string, string>;
    readonly children: Element[];
  }

  /** Reads XML and throws where it is not well-formed. */
  function parse(text: string): Element {
    const parser = new SaxesParser({ fileName: 'junit.xml' });
    const root: Element = { name: '', attributes: {}, children: [] };
    const open = [root];
    parser.on('error', (error) => assert.fail(error));
    parser.on('opentag', ({ name, attributes }) => {
      const element = { name, attributes: attributes as Record<string, string>, children: [] };
      open.at(-1)!.children.push(element);
      open.push(element);
    });
    parser.on('closetag', () => {
      open.pop();
    });
    parser.write(text).close();
    const [suites] = root.children;
    assert.equal(suites?.name, 'testsuites');
    assertCounts(suites);
    return suites;
  }

  /** The counts are what build servers add up. */
  function assertCounts(suites: Element): void {
    const count = (element: Element, name: string): number =>
      element.children.reduce((sum, child) => sum + (child.name === name ? 1 : 0) + count(child, name), 0);
    for (const element of [suites, ...suites.children]) {
      assert.equal(Number(element.attributes.tests), count(element, 'testcase'));
      assert.equal(Number(element.attributes.failures), count(element, 'failure'));
      assert.equal(Number(element.attributes.errors), count(element, 'error'));
    }
  }

  test('the reader refuses what is wrong', () => {
    for (const text of ['<a>', '<a b="<"/>', '<a>\u0001</a>', '<a>&x;</a>', '<a>]]></a>'])
      assert.throws(() => parse(text));
  });

  test('is well-formed with every rule', () => {
    assert.ok(Number(parse(printed('junit', badExamples())).attributes.failures) > 100);
  });

  test('is well-formed whatever files hold and are called', () => {
    fc.assert(
      fc.property(nasty, nastyTask, (name, text) => {
        parse(printed('junit', { [`a/${name}`]: text }, (format) => format.problem?.(name, name)));
      }),
      { numRuns: 150 },
    );
  });

  test('an error fails, a warning passes, a clean file is a case too', (t) => {
    const cwd = folder(t, { 'a-taskdef.json': WITH_ERROR, 'b-taskdef.json': WITH_WARNING, 'c-taskdef.json': task() });
    const suites = parse(taskdef(['check', '--format', 'junit', '.'], { cwd }).stdout);
    const { attributes, children } = suites;
    assert.deepEqual({ ...attributes }, { name: 'taskdef', tests: '3', failures: '1', errors: '0' });
    assert.deepEqual(
      children.map((suite) => [suite.attributes.name, suite.children[0]!.children[0]?.name]),
      [
        ['a-taskdef.json', 'failure'],
        ['b-taskdef.json', 'system-out'],
        ['c-taskdef.json', undefined],
      ],
    );
    assert.match(children[0]!.children[0]!.children[0]!.attributes.message!, /"bridge"/);
  });

  test('too many warnings and unreadable files fail', (t) => {
    const cwd = folder(t, { 'taskdef.json': WITH_WARNING });
    const { stdout, stderr, status } = taskdef(
      ['check', '--format', 'junit', '--max-warnings', '0', 'taskdef.json', 'no.json'],
      { cwd },
    );
    assert.equal(status, 2);
    assert.match(stderr, /1 warning, but --max-warnings allows 0/);
    const { attributes } = parse(stdout);
    assert.equal(attributes.failures, '1');
    assert.equal(attributes.errors, '1');
  });
});

describe('github', () => {
  /** Workflow commands of the output as the runner reads them, and the lines that are none. */
  function parse(text: string): {
    commands: { name: string; properties: Record<string, string>; message: string }[];
    rest: string[];
  } {
    const commands = [];
    const rest = [];
    for (const line of text.split(/\r\n|\r|\n/)) {
      const [, name, list, message] = /^::(\S+) (.*?)::(.*)$/.exec(line.trimStart()) ?? [];
      if (name === undefined) rest.push(line);
      else {
        const properties = Object.fromEntries(
          list!.split(',').map((one) => {
            const at = one.indexOf('=');
            return [one.slice(0, at), unescapeValue(one.slice(at + 1))];
          }),
        );
        commands.push({ name, properties, message: unescapeValue(message!) });
      }
    }
    return { commands, rest };
  }

  function unescapeValue(text: string): string {
    return text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  }

  test('annotates lines and columns from 1', (t) => {
    const cwd = folder(t, { 'infra/taskdef.json': WITH_ERROR, 'infra/b-taskdef.json': WITH_WARNING });
    const { stdout, status } = taskdef(['check', '--format', 'github', 'infra'], { cwd });
    assert.equal(status, 1);
    const { commands } = parse(stdout);
    assert.deepEqual(
      commands.map(({ name, properties }) => [name, properties.file, properties.title]),
      [
        ['warning', 'infra/b-taskdef.json', 'image-latest-tag'],
        ['error', 'infra/taskdef.json', 'fargate-network-mode'],
      ],
    );
    const { line, col, endLine, endColumn } = commands[1]!.properties;
    const source = WITH_ERROR.split('\n')[Number(line) - 1]!;
    assert.equal(endLine, line);
    assert.equal(source.slice(Number(col) - 1, Number(endColumn)), '"bridge"');
  });

  test('paths are seen from the repository', (t) => {
    const cwd = folder(t, { 'infra/taskdef.json': WITH_ERROR });
    const { stdout } = taskdef(['check', '--format', 'github', 'taskdef.json'], {
      cwd: join(cwd, 'infra'),
      env: { GITHUB_WORKSPACE: cwd },
    });
    assert.equal(parse(stdout).commands[0]!.properties.file, 'infra/taskdef.json');
  });

  test('a finding is one command, whatever files hold and are called', () => {
    fc.assert(
      fc.property(nasty, nastyTask, (name, text) => {
        const file = `a/${name}`;
        const { commands, rest } = parse(printed('github', { [file]: text }));
        assert.equal(commands.length, checked(file, text).findings.length);
        assert.equal(rest.length, 1, 'the summary');
        const known = ['file', 'line', 'endLine', 'col', 'endColumn', 'title'];
        for (const { properties } of commands)
          assert.deepEqual(
            Object.keys(properties).filter((key) => !known.includes(key)),
            [],
          );
      }),
      { numRuns: 150 },
    );
  });

  test('what could not be checked is an error of its own', (t) => {
    const { stdout, status } = taskdef(['check', '--format', 'github', 'no.json'], { cwd: folder(t) });
    assert.equal(status, 2);
    assert.match(stdout, /^::error file=no\.json,title=Not checked::no\.json: There is no such file/);
  });
});

describe('pretty', () => {
  test('prints nothing that a terminal obeys', () => {
    fc.assert(
      fc.property(nasty, nastyTask, (name, text) => {
        const shown = printed('pretty', { [`::${name}`]: text });
        assert.doesNotMatch(shown, /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
        assert.doesNotMatch(shown, /^\s*(?:::|##\[)/m);
      }),
      { numRuns: 150 },
    );
  });
});

describe('json', () => {
  const POSITION = {
    type: 'object',
    required: ['line', 'character'],
    additionalProperties: false,
    properties: { line: { type: 'integer', minimum: 0 }, character: { type: 'integer', minimum: 0 } },
  };
  const RANGE = {
    type: 'object',
    required: ['start', 'end'],
    additionalProperties: false,
    properties: { start: POSITION, end: POSITION },
  };
  const EDIT = {
    type: 'object',
    required: ['range', 'newText'],
    additionalProperties: false,
    properties: { range: RANGE, newText: { type: 'string' } },
  };
  const FIX = {
    type: 'object',
    required: ['title', 'safe', 'edits'],
    additionalProperties: false,
    properties: {
      title: { type: 'string', minLength: 1 },
      safe: { type: 'boolean' },
      fillIn: { type: 'array', items: { type: 'string' }, minItems: 1 },
      edits: { type: 'array', items: EDIT, minItems: 1 },
    },
  };
  const validate = new Ajv({ allErrors: true }).compile({
    type: 'array',
    items: {
      type: 'object',
      required: ['file', 'rule', 'severity', 'message', 'path', 'range', 'fixes'],
      additionalProperties: false,
      properties: {
        file: { type: 'string' },
        rule: { type: 'string', minLength: 1 },
        severity: { enum: ['error', 'warning', 'info'] },
        message: { type: 'string', minLength: 1 },
        refusedBy: { enum: ['cli', 'cloudformation', 'terraform', 'registration', 'service', 'start'] },
        resource: { type: 'string', minLength: 1 },
        path: { type: 'string' },
        range: RANGE,
        fixes: { type: 'array', items: FIX },
      },
    },
  });

  function parse(text: string): JsonFinding[] {
    const found = JSON.parse(text) as JsonFinding[];
    assert.ok(validate(found), JSON.stringify(validate.errors?.slice(0, 3)));
    return found;
  }

  test('keeps its promise', (t) => {
    const cwd = folder(t, { 'taskdef.json': WITH_ERROR });
    const found = parse(taskdef(['check', '--format', 'json', '.'], { cwd }).stdout);
    const line = WITH_ERROR.split('\n').findIndex((text) => text.includes('bridge'));
    const character = WITH_ERROR.split('\n')[line]!.indexOf('"bridge"');
    const range = { start: { line, character }, end: { line, character: character + '"bridge"'.length } };
    assert.deepEqual(found, [
      {
        file: 'taskdef.json',
        rule: 'fargate-network-mode',
        severity: 'error',
        message: 'Fargate does not support networkMode "bridge": use "awsvpc"',
        refusedBy: 'registration',
        path: '/networkMode',
        range,
        fixes: [{ title: 'Set networkMode to "awsvpc"', safe: true, edits: [{ range, newText: '"awsvpc"' }] }],
      },
    ]);
  });

  test('holds to it with every rule, and each fix is the one of the engine', () => {
    const examples = badExamples();
    const found = parse(printed('json', examples));
    assert.ok(found.length > 300, `${found.length} findings`);
    let fixes = 0;
    for (const [file, source] of Object.entries(examples)) {
      const { document, findings } = analyse(source, file, 'asked');
      const text = TextDocument.create('', 'json', 0, source);
      const written = found.filter((one) => one.file === file);
      assert.equal(written.length, findings.length, file);
      for (const [i, { fixes: own }] of findings.entries())
        for (const [j, fix] of own.entries()) {
          const { title, safe, edits } = written[i]!.fixes[j]!;
          assert.equal(title, fix.title);
          assert.equal(safe, fix.preferred === true);
          assert.equal(TextDocument.applyEdits(text, [...edits!]), applyEdits(source, editsOf(document, fix)));
          fixes++;
        }
    }
    assert.ok(fixes > 300, `${fixes} fixes`);
  });

  test('says which words only the user knows', () => {
    const found = parse(printed('json', { 'a.json': WITH_WARNING }));
    const finding = found.find(({ rule }) => rule === 'image-latest-tag');
    const [fix] = finding!.fixes;
    assert.equal(fix!.safe, false);
    assert.deepEqual(fix!.fillIn, ['111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:TAG']);
    assert.match(fix!.edits![0]!.newText, /web:TAG/);
  });

  test('has hints only where they are asked for', (t) => {
    const cwd = folder(t, { 'taskdef.json': task() });
    const rules = (...options: string[]) =>
      parse(taskdef(['check', '--format', 'json', ...options, '.'], { cwd }).stdout).map(({ rule }) => rule);
    assert.deepEqual(rules(), []);
    assert.ok(rules('--hints').includes('security-readonly-root'));
  });

  test('leaves out who refuses where nobody does', () => {
    const found = parse(printed('json', badExamples()));
    const silent = found.filter((finding) => !('refusedBy' in finding));
    assert.ok(silent.some(({ rule }) => rule === 'image-latest-tag'));
    assert.deepEqual(
      silent.filter(({ severity }) => severity === 'error'),
      [],
    );
  });
});

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

describe('gitlab', () => {
  const validate = new Ajv().compile({
    type: 'array',
    items: {
      type: 'object',
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      additionalProperties: false,
      properties: {
        description: { type: 'string', minLength: 1 },
        check_name: { type: 'string', minLength: 1 },
        fingerprint: { type: 'string', pattern: '^[0-9a-f]{32}$' },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          required: ['path', 'lines'],
          additionalProperties: false,
          properties: {
            path: { type: 'string', minLength: 1 },
            lines: {
              type: 'object',
              required: ['begin'],
              additionalProperties: false,
              properties: { begin: { type: 'integer', minimum: 1 } },
            },
          },
        },
      },
    },
  });
  interface Issue {
    readonly check_name: string;
    readonly fingerprint: string;
    readonly severity: string;
    readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
  }

  function parse(text: string): Issue[] {
    const issues = JSON.parse(text) as Issue[];
    assert.ok(validate(issues), JSON.stringify(validate.errors));
    return issues;
  }

  test('holds to its schema with every rule, and no two fingerprints are alike', () => {
    const issues = parse(printed('gitlab', badExamples()));
    assert.ok(issues.length > 300, `${issues.length} issues`);
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length);
  });

  test('paths are seen from the repository, lines count from 1', (t) => {
    const cwd = folder(t, { 'infra/taskdef.json': WITH_ERROR });
    const { stdout, status } = taskdef(['check', '--format', 'gitlab', 'taskdef.json', 'no.json'], {
      cwd: join(cwd, 'infra'),
      env: { CI_PROJECT_DIR: cwd },
    });
    assert.equal(status, 2);
    const line = WITH_ERROR.split('\n').findIndex((text) => text.includes('bridge')) + 1;
    const found = new Map(parse(stdout).map((issue) => [issue.check_name, issue]));
    assert.deepEqual(found.get('fargate-network-mode')!.location, {
      path: 'infra/taskdef.json',
      lines: { begin: line },
    });
    assert.equal(found.get('fargate-network-mode')!.severity, 'critical');
    assert.deepEqual(found.get('not-checked')!.location, { path: 'infra/no.json', lines: { begin: 1 } });
  });

  test('recognises a finding after edits elsewhere', () => {
    const latestOf = (text: string) =>
      parse(printed('gitlab', { 'a.json': text })).find((issue) => issue.check_name === 'image-latest-tag');
    const latest = latestOf(WITH_WARNING)!;
    const moved = latestOf(JSON.stringify({ comment: 1, ...(JSON.parse(WITH_WARNING) as object) }))!;
    assert.equal(moved.fingerprint, latest.fingerprint);
    assert.notEqual(moved.location.lines.begin, latest.location.lines.begin);
  });
});
