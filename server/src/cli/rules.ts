import { CATALOGUE } from '../rules/catalogue.ts';

/** Prints all rules, in a table with counts or as JSON. Returns the exit status. */
export function printRules(format: 'table' | 'json'): number {
  if (format === 'json') {
    console.log(
      JSON.stringify(
        CATALOGUE.map(({ id, topic, title, severity, quiet, fixable }) => ({
          id,
          topic,
          title,
          severity,
          quiet,
          fixable,
        })),
        null,
        2,
      ),
    );
    return 0;
  }
  const width = Math.max(...CATALOGUE.map((entry) => entry.id.length));
  for (const { id, severity, fixable, title } of CATALOGUE) {
    console.log(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${fixable ? 'fix' : '   '}  ${title}`);
  }
  const by = (severity: string) => CATALOGUE.filter((entry) => entry.severity === severity).length;
  const fixable = CATALOGUE.filter((entry) => entry.fixable).length;
  console.log(
    `\n${CATALOGUE.length} rules: ${by('error')} errors, ${by('warning')} warnings, ${by('info')} notes; ${fixable} with a fix (${Math.round((100 * fixable) / CATALOGUE.length)} %).`,
  );
  return 0;
}
