import type { SourceDocument } from '../document.ts';
import type { WriteMode } from '../edit.ts';
import type { Layout, WritingPlace, Written } from '../language.ts';
import type { Embedded } from './embedded.ts';
import { outsideEdit, outsideOf } from './notation.ts';

/** A place in JSON that is in a text of a file. */
interface EmbeddedPlace extends WritingPlace {
  /** The place in the JSON by itself. */
  readonly own: WritingPlace;
  readonly embedded: Embedded;
}

/** What is being written at an offset of a file, which is in one of its texts. */
export function placesInEmbedded(outer: SourceDocument, embedded: Embedded, offset: number): WritingPlace[] {
  const { document, notation } = embedded;
  return document.language.placesAt(document, notation.inside(offset)).map((own): EmbeddedPlace => {
    const span = outsideOf(notation, own.span);
    return {
      own,
      embedded,
      isReadAlready: true,
      kind: own.kind,
      hasValue: own.hasValue,
      word: outer.text.slice(span.offset, span.offset + span.length),
      quoted: own.quoted,
      span,
      also: own.also && outsideEdit(notation, own.also),
      repaired: () => {
        const inner = own.repaired();
        return inner && repairedOutside(outer, embedded, inner);
      },
    };
  });
}

/** The text of something for a place in JSON that is in a text; undefined for other places. */
export function printEmbedded(what: Written, place: WritingPlace, layout: Layout, mode: WriteMode): string | undefined {
  if (!('embedded' in place)) return undefined;
  const { own, embedded } = place as EmbeddedPlace;
  return embedded.notation.write(embedded.document.language.print(what, own, layout, mode));
}

/** The file with another text in place of one of its texts, of which only what differs is written anew. */
function repairedOutside(
  { text, language }: SourceDocument,
  { document, notation }: Embedded,
  inner: { readonly document: SourceDocument; readonly offset: number },
): { readonly document: SourceDocument; readonly offset: number } {
  const [before, after] = [document.text, inner.document.text];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const head = text.slice(0, notation.outside(start));
  const written = notation.write(after.slice(start, after.length - end));
  const whole = head + written + text.slice(notation.outside(before.length - end));
  const offset =
    inner.offset <= start
      ? notation.outside(inner.offset)
      : head.length + notation.write(after.slice(start, inner.offset)).length;
  return { document: language.read(whole), offset };
}
