import type { SourceDocument } from '../document.ts';
import type { LineStyle } from '../printer.ts';
import { styleOf } from '../style.ts';
import type { Quoting } from './print.ts';

/** How a document in YAML is written. */
export interface YamlStyle extends LineStyle {
  /** Whether the dashes of a list are in the column of the key that has the list. */
  readonly hasFlatLists: boolean;
  /** How texts are quoted that would not need it. */
  readonly quoting: Quoting;
}

const STYLES = new WeakMap<SourceDocument, YamlStyle>();

/** The style of a document in YAML: an indentation of spaces, as tabs are none there. Determined only once. */
export function yamlStyleOf(document: SourceDocument): YamlStyle {
  let style = STYLES.get(document);
  if (!style) {
    const { text } = document;
    const { eol, unit } = styleOf(document);
    const flat = count(text, /^( *)(?:- )?[\w"'-]+:[ \t]*\r?\n\1- /gm);
    const deep = count(text, /^( *)(?:- )?[\w"'-]+:[ \t]*\r?\n\1 +- /gm);
    style = {
      eol,
      unit: /^ {1,8}$/.test(unit) ? unit : '  ',
      hasFlatLists: flat > deep,
      quoting: quotingOf(text),
    };
    STYLES.set(document, style);
  }
  return style;
}

/** The quotes that words are in which would not need them, if most are. */
function quotingOf(text: string): Quoting {
  const counts = { plain: 0, single: 0, double: 0 };
  for (const [, quote] of text.matchAll(/(?::|^[ \t]*-)[ \t]+(["']?)[A-Za-z][\w./-]*\1[ \t]*(?:[,}#\r]|$)/gm))
    counts[quote === '"' ? 'double' : quote === "'" ? 'single' : 'plain']++;
  if (counts.plain >= counts.double + counts.single) return 'plain';
  return counts.single > counts.double ? 'single' : 'double';
}

function count(text: string, form: RegExp): number {
  return [...text.matchAll(form)].length;
}
