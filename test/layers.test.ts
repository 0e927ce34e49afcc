/** The borders between the layers that layers.ts lists, and what no file may do. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { describe, test } from 'node:test';
import { LAYERS, type Layer } from './layers.ts';

const ROOT = join(import.meta.dirname, '..');

function layerOf(file: string): [name: string, layer: Layer] | undefined {
  return Object.entries(LAYERS).find(([, layer]) => layer.files.test(file));
}

function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

/** What a source imports: `import` and `export … from`, `import()`, `require()`, in code and in types. */
function importsOf(source: string): Import[] {
  const imports: Import[] = [];
  const code = withoutComments(source);
  const statement = /^\s*(?:import|export)\s+(type\s+)?(?:[\w$*{][^'"`;]*?from\s*)?['"]([^'"]+)['"]/gm;
  for (const [whole, typeOnly, target] of code.matchAll(statement)) {
    const names = /\{([^}]*)\}/
      .exec(whole)?.[1]
      ?.split(',')
      .filter((name) => name.trim() !== '');
    const allTypes = names !== undefined && /^\s*(?:import|export)\s*\{/.test(whole) && names.every(isTypeName);
    imports.push({ target: target!, typeOnly: typeOnly !== undefined || allTypes });
  }
  for (const [, target] of code.matchAll(/\b(?:import|require)\s*\(\s*['"`]([^'"`]+)['"`]/g)) {
    imports.push({ target: target!, typeOnly: false });
  }
  return imports;
}

function isTypeName(name: string): boolean {
  return /^\s*type\s/.test(name);
}

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
}

/** The same with texts and patterns emptied, to look for names that the code uses. */
function namesOnly(source: string): string {
  return withoutComments(source).replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''");
}

const NODE_NAMES = /(?<![\w.$])(?:process|Buffer|__dirname|__filename|require(?!\(')|setImmediate)\b(?=\s*[.(?[])/;
const NODE_MODULES =
  /^(?:node:|(?:fs|path|os|process|child_process|worker_threads|url|util|crypto|http|https|net|stream|module)(?:\/|$))/;

/** What a file does that its layer may not, in words. */
function violations(file: string, source: string): string[] {
  const found = layerOf(file);
  if (!found) return [`${file} belongs to no layer; give it a place in test/layers.ts`];
  const [name, layer] = found;
  const problems: string[] = [];
  for (const { target, typeOnly } of importsOf(source)) {
    const allowed = target.startsWith('.')
      ? matches(resolvePath(file, target), layer.imports, layer.types, typeOnly)
      : NODE_MODULES.test(target)
        ? layer.node === true
        : matches(target, layer.packages, layer.packageTypes, typeOnly);
    if (!allowed) problems.push(`${file} (${name}) imports ${typeOnly ? 'types of ' : ''}${target}`);
  }
  const global = layer.node ? null : NODE_NAMES.exec(namesOnly(source));
  if (global) problems.push(`${file} (${name}) uses ${global[0]}`);
  return problems;
}

function resolvePath(file: string, target: string): string {
  return posix.join(dirname(file).replaceAll('\\', '/'), target);
}

function matches(target: string, values: RegExp | undefined, types: RegExp | undefined, typeOnly: boolean): boolean {
  return values?.test(target) === true || (typeOnly && types?.test(target) === true);
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

describe('imports point only to the left', () => {
  for (const folder of ['server/src', 'client/src']) {
    test(folder, () => {
      const files = filesOf(folder);
      assert.ok(files.length > 4, `found the files of ${folder}`);
      assert.deepEqual(
        files.flatMap((file) => violations(file, read(file))),
        [],
      );
    });
  }
});

/** Files that import each other in a circle, types left out: each group by its names. */
function circles(files: readonly string[]): string[] {
  const targets = new Map(
    files.map((file) => [
      file,
      importsOf(read(file)).flatMap(({ target, typeOnly }) =>
        !typeOnly && target.startsWith('.') ? [resolvePath(file, target)] : [],
      ),
    ]),
  );
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.add([...path.slice(start)].sort().join(', '));
    if (start >= 0 || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return [...found];
}

test('no files import each other in a circle', () => {
  assert.deepEqual(circles([...filesOf('server/src'), ...filesOf('client/src')]), []);
});

describe('what a text is written in is the business of its language', () => {
  /** Who may know a language, and why. */
  const KNOWS: Readonly<Record<string, string>> = {
    'server/src/formats/': 'A format says which language its documents are in, and what is special about it there.',
    'server/src/model/declared.ts': 'What a file of Terraform declares is in its blocks.',
    'server/src/rules/yaml/': 'A rule about what YAML makes of values knows its scalars.',
    'server/src/rules/terraform/': 'A rule about Terraform alone may look at the other blocks of the file.',
    'server/src/config/config.ts': 'Settings are written in JSON.',
    'server/src/features/code-actions/suppressions.ts': 'Settings are written in JSON.',
    'server/src/edits.ts': 'An edit of JSON is made in its tree without reading the text again.',
    'server/src/cli/input.ts': 'Larger files are not even read.',
  };

  test('quotes, commas and brackets are computed with nowhere else', () => {
    const files = filesOf('server/src').filter((file) => !file.startsWith('server/src/syntax/'));
    const knowing = files.filter((file) =>
      importsOf(read(file)).some(({ target }) => /(?:^|\/)syntax\/(?:json|hcl|yaml)\//.test(target)),
    );
    assert.deepEqual(
      knowing.filter((file) => !Object.keys(KNOWS).some((start) => file.startsWith(start))),
      [],
    );
  });

  /** Who may look at the marks of JSON in a text that is no document, and in which. */
  const LOOKS: Readonly<Record<string, string>> = {
    'server/src/schema/shape.ts': 'JSON inside a string, before it is parsed.',
    'server/src/config/glob.ts': 'Globs have braces and commas.',
    'server/src/brief/private-values.ts': 'A message quotes values.',
    'server/src/simulator/programs.ts': 'A shell has a command of that name.',
    'server/src/rules/shape/td-size-limit.ts': 'The size of JSON that ECS makes of the file.',
  };
  /** Whether a source compares characters with quotes, commas, colons or brackets. */
  const looksAtMarks = (source: string) =>
    /(?:[!=]==|\bcase)\s*(?:'(?:[{}[\],:"]|\\")'|"[{}[\],:]"|0x(?:22|2c|3a|5b|5d|7b|7d)\b|(?:34|44|58|91|93|123|125)\b)/i.test(
      withoutComments(source),
    );

  test('no text is looked through for quotes, commas and brackets elsewhere', () => {
    const files = [...filesOf('server/src'), ...filesOf('client/src')].filter(
      (file) => !file.startsWith('server/src/syntax/'),
    );
    assert.deepEqual(files.filter((file) => looksAtMarks(read(file))).sort(), Object.keys(LOOKS).sort());
  });

  test('what looks through a text is found', () => {
    for (const source of [
      "if (ch === '\"') end();",
      "case ',':",
      'text.charCodeAt(i) === 0x7b',
      'code !== 44',
      'ch == x;',
    ]) {
      assert.equal(looksAtMarks(source), source !== 'ch == x;', source);
    }
    const written = filesOf('server/src/syntax/json').filter((file) => looksAtMarks(read(file)));
    assert.ok(written.length >= 3, 'it is found where it belongs');
  });

  test('the shared part of syntax knows no language', () => {
    const shared = filesOf('server/src/syntax').filter((file) => !/syntax\/(?:json|hcl|yaml)\//.test(file));
    const knowing = shared.filter((file) =>
      importsOf(read(file)).some(({ target }) => /^\.\/(?:json|hcl|yaml)\//.test(target)),
    );
    assert.deepEqual(knowing, []);
  });
});

describe('the length of a file', () => {
  const MOST_LINES = 400;
  /** Files that may be longer, and why. */
  const LONGER: Readonly<Record<string, string>> = {
    'server/src/rules/examples.generated.ts': 'generated',
    'server/src/rules/index.generated.ts': 'generated',
    'test/thorough/pair-faults.ts': 'a list of faults',
  };

  test('is at most 400 lines', () => {
    const files = ['server', 'client', 'test'].flatMap(filesOf).filter((file) => !file.includes('node_modules/'));
    const long = files.filter((file) => read(file).split('\n').length - 1 > MOST_LINES);
    assert.deepEqual(long.sort(), Object.keys(LONGER).sort());
  });
});

describe('syntax knows no ECS', () => {
  test('no member of the API is named in it', () => {
    const api = JSON.parse(read('schemas/api.json')) as {
      definitions: Record<string, { properties?: Record<string, unknown> }>;
    };
    const members = new Set(Object.values(api.definitions).flatMap(({ properties }) => Object.keys(properties ?? {})));
    // Names of one word, such as `name` and `value`, are everybody's.
    const telling = [...members].filter((name) => /[a-z][A-Z]/.test(name));
    assert.ok(telling.length > 50, 'the API has members');
    const used = filesOf('server/src/syntax').flatMap((file) => {
      const words = new Set(withoutComments(read(file)).match(/\w+/g));
      return telling.filter((name) => words.has(name)).map((name) => `${file}: ${name}`);
    });
    assert.deepEqual(used, []);
  });
});

describe('this test', () => {
  const wrong: readonly [file: string, source: string][] = [
    ['server/src/syntax/edit.ts', "import { TaskDefinition } from '../model/task.ts';"],
    ['server/src/syntax/edit.ts', "export type { Container } from '../model/task.ts';"],
    ['server/src/syntax/edit.ts', "import { readFileSync } from 'node:fs';"],
    ['server/src/model/units.ts', "import path from 'path';"],
    ['server/src/model/task.ts', "import { ECSClient } from '@aws-sdk/client-ecs';"],
    ['server/src/model/task.ts', "import {\n  type Volume,\n  ECSClient,\n} from '@aws-sdk/client-ecs';"],
    ['server/src/schema/check.ts', "import { runRules } from '../rules/run.ts';"],
    ['server/src/rules/image/x.ts', "import { verdicts } from '../../verdict.ts';"],
    ['server/src/rules/image/x.ts', "import { checkSchema } from '../../schema/check.ts';"],
    ['server/src/rules/image/x.ts', "import { concept } from '../../course/concepts.ts';"],
    ['server/src/rules/image/x.ts', "import type { Diagnostic } from 'vscode-languageserver';"],
    ['server/src/rules/image/x.ts', "if (process.env.CI) report({ at, message: '' });"],
    ['server/src/course/concepts.ts', "import type { Finding } from '../findings/finding.ts';"],
    ['server/src/features/hover/hover.ts', "import { startServer } from '../../server.ts';"],
    ['server/src/features/hover/hover.ts', "const os = await import('node:os');"],
    ['server/src/protocol.ts', "import type { Finding } from './findings/finding.ts';"],
    ['server/src/findings/finding.ts', "import { RULES } from '../rules/index.generated.ts';"],
    ['server/src/workspace.ts', "import { diagnosticsOf } from './features/diagnostics.ts';"],
    ['server/src/browser/main.ts', "import 'node:process';"],
    ['client/src/extension.ts', "import type { Finding } from '../../server/src/findings/finding.ts';"],
    ['client/src/extension.ts', "import { hover } from '../../server/src/features/hover/hover.ts';"],
    ['client/src/status.ts', "import { join } from 'node:path';"],
    ['client/src/learn/view/main.ts', "import * as vscode from 'vscode';"],
    ['server/src/helpers.ts', ''],
  ];
  for (const [file, source] of wrong) {
    test(`finds ${source || 'a file without a layer'} in ${file}`, () => {
      assert.equal(violations(file, source).length, 1);
    });
  }

  test('is silent on comments and texts', () => {
    const source = "/** import { a } from '../model/task.ts' */\n// process.exit()\nconst text = 'process.exit()';";
    assert.deepEqual(violations('server/src/syntax/edit.ts', source), []);
  });
});
