import { SourceDocument } from '../document.ts';
import { HCL_LANGUAGE } from '../hcl/hcl.ts';
import { readInterpolation } from '../hcl/text.ts';
import { JSON_LANGUAGE, parseJson } from '../json/json.ts';
import type { Language } from '../language.ts';
import { endOf, Leaf, type Span, type StringNode, type ValueNode } from '../node.ts';
import { withoutOverlaps } from '../overlaps.ts';
import { writeGroups } from '../write-groups.ts';
import { embed, embeddedIn, originalOf, readEmbedded } from './embedded.ts';
import { inQuotes } from './notation.ts';
import { placesInEmbedded, printEmbedded } from './place.ts';
import { nodeOf, splitEmbedded } from './write.ts';

/** JSON in which texts hold JSON in turn, or an expression of HCL that makes it. @param name of the members whose values are such texts */
export function jsonWithTexts(name: string): Language {
  const language: Language = {
    ...JSON_LANGUAGE,
    read: (text) => read(language, name, text),
    write: (document, edits, mode) => {
      const { own, embedded } = splitEmbedded(edits, mode);
      return embedded.length === 0
        ? JSON_LANGUAGE.write(document, own, mode)
        : withoutOverlaps([...JSON_LANGUAGE.write(document, own, mode), ...embedded]);
    },
    writeApart: (document, groups) => {
      const isInTexts = groups.some(({ edits }) =>
        edits.some((edit) => {
          const node = nodeOf(edit);
          return node && originalOf(node);
        }),
      );
      return isInTexts ? writeGroups(document, groups) : JSON_LANGUAGE.writeApart(document, groups);
    },
    placesAt: (document, offset) => {
      const text = textsIn(document.root, name).find((node) => node.offset < offset && offset < endOf(node));
      const embedded = text && embeddedIn(text);
      if (!embedded) return JSON_LANGUAGE.placesAt(document, offset);
      return embedded.document.language === JSON_LANGUAGE ? placesInEmbedded(document, embedded, offset) : [];
    },
    print: (what, place, layout, mode) =>
      printEmbedded(what, place, layout, mode) ?? JSON_LANGUAGE.print(what, place, layout, mode),
    staysWhole: (before, after) =>
      JSON_LANGUAGE.staysWhole(before, after) && language.read(after).problems.length <= before.problems.length,
  };
  return language;
}

function read(language: Language, name: string, text: string): SourceDocument {
  const { root, problems, templates, comments, values, cut, doubts } = parseJson(text);
  const readings = textsIn(root, name).flatMap((node) => {
    if (node.length < 2 || text[endOf(node) - 1] !== '"') return [];
    const raw = text.slice(node.offset + 1, endOf(node) - 1);
    const notation = inQuotes(raw, node.offset + 1);
    const expression = readInterpolation(notation.content);
    if (!expression) return readEmbedded(notation, node) ?? [];
    return embed(new SourceDocument(HCL_LANGUAGE, notation.content, expression), notation, node) ?? [];
  });
  const byOffset = (a: Span, b: Span) => a.offset - b.offset;
  return new SourceDocument(language, text, {
    root,
    problems: [...problems, ...readings.flatMap((one) => one.problems)].sort(byOffset),
    templates,
    comments: [...comments, ...readings.flatMap((one) => one.comments)].sort(byOffset),
    values,
    cut,
    doubts: [...doubts, ...readings.flatMap((one) => one.doubts)].sort(byOffset),
  });
}

/** The values of all members of a name that are texts. */
function textsIn(node: ValueNode | undefined, name: string): StringNode[] {
  if (node?.kind === 'array') return node.items.flatMap((item) => textsIn(item, name));
  if (node?.kind !== 'object') return [];
  return node.properties.flatMap(({ key, value }) =>
    key.value === name && value instanceof Leaf && value.kind === 'string'
      ? [value as StringNode]
      : textsIn(value, name),
  );
}
