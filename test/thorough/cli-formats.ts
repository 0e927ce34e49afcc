/** Findings as the formats of `taskdef check` print them. */
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse } from '../../server/src/analysis.ts';
import type { CheckedFile, Format } from '../../server/src/cli/formats/format.ts';
import { FORMATS, type FormatName } from '../../server/src/cli/formats/index.ts';
import { Output } from '../../server/src/cli/output.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import '../unit/arbitraries.ts';
import { OUTCOME } from '../unit/cli.ts';

/** What a format prints for texts, each with the name of its file. */
export function printed(
  name: FormatName,
  texts: Readonly<Record<string, string>>,
  more: (format: Format) => void = () => {},
  outcome = OUTCOME,
): string {
  const lines: string[] = [];
  const output = new Output(() => ({ write: (text) => lines.push(text) }));
  const format: Format = new FORMATS[name]({
    print: (text) => output.print(text),
    command: (line) => output.command(line),
    hints: true,
    fix: false,
    colours: false,
  });
  for (const [file, text] of Object.entries(texts)) format.add(format.read(checked(file, text)));
  more(format);
  format.finish(outcome);
  output.flush();
  return lines.join('').trimEnd();
}

export function checked(file: string, source: string): CheckedFile {
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
export function badExamples(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(RULE_EXAMPLES).flatMap(([id, { bad }]) => bad.map((text, i) => [`bad/${id}-${i}.json`, text])),
  );
}

/** Texts and names that mean something to somebody who reads the output. */
export const nasty = fc.oneof(
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

export const nastyTask = fc.tuple(nasty, nasty, nasty, nasty).map(([name, image, mode, member]) =>
  JSON.stringify({
    networkMode: mode,
    pidMode: image,
    [member]: 1,
    containerDefinitions: [{ name, image, dependsOn: [{ containerName: mode, condition: member }] }],
  }),
);
