import { CATALOGUE } from '../rules/catalogue.ts';
import { STDOUT } from './output.ts';
import { json, shown, shownLines } from './show.ts';

/** Prints all rules, as a table with counts or as JSON. Returns the exit status. */
export function printRules(format: 'table' | 'json'): number {
  if (format === 'json') {
    STDOUT.print(
      json(
        CATALOGUE.map(({ id, topic, title, severity, quiet, fixable }) => ({
          id,
          topic,
          title,
          severity,
          quiet,
          fixable,
        })),
      ),
    );
    return 0;
  }
  const width = Math.max(...CATALOGUE.map((entry) => entry.id.length));
  for (const { id, severity, fixable, title } of CATALOGUE) {
    STDOUT.print(shown(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${fixable ? 'fix' : '   '}  ${title}`));
  }
  const by = (severity: string) => CATALOGUE.filter((entry) => entry.severity === severity).length;
  const fixable = CATALOGUE.filter((entry) => entry.fixable).length;
  STDOUT.print(
    shownLines(
      `\n${CATALOGUE.length} rules: ${by('error')} errors, ${by('warning')} warnings, ${by('info')} notes; ${fixable} with a fix (${Math.round((100 * fixable) / CATALOGUE.length)} %).`,
    ),
  );
  return 0;
}
