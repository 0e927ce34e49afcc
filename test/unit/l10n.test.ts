import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { BUNDLE, clientTexts, textsOf } from '../../client/tools/l10n.mts';

const ROOT = join(import.meta.dirname, '../..');
const LANGUAGES = ['de', 'ja'];

type Texts = Readonly<Record<string, string>>;

function read(file: string): Texts {
  return JSON.parse(readFileSync(file, 'utf8')) as Texts;
}

/** What a translation must keep: places that are filled in, icons, and commands behind links. */
function fixedParts(text: string): string[] {
  return (text.match(/\{\d+\}|\$\([\w-]+\)|\(command:[\w.]+\)|`[^`]+`/g) ?? []).sort();
}

function compare(english: Texts, translated: Texts): void {
  assert.deepEqual(Object.keys(translated).sort(), Object.keys(english).sort());
  for (const [key, text] of Object.entries(english)) {
    assert.notEqual(translated[key]!.trim(), '', key);
    assert.deepEqual(fixedParts(translated[key]!), fixedParts(text), key);
  }
}

describe('the texts of the client', () => {
  test('are all collected', () => {
    assert.deepEqual(Object.keys(read(BUNDLE)), clientTexts(), 'run "npm run l10n"');
  });

  test('are found in calls of every shape', () => {
    const source = `t('a', b); x.l10n.t(\n  "it's"); t(c === 1 ? t('one') : 'many? {0}', f('no'), 'no'); count(n, '1 x', '{0} xs'); at('no');`;
    assert.deepEqual([...new Set(textsOf(source))].sort(), ['1 x', 'a', "it's", 'many? {0}', 'one', '{0} xs']);
  });

  for (const language of LANGUAGES) {
    test(`are all there in ${language}`, () => {
      compare(read(BUNDLE), read(join(ROOT, `client/l10n/bundle.l10n.${language}.json`)));
    });
  }
});

describe('translations', () => {
  /** Texts with the title of a section or an exercise in them, which is English. */
  const TITLED = ['Begin', 'Continue', 'Done, next', 'Exercise', '$(pass) Exercise solved', 'Next', 'Quiz', 'Read'];

  for (const [language, open, close] of [
    ['de', '„', '“'],
    ['ja', '「', '」'],
  ] as const) {
    test(`in ${language} quote the English titles in them`, () => {
      const texts = read(join(ROOT, `client/l10n/bundle.l10n.${language}.json`));
      for (const key of [...TITLED.map((title) => `${title}: {0}`), '{0}: your file and the solution'])
        assert.ok(texts[key]!.includes(`${open}{0}${close}`), `${key}: ${texts[key]}`);
    });
  }

  test('call a task a task in German, not a piece of homework', () => {
    for (const file of ['client/l10n/bundle.l10n.de.json', 'package.nls.de.json'])
      for (const text of Object.values(read(join(ROOT, file)))) assert.doesNotMatch(text, /aufgabe/i);
  });

  for (const [language, others] of [
    ['de', /wesentlich|fehlerfrei|Zustandsprüfung|Hoverinformation|bereitgestellt| …/],
    ['ja', /コンテナー|誤り|検査|(?:です|ます)か(?![?])/],
  ] as const) {
    test(`in ${language} have one word for one thing`, () => {
      for (const file of [`client/l10n/bundle.l10n.${language}.json`, `package.nls.${language}.json`])
        for (const text of Object.values(read(join(ROOT, file)))) assert.doesNotMatch(text, others);
    });
  }
});

describe('the texts of the manifest', () => {
  const english = read(join(ROOT, 'package.nls.json'));
  const manifest = readFileSync(join(ROOT, 'package.json'), 'utf8');

  test('are those that it names', () => {
    const named = [...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key!);
    assert.deepEqual([...new Set(named)].sort(), Object.keys(english).sort());
  });

  test('stand in it nowhere else', () => {
    const { contributes } = JSON.parse(manifest) as { contributes: { commands: { command: string; title: string }[] } };
    for (const { command, title } of contributes.commands) assert.match(title, /^%[\w.]+%$/, command);
  });

  for (const language of LANGUAGES) {
    test(`are all there in ${language}`, () => compare(english, read(join(ROOT, `package.nls.${language}.json`))));
  }
});
