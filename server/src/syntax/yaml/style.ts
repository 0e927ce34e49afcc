import type { SourceDocument } from '../document.ts';
import type { LineStyle } from '../json/print.ts';
import { styleOf } from '../style.ts';

/** The style of a document in YAML: an indentation of spaces, as tabs are none there. */
export function yamlStyleOf(document: SourceDocument): LineStyle {
  const { eol, unit } = styleOf(document);
  const spaces = /^ {1,8}$/.test(unit) ? unit : '  ';
  return { eol, unit: spaces };
}
