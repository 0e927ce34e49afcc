/** Encodings that the JSON reader meets, and texts too large for it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';
import { MAX_TEXT_LENGTH } from '../../server/src/syntax/json/read.ts';
import { propertyOf } from '../../server/src/syntax/node.ts';
import { hasPlaceholder } from '../../server/src/syntax/placeholder.ts';
import { codes, value } from './json-texts.ts';
import { assertSound } from './tree.ts';

describe('encodings', () => {
  test('a byte order mark is reported and passed over, and offsets count it', () => {
    const document = parseJson('\uFEFF{"a": 1}');
    assert.deepEqual(codes('\uFEFF{"a": 1}'), ['byte-order-mark']);
    assert.equal(document.root?.offset, 1);
    assertSound(document);
  });
  test('CRLF and CR', () => {
    for (const eol of ['\r\n', '\r']) {
      const text = ['{', '  "a": [', '    1', '  ]', '}', ''].join(eol);
      assert.deepEqual(codes(text), []);
      assert.deepEqual(value(text), { a: [1] });
    }
  });
  test('offsets count UTF-16 code units', () => {
    const { root } = parseJson('{"\u{1F433}": "\u{1F433}", "b": 1}');
    assert.ok(root?.kind === 'object');
    assert.equal(propertyOf(root, 'b')?.offset, 13);
  });

  const json = '{\r\n  "family": "web",\r\n  "containerDefinitions": []\r\n}\r\n';
  const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
  const utf16 = Buffer.from(`\uFEFF${json}`, 'utf16le');
  const refused: readonly [name: string, text: string][] = [
    ['UTF-16LE with a mark', utf16.toString('utf8')],
    ['UTF-16BE with a mark', swapped(utf16).toString('utf8')],
    ['UTF-16LE', utf16.subarray(2).toString('utf8')],
    ['UTF-16BE', swapped(utf16.subarray(2)).toString('utf8')],
    ['an image', Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex').toString('utf8')],
    ['a gzip', Buffer.from('1f8b0800000000000003abe602000093', 'hex').toString('utf8')],
    ['a program', Buffer.from('7f454c4602010100000000000000000003003e00', 'hex').toString('utf8')],
    ['a text that is too long', `{"a": "${'x'.repeat(MAX_TEXT_LENGTH)}"}`],
  ];
  for (const [name, text] of refused) {
    test(`${name} is refused with one message`, () => {
      const document = parseJson(text);
      assert.deepEqual(
        document.problems.map(({ code }) => code),
        ['encoding'],
      );
      assert.equal(document.root, undefined);
      assertSound(document);
      const findings = analyse(text, 'task-definition.json').findings;
      assert.deepEqual(
        findings.map(({ rule, severity }) => [rule, severity]),
        [['td-invalid-json', 'error']],
      );
      if (name.startsWith('UTF-16')) assert.match(findings[0]!.message, /UTF-16/);
    });
  }
});

describe('size', () => {
  /** Most of these take some hundredths of a second; what grows with the square of the text takes minutes. */
  const quickly = (run: () => void) => {
    // Time of this process, so that others on the machine do not count.
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 4_000_000, `took ${Math.round((user + system) / 1000)} ms`);
  };

  for (const sign of ['[', '{"a":', '[{"a":']) {
    test(`depth 100,000 of ${sign}`, () => {
      quickly(() => {
        const text = sign.repeat(100_000);
        const document = parseJson(text);
        assert.ok(document.problems.some(({ code }) => code === 'too-deep'));
        assertSound(document);
        assert.ok(analyse(text, 'task-definition.json', 'asked').findings.length > 0);
      });
    });
  }

  test('a line of 10 MB is refused, one of 7 MB is read', () => {
    quickly(() => {
      const line = (length: number) => `{"a": "${'x'.repeat(length)}", "b": [${'1,'.repeat(1000)}1]}`;
      assert.deepEqual(codes(line(10_000_000)), ['encoding']);
      assert.deepEqual(codes(line(7_000_000)), []);
    });
  });

  const n = 50_000;
  for (const [name, text] of Object.entries({
    'texts that open a placeholder': `[${'"${a",'.repeat(n)}]`,
    'open braces': '{'.repeat(n),
    'placeholders that are never closed': `[${'{{ '.repeat(n)}`,
    'directives that are never closed': '%{'.repeat(n),
    'comments that are never closed': '/*'.repeat(n),
    'quotes on lines': '"\n'.repeat(n),
    'closing brackets': ']}'.repeat(n),
    'brackets closed by the wrong one': `[${'{'.repeat(90)}]`.repeat(n / 90),
  })) {
    test(`time in proportion to the text: ${name}`, () => quickly(() => assertSound(parseJson(text))));
  }

  for (const open of [
    '${',
    '{{',
    '{%',
    '%{',
    '<%',
    '<a',
    '$(',
    '$',
    '#{',
    '{A',
    '[AAA',
    '__a',
    '%a',
    '@A',
    '[[a',
    '((a',
    '<<a',
    '%%a',
    '@@a',
    '#A',
    'a_',
    'REPLACE',
    'placeholder_',
    'your_',
  ]) {
    test(`a text of ${open} is looked through for placeholders in time`, () => {
      quickly(() => hasPlaceholder(open.repeat(4 * n)));
    });
  }
});
