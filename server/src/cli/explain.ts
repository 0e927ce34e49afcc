import { CONFIG_FILE } from '../config/config.ts';
import { concept } from '../course/concepts.ts';
import { pageOf } from '../features/pages.ts';
import { refusalText } from '../model/refusal.ts';
import { enumerate } from '../model/wording.ts';
import { CATALOGUE, type CatalogueEntry, catalogueEntry } from '../rules/catalogue.ts';
import { RULE_EXAMPLES } from '../rules/examples.generated.ts';
import { nearest } from '../schema/nearest.ts';
import { UsageError } from './input.ts';
import { STDOUT } from './output.ts';
import { joined, line, type Printable, shown, shownLines } from './show.ts';
import { Style } from './style.ts';

/** The longest example to print, in characters. Examples of size limits are necessarily long. */
const LONGEST_EXAMPLE = 1500;

/**
 * Prints everything about a rule: why it exists, who refuses the file and in what words, a bad and a repaired example,
 * its source, and how to switch it off.
 * @throws UsageError if there is no such rule; the message suggests similar ids
 */
export function explain(id: string): number {
  const entry = catalogueEntry(id);
  if (!entry) throw new UsageError(`There is no rule "${id}".${suggestion(id)}`, true);
  const width = Math.min(Math.max(STDOUT.columns ?? 80, 40), 100);
  STDOUT.print(pageText(entry, new Style(STDOUT.colours), width));
  return 0;
}

function suggestion(id: string): string {
  const ids = CATALOGUE.map((entry) => entry.id);
  const near = nearest(id, ids);
  const found = near.length > 0 ? near : ids.filter((other) => id.length > 2 && other.includes(id.toLowerCase()));
  if (found.length === 0) return ' "taskdef rules" lists all.';
  const names = found.slice(0, 5).map((name) => `"${name}"`);
  return ` Did you mean ${enumerate(names, 'or')}?`;
}

function pageText(entry: CatalogueEntry, style: Style, width: number): Printable {
  const { id, title, severity, quiet, why, rule } = entry;
  const parts = [
    line`${style.strong(id)}  ${style.severity(severity)}${shown(quiet ? ' (hint)' : '')}`,
    wrap(`${title}.`, width),
    wrap(plain(why), width),
  ];
  const refusal = refusalText(entry.refusedBy, rule?.rejection && `“${rule.rejection}”`);
  if (refusal) parts.push(wrap(refusal, width));
  if (rule) {
    const examples = RULE_EXAMPLES[id]!;
    parts.push(line`Reported:\n${example(examples.bad[0]!, style)}`);
    const fixed = examples.fixed?.[0];
    if (fixed) parts.push(line`After the first fix:\n${example(fixed, style)}`);
    const behind = concept(rule.concept);
    if (behind) parts.push(wrap(`${behind.title}: ${plain(behind.short.trim())}`, width));
    if (behind?.aws) parts.push(shown(behind.aws));
    parts.push(wrap(`Source: ${rule.source.from}; checked ${rule.source.checked}.`, width));
  }
  parts.push(shown(`To switch it off: { "rules": { "${id}": "off" } } in ${CONFIG_FILE}`));
  parts.push(style.faint(pageOf(id)));
  return joined(parts, '\n\n');
}

function example(text: string, style: Style): Printable {
  const trimmed = text.trim();
  const excerpt =
    trimmed.length > LONGEST_EXAMPLE ? `${trimmed.slice(0, 400)}\n… ${trimmed.length} characters in all` : trimmed;
  const lines = excerpt.split('\n').map((each) => line`  ${style.faint('|')} ${shown(each)}`);
  return joined(lines, '\n');
}

/** Markdown as plain text. Only backticks, emphasis and links are handled; the texts use nothing else. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)')
    .replaceAll(/\*\*?([^*]+)\*\*?/g, '$1')
    .replaceAll('`', '');
}

function wrap(text: string, width: number): Printable {
  const wrapped = text
    .split(/\n{2,}/)
    .map((paragraph) => {
      const lines: string[] = [];
      for (const word of paragraph.split(/\s+/)) {
        const last = lines.at(-1);
        if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
        else lines.push(word);
      }
      return lines.join('\n');
    })
    .join('\n\n');
  return shownLines(wrapped);
}
