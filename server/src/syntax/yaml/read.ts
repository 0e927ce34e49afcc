import type { Document, Node } from 'yaml';
import type { Content, SyntaxProblem } from '../document.ts';
import {
  type ArrayNode,
  BareLeaf,
  endOf,
  type ObjectNode,
  type PropertyNode,
  type Span,
  type StringNode,
  type ValueNode,
} from '../node.ts';
import { commentsBetween, commentsOfLines } from './comments.ts';
import { type Extents, extentsOf, indentOf, type Wanted } from './extents.ts';
import { yaml } from './library.ts';
import { halfTypedLines } from './repair.ts';
import { TreeBuilder } from './tree.ts';

/** A text of more UTF-16 code units is not read: CloudFormation takes a megabyte (template quotas, checked 2026-11-28). */
const MAX_TEXT_LENGTH = 4 * 1024 * 1024;

/** So many lines that are being typed are passed over. */
const MAX_REPAIRS = 3;

/** So many characters are read again in the attempts to find those lines. */
const MAX_CHARACTERS_AGAIN = 512 * 1024;

/**
 * Reads YAML. Only what may be a task definition is read, and a line that is being typed is passed over. It never throws and
 * takes time in proportion to the text.
 */
export function readYaml(text: string, wanted: Wanted): Content {
  if (text.length > MAX_TEXT_LENGTH) return NOTHING;
  const extents = extentsOf(text, wanted);
  if (!extents) return NOTHING;
  return new Reader(text, extents).read();
}

const NOTHING: Content = { root: undefined, problems: [] };

/** What the library made of a stretch. */
interface Parsed {
  readonly document: Document;
  /** The lines that were passed over. */
  readonly passed: readonly Span[];
}

class Reader {
  private readonly problems: SyntaxProblem[] = [];
  private readonly comments: Span[] = [];
  private readonly doubts: Span[] = [];
  private readonly templates: Span[] = [];

  constructor(
    private readonly text: string,
    private readonly extents: Extents,
  ) {}

  read(): Content {
    const { kind, owner, spans } = this.extents;
    const roots = kind === 'members' ? [this.section(owner!, spans)] : this.documents(spans);
    const { problems, comments, doubts, templates } = this;
    return { root: roots[0], others: roots.slice(1), problems, comments, doubts, templates };
  }

  private documents(spans: readonly Span[]): ValueNode[] {
    let at = 0;
    return spans.flatMap((span) => {
      this.noteComments(commentsOfLines(this.text, { offset: at, length: span.offset - at }));
      at = endOf(span);
      return this.whole(span) ?? [];
    });
  }

  private whole(span: Span): ValueNode | undefined {
    const builder = new TreeBuilder(this.text, span.offset);
    const parsed = this.parse(span);
    const root = parsed && builder.value(parsed.document.contents as Node | null, undefined, span.offset);
    this.conclude(span, parsed, builder, root);
    return root;
  }

  /** The members that were read, under the key that they stand under: what else the text holds was not read. */
  private section(owner: Span, spans: readonly Span[]): ObjectNode {
    const { text } = this;
    const root: ObjectNode = {
      kind: 'object',
      properties: [],
      open: true,
      offset: 0,
      length: text.length,
      parent: undefined,
    };
    const members = this.membersUnder(owner, spans, root);
    let at = 0;
    for (const span of spans) {
      this.noteComments(commentsOfLines(text, { offset: at, length: span.offset - at }));
      this.member(span, members);
      at = endOf(span);
    }
    this.noteComments(commentsOfLines(text, { offset: at, length: text.length - at }));
    const { aside } = this.extents;
    if (aside && aside.spans.length > 0) this.aside(aside, root);
    return root;
  }

  /** Reads what the members may refer to. Nothing is said about it, so that what is not whole is left out. */
  private aside({ owner, spans }: { readonly owner: Span; readonly spans: readonly Span[] }, root: ObjectNode): void {
    const members = this.membersUnder(owner, spans, root);
    for (const span of spans) {
      const document = parseOnce(this.text.slice(span.offset, endOf(span)));
      if (document?.errors.length === 0 && yaml().isMap(document.contents))
        new TreeBuilder(this.text, span.offset).members(document.contents, members);
    }
    root.properties.sort((a, b) => a.offset - b.offset);
  }

