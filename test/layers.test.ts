/**
 * Who may import whom: text → syntax → model → schema, rules → features → entries, with the course as content beside them.
 * Imports point only to the left, and what only one kind of host has (files, processes, the editor) stays in the entries.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { describe, test } from 'node:test';

const ROOT = join(import.meta.dirname, '..');

interface Layer {
  /** The files of the layer; the first layer that matches a file is its own. */
  readonly files: RegExp;
  /** Project files that it may import. */
  readonly imports: RegExp;
  /** Project files of which it may import types only. */
  readonly types?: RegExp;
  /** Packages that it may import. */
  readonly packages?: RegExp;
  /** Packages of which it may import types only. */
  readonly packageTypes?: RegExp;
  /** Whether it may use what only Node has. */
  readonly node?: true;
}

const LEFT_OF_FEATURES = String.raw`server/src/(?:syntax|model|findings|schema|formats|rules|simulator|policy|comparison|brief|config|course)/|server/src/(?:analysis|verdict|protocol)\.ts$`;

const LAYERS: Readonly<Record<string, Layer>> = {
  // What puts schema and rules together stands on both, and no rule may import it.
  analysis: {
    files: /^server\/src\/(?:analysis|verdict)\.ts$/,
    imports: /^server\/src\/(?:syntax|model|findings|schema|formats|rules)\//,
    packageTypes: /^@aws-sdk\/client-ecs$/,
  },
  formats: { files: /^server\/src\/formats\//, imports: /^server\/src\/(?:syntax|model|findings|schema|formats)\// },
  syntax: { files: /^server\/src\/syntax\//, imports: /^server\/src\/syntax\//, packages: /^(?:jsonc-parser|yaml)$/ },
  model: {
    files: /^server\/src\/model\//,
    imports: /^server\/src\/(?:syntax|model)\//,
    packageTypes: /^@aws-sdk\/client-ecs$/,
  },
  // What schema and rules produce.
  findings: { files: /^server\/src\/findings\//, imports: /^server\/src\/(?:syntax|model|findings)\// },
  schema: { files: /^server\/src\/schema\//, imports: /^server\/src\/(?:syntax|model|findings|schema)\// },
  rules: {
    files: /^server\/src\/rules\//,
    imports: /^server\/src\/(?:(?:syntax|model|findings|rules)\/|schema\/(?:nearest|schema)\.ts$)/,
    types: /^server\/src\/course\//,
    packageTypes: /^@aws-sdk\/client-ecs$/,
  },
  config: { files: /^server\/src\/config\//, imports: /^server\/src\/(?:syntax|model|findings|rules|config)\// },
  // Plays what the rules know of AWS: it stands to the right of them, and no rule may import it.
  simulator: {
    files: /^server\/src\/simulator\//,
    imports: /^server\/src\/(?:(?:syntax|model|findings|simulator)\/|rules\/)/,
    packageTypes: /^@aws-sdk\/client-ecs$/,
  },
  // What the roles of a task definition need, and how two task definitions differ: both read the model only.
  policy: { files: /^server\/src\/policy\//, imports: /^server\/src\/(?:syntax|model|policy)\// },
  comparison: {
    files: /^server\/src\/comparison\//,
    imports: /^server\/src\/(?:syntax|model|schema|comparison)\//,
  },
  // Findings for other programs: short, with ready edits, without private values.
  brief: {
    files: /^server\/src\/brief\//,
    imports: /^server\/src\/(?:(?:syntax|model|findings|brief)\/|rules\/catalogue\.ts$)/,
    packageTypes: /^vscode-languageserver-textdocument$/,
  },
  course: { files: /^server\/src\/course\//, imports: /^server\/src\/course\// },
  workspace: {
    files: /^server\/src\/workspace(?:-files)?\.ts$/,
    imports:
      /^server\/src\/(?:analysis\.ts$|workspace-files\.ts$|config\/|(?:formats\/file-names|model\/virtual-file)\.ts$)/,
    types: /^server\/src\/(?:(?:syntax|model|schema|findings|rules)\/|protocol\.ts$)/,
    packages: /^vscode-languageserver-textdocument$/,
  },
  protocol: { files: /^server\/src\/protocol\.ts$/, imports: /^$/ },
  features: {
    files: /^server\/src\/features\//,
    // Completion offers whole files in empty documents and parts at their places.
    imports: new RegExp(
      `^(?:${LEFT_OF_FEATURES}|server/src/features/|server/src/workspace(?:-files)?\\.ts$|snippets/(?:parts|files)\\.json$)`,
    ),
    packages: /^vscode-languageserver(?:-textdocument)?$/,
    packageTypes: /^@aws-sdk\/client-ecs$/,
  },
  server: {
    files: /^server\/src\/(?:server|failures|settings)\.ts$/,
    imports: new RegExp(
      `^(?:${LEFT_OF_FEATURES}|server/src/(?:features/|(?:workspace|workspace-files|failures|settings)\\.ts$))`,
    ),
    packages: /^vscode-languageserver(?:-textdocument)?$/,
  },
  'server in a worker': {
    files: /^server\/src\/browser\//,
    imports: /^server\/src\/server\.ts$/,
    packages: /^vscode-languageserver\/browser$/,
  },
  'server in Node': {
    files: /^server\/src\/node\//,
    imports:
      /^server\/src\/(?:server\.ts$|protocol\.ts$|config\/configs\.ts$|formats\/(?:file-names|signs)\.ts$|model\/visible\.ts$|node\/)/,
    packages: /^vscode-languageserver\/node$/,
    node: true,
  },
  'command line': {
    files: /^server\/src\/cli\//,
    // The address of a rule's page, the version and the refactorings are the same for all.
    imports: new RegExp(
      `^(?:${LEFT_OF_FEATURES}|server/src/(?:cli/|node/files\\.ts$|features/(?:pages\\.ts$|code-actions/refactorings/))|package\\.json$)`,
    ),
    packages: /^vscode-languageserver-textdocument$/,
    packageTypes: /^sarif$/,
    node: true,
  },
  'lesson view': {
    files: /^client\/src\/learn\/view\//,
    imports: /^(?:client\/src\/learn\/|server\/src\/course\/)/,
    types: /^server\/src\/simulator\/simulation\.ts$/,
    packages: /^ts-fsrs$/,
    packageTypes: /^vscode-webview$/,
  },
  'entry of the server': {
    files: /^server\/src\/main\.ts$/,
    imports: /^server\/src\/(?:server|(?:node|browser)\/main)\.ts$/,
  },
  'client in Node': {
    files: /^client\/src\/node\//,
    imports: /^client\/src\//,
    packages: /^(?:vscode|vscode-languageclient\/node)$/,
    node: true,
  },
  'client in a browser': {
    files: /^client\/src\/browser\//,
    imports: /^client\/src\//,
    packages: /^(?:vscode|vscode-languageclient\/browser)$/,
  },
  client: {
    files: /^client\/src\//,
    imports:
      /^(?:client\/src\/|server\/src\/(?:protocol\.ts$|model\/(?:facts|fargate-prices|virtual-file)\.ts$|formats\/(?:file-names|signs)\.ts$|(?:syntax|course)\/))/,
    types: /^server\/src\/simulator\/simulation\.ts$/,
    packages: /^(?:vscode|vscode-languageclient|ts-fsrs)$/,
  },
};

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
  if (!found) return [`${file} belongs to no layer; give it a place in test/layers.test.ts`];
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
    'server/src/rules/yaml/': 'A rule about what YAML makes of values knows its scalars.',
    'server/src/rules/terraform/': 'A rule about Terraform alone may look at the other blocks of the file.',
    'server/src/config/config.ts': 'Settings are written in JSON.',
    'server/src/features/code-actions/suppressions.ts': 'Settings are written in JSON.',
    'server/src/analysis.ts': 'An edit inside of a value of JSON is judged without reading the text again.',
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

  test('the shared part of syntax knows no language', () => {
    const shared = filesOf('server/src/syntax').filter((file) => !/syntax\/(?:json|hcl|yaml)\//.test(file));
    const knowing = shared.filter((file) =>
      importsOf(read(file)).some(({ target }) => /^\.\/(?:json|hcl|yaml)\//.test(target)),
    );
    assert.deepEqual(knowing, []);
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
