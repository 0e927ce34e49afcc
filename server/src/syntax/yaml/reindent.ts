import type { TextEdit } from '../edit.ts';
import { type ArrayNode, endOf, type ObjectNode, type PropertyNode, type ValueNode } from '../node.ts';
import type { YamlLayout } from './layout.ts';

/** The edits that put the lines of an object in block style in the place of the member that holds it, comments included. */
export function unwrapBlock(layout: YamlLayout, property: PropertyNode, value: ObjectNode): TextEdit[] {
  const { text } = layout;
  const by = layout.column(value.offset) - layout.column(property.offset);
  const keyLineEnd = layout.lineEnd(endOf(property.key));
  const rest = text.slice(layout.behindColon(property), keyLineEnd).trim();
  const first = layout.nextLine(keyLineEnd);
  const edits: TextEdit[] = [];
  if (rest !== '') {
    // A comment stays on the line of the key.
    edits.push({
      offset: property.offset,
      length: text.indexOf(rest, endOf(property.key)) - property.offset,
      newText: '',
    });
  } else {
    edits.push({ offset: property.offset, length: first + layout.column(value.offset) - property.offset, newText: '' });
    if (!layout.startsLine(value.offset) || layout.lineStart(value.offset) !== first)
      edits[0] = { offset: property.offset, length: value.offset - property.offset, newText: '' };
  }
  for (let line = first; line < endOf(value); line = layout.nextLine(line)) {
    const isCut = rest === '' && line <= value.offset;
    const spaces = /^ */.exec(text.slice(line, line + by))![0].length;
    if (!isCut && spaces > 0) edits.push({ offset: line, length: spaces, newText: '' });
  }
  return edits;
}

/** The edits that put an item of a list in block style in the place of the list. */
export function liftBlock(layout: YamlLayout, item: ValueNode, list: ArrayNode): TextEdit[] {
  const { text } = layout;
  const dash = layout.dashOf(item, list);
  const edits: TextEdit[] = [];
  if (endOf(item) < endOf(list)) edits.push({ offset: endOf(item), length: endOf(list) - endOf(item), newText: '' });
  const isBlock = (item.kind === 'object' || item.kind === 'array') && !layout.isFlow(item);
  const property = list.parent;
  if (!isBlock && property?.kind === 'property') {
    const from = layout.behindColon(property);
    edits.push({ offset: from, length: item.offset - from, newText: ' ' });
    return edits;
  }
  const start = list.offset;
  if (dash > start) edits.push({ offset: start, length: dash - start, newText: '' });
  // Two spaces in the place of the dash keep the columns.
  if (text[dash] === '-') edits.push({ offset: dash, length: 1, newText: ' ' });
  return edits;
}
