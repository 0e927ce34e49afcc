import type { Span } from '../node.ts';

/** The lines of a text that are worth reading. */
export interface Extents {
  /** Whether they are members of the section, one by one, or a whole document. */
  readonly kind: 'members' | 'whole';
  /** The key of the section. */
  readonly owner: Span | undefined;
  readonly spans: readonly Span[];
  /** Members of another section that they may refer to. */
  readonly aside?: { readonly owner: Span; readonly spans: readonly Span[] } | undefined;
}

/** What is worth reading: YAML is used for everything, and most of it has nothing to do with ECS. */
export interface Wanted {
  /** What a text has in it that is worth reading: a search for it is all that other texts cost. */
  readonly sign: RegExp;
  /** A line at the top of a text that is worth reading, for texts of which not even the language is known. */
  readonly topLine: RegExp;
  /** Of a text with this member at the top, only those of its members are read that name one of these types. */
  readonly section: string;
  readonly types: readonly string[];
  /** The section of what they may refer to. Of its members those are read that have this word in them, and are referred to. */
  readonly aside: { readonly section: string; readonly word: string };
}

/** More documents in one text are not read. */
const MOST_DOCUMENTS = 20;

const TOP_KEY = /^(?:"[^"\n]*"|'[^'\n]*'|[A-Za-z][\w.-]*)(?=[ \t]*:(?:[ \t\r]|$))/gm;

/**
 * Where to read. Of a template only the resources that may be task definitions: they are a seventh of the text, and what is
 * broken elsewhere does not matter then. Of several documents in one text, those that show a sign; of templates the first.
 */
export function extentsOf(text: string, wanted: Wanted): Extents | undefined {
  if (!wanted.sign.test(text)) return undefined;
  const documents = documentsWithSign(text, wanted);
  const found = membersIn(text, documents[0]!, wanted.section, (from, to) =>
    wanted.types.some((type) => names(text, type, from, to)),
  );
  if (!found) return { kind: 'whole', owner: undefined, spans: documents };
  return { kind: 'members', ...found, aside: asideOf(text, documents[0]!, wanted, found.spans) };
}

/** The members of the other section that the spans refer to. */
function asideOf(text: string, document: Span, { aside }: Wanted, spans: readonly Span[]): Extents['aside'] {
  if (!text.includes(aside.word)) return undefined;
  let words: ReadonlySet<string> | undefined;
  return membersIn(text, document, aside.section, (from, to) => {
    if (!names(text, aside.word, from, to)) return false;
    const [name] = WORD.exec(text.slice(from, Math.min(to, from + 300))) ?? [];
    words ??= wordsIn(text, spans);
    return name !== undefined && words.has(name);
  });
}

/** The name of a parameter, and of a resource. */
const WORD = /[\w-]+/;

function wordsIn(text: string, spans: readonly Span[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { offset, length } of spans)
    for (const [word] of text.slice(offset, offset + length).matchAll(/[\w-]+/g)) words.add(word);
  return words;
}

/** The documents that show a sign, of those that `---` parts; the last one if the sign stands across them. */
function documentsWithSign(text: string, { sign }: Wanted): Span[] {
  const found: Span[] = [];
  const marks = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;
  let from = 0;
  for (let mark = marks.exec(text); mark && found.length < MOST_DOCUMENTS; mark = marks.exec(text)) {
    if (sign.test(text.slice(from, mark.index))) found.push({ offset: from, length: mark.index - from });
    from = marks.lastIndex;
  }
  const last = { offset: from, length: text.length - from };
  if (found.length === 0 || (found.length < MOST_DOCUMENTS && sign.test(text.slice(from)))) found.push(last);
  return found;
}

/** The blocks of lines below the section that are worth reading; undefined where the text is laid out in another way. */
function membersIn(
  text: string,
  document: Span,
  name: string,
  isWorth: (from: number, to: number) => boolean,
): { readonly owner: Span; readonly spans: readonly Span[] } | undefined {
  const section = sectionOf(text, document, name);
  if (!section) return undefined;
  const { owner, offset: start, length } = section;
  const end = start + length;
  const spans: Span[] = [];
  let column: number | undefined;
  let block = -1;
  const close = (to: number) => {
    if (block >= 0 && isWorth(block, to)) spans.push({ offset: block, length: to - block });
    block = -1;
  };
  for (let at = start; at < end; ) {
    const next = text.indexOf('\n', at) + 1 || end;
    const indent = indentOf(text, at);
    const first = text[at + indent];
    if (first !== undefined && !/[\r\n#]/.test(first) && at + indent < end) {
      column ??= indent;
      if (indent <= column) {
        close(at);
        // A flow mapping, or a list.
        if (indent < column || /[{[\-?&*!|>]/.test(first)) return undefined;
        block = at;
      }
    }
    at = next;
  }
  close(end);
  return { owner, spans };
}

function sectionOf(text: string, { offset, length }: Span, name: string): (Span & { owner: Span }) | undefined {
  const end = offset + length;
  TOP_KEY.lastIndex = offset;
  let owner: Span | undefined;
  for (let key = TOP_KEY.exec(text); key && key.index < end; key = TOP_KEY.exec(text)) {
    if (owner) return { owner, offset: lineEnd(text, owner.offset), length: key.index - lineEnd(text, owner.offset) };
    if (key[0].replaceAll(/["']/g, '') === name) owner = { offset: key.index, length: key[0].length };
    // A value on the line of its key is not a block.
    if (owner && !/^[ \t]*:[ \t]*(?:#.*)?$/.test(lineFrom(text, owner.offset + owner.length))) return undefined;
  }
  if (!owner) return undefined;
  const start = Math.min(end, lineEnd(text, owner.offset));
  return { owner, offset: start, length: end - start };
}

/** Whether a stretch names a type. */
function names(text: string, type: string, from: number, to: number): boolean {
  // Within the stretch alone: a search in the text would go on to its end, for every stretch.
  return text.slice(from, to).includes(type);
}

function lineFrom(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(offset, end < 0 ? text.length : end).replace(/\r$/, '');
}

/** After the line break of the line that an offset is in. */
function lineEnd(text: string, offset: number): number {
  return text.indexOf('\n', offset) + 1 || text.length;
}

/** How many spaces a line begins with. */
export function indentOf(text: string, lineStart: number): number {
  let at = lineStart;
  while (text[at] === ' ') at++;
  return at - lineStart;
}
