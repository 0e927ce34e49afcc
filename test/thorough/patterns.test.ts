/** Every regular expression of ours takes time that grows with the text and no faster, whatever is put in. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';

const ROOT = join(import.meta.dirname, '../..');

/** Expressions that take longer, and what keeps them from a text that is long enough to matter. */
const SHORT_ONLY: Readonly<Record<string, string>> = {
  ':[^/]*$': 'the name of an image that somebody types into a field',
  '\\/blob\\/.*$': 'an address of our own',
  '\\/+$': 'a path of the workspace',
};

interface Pattern {
  readonly source: string;
  readonly flags: string;
  readonly file: string;
}

/** A stretch between two slashes in a template may look like an expression, and is none. */
function isExpression({ source, flags }: Pattern): boolean {
  try {
    new RegExp(source, flags);
    return true;
  } catch {
    return false;
  }
}

/** An expression as the code writes it, where a value may stand. */
const LITERAL =
  /(?<=(?:[=(,:[!&|?{};>]|return)\s*)\/(?![*/])((?:[^\\/\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)/g;

function patternsIn(folder: string): Pattern[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.generated.'))
    .map((entry) => join(entry.parentPath, entry.name));
  return files.flatMap((file) => {
    // Without types and comments.
    const { code } = esbuild.transformSync(readFileSync(file, 'utf8'), { loader: 'ts', target: 'esnext' });
    return [...code.matchAll(LITERAL)]
      .map(([, source, flags]) => ({ source: source!, flags: flags!, file: relative(ROOT, file) }))
      .filter(isExpression);
  });
}

/** The expressions that the server puts together when it starts. */
async function builtPatterns(): Promise<Pattern[]> {
  const found: Pattern[] = [];
  const files = readdirSync(join(ROOT, 'server/src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file, 'utf8').includes('new RegExp('));
  const original = globalThis.RegExp;
  for (const file of files) {
    globalThis.RegExp = new Proxy(original, {
      construct(target, args: [string, string?]) {
        const built = new target(...args);
        found.push({ source: built.source, flags: built.flags, file: 'put together' });
        return built;
      },
    });
    try {
      await import(pathToFileURL(file).href);
    } finally {
      globalThis.RegExp = original;
    }
  }
  return found;
}

/** The patterns of the schema, ours and those of the JSON schemas that the editor reads. */
function patternsOfSchemas(): Pattern[] {
  const files = [
    'server/src/schema/schema.generated.json',
    'schemas/overlay.json',
    'schemas/task-definition.schema.json',
  ];
  return files.flatMap((file) => {
    const found: Pattern[] = [];
    JSON.parse(readFileSync(join(ROOT, file), 'utf8'), (key, value: unknown) => {
      if (key === 'pattern' && typeof value === 'string') found.push({ source: value, flags: 'u', file });
      return value;
    });
    return found;
  });
}

/** What an expression may be made to go over again: its own words, what its classes take, and what all take. */
function pumps({ source }: Pattern): string[] {
  const words = source.match(/[A-Za-z0-9_]+|\\?[^\sA-Za-z0-9()[\]|?*+{}^]/g) ?? [];
  const own = words.map((word) => word.replace(/^\\(?=[^A-Za-z])/, ''));
  const pairs = own.flatMap((one, i) => [one, one + (own[i + 1] ?? ''), (own[i + 1] ?? '') + one]);
  return [
    ...new Set([
      'a',
      'A',
      '0',
      ' ',
      '-',
      '_',
      '.',
      ':',
      '/',
      '"',
      "'",
      ',',
      '{',
      '${',
      'a ',
      'a-',
      'a.',
      '0.',
      '\n',
      ...pairs,
    ]),
  ];
}

function milliseconds(pattern: RegExp, text: string): number {
  pattern.lastIndex = 0;
  const begin = process.cpuUsage();
  pattern.test(text);
  return process.cpuUsage(begin).user / 1000;
}

/** A text on which an expression takes much longer than on a shorter one; undefined where there is none. */
function slowText(pattern: Pattern): string | undefined {
  const expression = new RegExp(pattern.source, pattern.flags.replaceAll('g', ''));
  const all = pumps(pattern);
  const heads = ['', ...all.slice(19, 23)];
  for (const pump of all) {
    for (const head of heads) {
      for (const tail of ['\n!', '', '/', '"']) {
        // What grows exponentially shows in a few repetitions; the rest in a text of some length.
        for (const length of [22, 1000, 16_000]) {
          const text = head + pump.repeat(Math.ceil(length / pump.length)) + tail;
          const most = length < 16_000 ? 20 : 60;
          // Twice, as something else may have kept the machine.
          if (milliseconds(expression, text) > most && milliseconds(expression, text) > most)
            return `${JSON.stringify(head)} + ${JSON.stringify(pump)} × ${text.length} + ${JSON.stringify(tail)}`;
        }
      }
    }
  }
  return undefined;
}

describe('regular expressions', () => {
  let built: Pattern[] = [];
  let unique: Pattern[] = [];
  before(async () => {
    built = await builtPatterns();
    const all = [...patternsIn('server/src'), ...patternsIn('client/src'), ...patternsOfSchemas(), ...built];
    unique = [...new Map(all.map((one) => [`${one.source}/${one.flags}`, one])).values()];
  });

  test('are found', () => {
    assert.ok(unique.length > 250, `${unique.length}`);
    for (const word of ['tftemplate', 'INSERT', 'dkr', 'arn:(aws'])
      assert.ok(
        built.some(({ source }) => source.includes(word)),
        `one that is put together with ${word}`,
      );
  });
  test('none takes time that grows faster than the text', () => {
    const slow = unique
      .filter(({ source }) => !Object.hasOwn(SHORT_ONLY, source))
      .flatMap((pattern) => {
        const text = slowText(pattern);
        return text === undefined ? [] : [`${pattern.file}: /${pattern.source}/ on ${text}`];
      });
    assert.deepEqual(slow, []);
  });
  test('a slow one is found', () => {
    for (const source of [
      '^(a+)+$',
      '\\s+$',
      'mpol(=.*)?(,mpol(=.*)?)*$',
      '[0-9:]*:[0-9:]*$',
      '^-[a-np-zA-Z]*c[a-np-zA-Z]*o?$',
      String.raw`(?:^|[/\\])[^"]*[/\\]aws$`,
    ])
      assert.ok(slowText({ source, flags: 'u', file: '' }), source);
  });
});