  /** Adds a member whose value is the object that holds the spans. */
  private membersUnder(owner: Span, spans: readonly Span[], root: ObjectNode): ObjectNode {
    const end = spans.length > 0 ? endOf(spans[spans.length - 1]!) : endOf(owner);
    const property: PropertyNode & { key: StringNode } = {
      kind: 'property',
      offset: owner.offset,
      length: end - owner.offset,
      parent: root,
      key: undefined as unknown as StringNode,
      value: undefined,
    };
    const key = this.text.slice(owner.offset, endOf(owner)).replaceAll(/["']/g, '');
    const name = new BareLeaf('string', key, owner.offset, owner.length, property, 0);
    property.key = name as unknown as StringNode;
    root.properties.push(property);
    const start = spans[0]?.offset ?? end;
    const members: ObjectNode = {
      kind: 'object',
      properties: [],
      open: true,
      offset: start,
      length: end - start,
      parent: property,
    };
    property.value = members;
    return members;
  }

  private member(span: Span, section: ObjectNode): void {
    const builder = new TreeBuilder(this.text, span.offset);
    const parsed = this.parse(span);
    const contents = parsed?.document.contents;
    if (yaml().isMap(contents)) builder.members(contents, section);
    this.conclude(span, parsed, builder, section.properties[section.properties.length - 1]?.value);
  }

  /** Reads a stretch, without the lines that are being typed. */
  private parse(span: Span): Parsed | undefined {
    let part = this.text.slice(span.offset, endOf(span));
    let document = parseOnce(part);
    const passed: Span[] = [];
    let again = 0;
    while (document && document.errors.length > 0 && passed.length < MAX_REPAIRS) {
      const errors = document.errors.length;
      const candidates = halfTypedLines(part, document.errors[0]!.pos[0]);
      again += candidates.length * part.length;
      if (again > MAX_CHARACTERS_AGAIN) break;
      const better = candidates
        .map((line) => {
          const whole = part.slice(0, line.offset) + ' '.repeat(line.length) + part.slice(endOf(line));
          return { line, whole, document: parseOnce(whole) };
        })
        .filter((one) => one.document && one.document.errors.length < errors)
        .sort((a, b) => a.document!.errors.length - b.document!.errors.length)[0];
      if (!better) break;
      ({ whole: part, document } = better);
      passed.push({ offset: better.line.offset + span.offset, length: better.line.length });
    }
    return document && { document, passed };
  }

  private conclude(span: Span, parsed: Parsed | undefined, builder: TreeBuilder, root: ValueNode | undefined): void {
    this.noteComments(commentsBetween(this.text, span, builder.leaves));
    for (const template of placeholdersBetween(this.text, span, builder.leaves)) this.templates.push(template);
    if (!parsed) {
      this.report(span.offset, 1, 'This is nested too deeply to read', true);
      this.doubts.push(span);
      return;
    }
    for (const line of parsed.passed) {
      const indent = indentOf(this.text, line.offset);
      const offset = line.offset + indent;
      this.report(offset, Math.max(1, line.length - indent), 'This line is not valid YAML yet: complete it', false);
      const owner = root && innermostAt(this.text, root, offset, indent);
      if (owner) owner.open = true;
    }
    const [error] = parsed.document.errors;
    if (!error) return;
    const [from, to] = error.pos;
    this.report(from + span.offset, Math.max(1, to - from), sentenceOf(error.message), true);
    // The fault may be before the place of the error: an open bracket is noticed late.
    this.doubts.push(span);
  }

  private noteComments(comments: readonly Span[]): void {
    // There may be more of them than a call takes arguments.
    for (const comment of comments) this.comments.push(comment);
  }

  private report(offset: number, length: number, message: string, blocksEdits: boolean): void {
    const lineBreak = this.text.indexOf('\n', offset);
    const end = Math.min(offset + length, lineBreak < 0 ? this.text.length : Math.max(offset + 1, lineBreak));
    this.problems.push({ code: 'syntax', message, blocksEdits, offset, length: Math.max(0, end - offset) });
  }
}

/**
 * Placeholders of template engines that are outside texts: the text is not YAML before it is rendered.
 * @param leaves the keys and scalars, in text order
 */
function placeholdersBetween(text: string, { offset, length }: Span, leaves: readonly Span[]): Span[] {
  const found: Span[] = [];
  const form = /\{\{[^\n]{0,400}?\}\}|\{%[^\n]{0,400}?%\}|<%[^\n]{0,400}?%>/g;
  let next = 0;
  for (const match of text.slice(offset, offset + length).matchAll(form)) {
    const at = offset + match.index;
    while (next < leaves.length && endOf(leaves[next]!) <= at) next++;
    const leaf = leaves[next];
    if (!leaf || leaf.offset > at) found.push({ offset: at, length: match[0].length });
  }
  return found;
}

/** What the library makes of a text; undefined where it gives up, as with thousands of brackets in each other. */
function parseOnce(text: string): Document | undefined {
  // The library makes an exception of each error, and V8 takes longer to note where it was made than for all the rest.
  const traces = Error as { stackTraceLimit?: number | undefined };
  const { stackTraceLimit } = traces;
  traces.stackTraceLimit = 0;
  try {
    return yaml().parseDocument(text, {
      uniqueKeys: false,
      version: '1.2',
      keepSourceTokens: false,
      prettyErrors: false,
    });
  } catch {
    return undefined;
  } finally {
    traces.stackTraceLimit = stackTraceLimit;
  }
}

/** What the library says of an error, without the place that it adds. */
function sentenceOf(message: string): string {
  return `This is not valid YAML: ${message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '')}`;
}

/** The innermost object or list that a line of this indentation would belong to. */
function innermostAt(text: string, root: ValueNode, offset: number, indent: number): { open: boolean } | undefined {
  let found: ObjectNode | ArrayNode | undefined;
  for (let node: ValueNode | undefined = root; node?.kind === 'object' || node?.kind === 'array'; ) {
    found = node;
    const parts: readonly (PropertyNode | ValueNode)[] = node.kind === 'object' ? node.properties : node.items;
    const last: PropertyNode | ValueNode | undefined = parts.filter((part) => part.offset <= offset).pop();
    const next: ValueNode | undefined = last?.kind === 'property' ? last.value : last;
    node = next && columnOf(text, next.offset) <= indent ? next : undefined;
  }
  return found;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
