import type { Field } from '../model/field.ts';
import type { Part } from '../model/part.ts';
import type { Refuser } from '../model/refusal.ts';
import { type List, View } from '../model/view.ts';
import { brief } from '../model/wording.ts';
import { losesComment } from '../syntax/comments.ts';
import type { SourceDocument } from '../syntax/document.ts';
import type { Span, SyntaxNode } from '../syntax/node.ts';
import type { Cause } from './joined.ts';
import type { Fix, Report, Severity } from './report.ts';

/** A second place that a finding refers to. */
export interface RelatedPlace extends Span {
  readonly node: SyntaxNode;
  readonly message: string;
  /** The document that the place is in, if it is another than that of the finding. */
  readonly elsewhere?: OtherDocument;
}

/** A document beside the one that a finding is in. */
export interface OtherDocument {
  /** Its path or URI. */
  readonly fileName: string;
  readonly text: string;
}

/** A fault found in the document. */
export interface Finding extends Span {
  /** The rule's ID or the general code; it becomes the diagnostic's code. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The underlined node; undefined for findings about the text itself. */
  readonly node: SyntaxNode | undefined;
  readonly fixes: readonly Fix[];
  readonly related: readonly RelatedPlace[];
  readonly tag?: 'unnecessary' | 'deprecated' | undefined;
  /** Set if the user's settings name the rule; the finding is then no longer treated as a hint. */
  readonly isSet?: true;
  /** The reason given by the schema, for findings that do not come from a rule with a reason of its own. */
  readonly why?: string | undefined;
  /** Who refuses the file, or may refuse it if the finding is not an error. Undefined if nobody is known to. */
  readonly refusedBy?: Refuser | undefined;
  /** The task definition or service it is about, as the document may hold several. */
  readonly part?: Part;
  /** AWS's rejection in this case, if it differs from the rule's text; empty if it is not known. */
  readonly rejection?: string | undefined;
  /** The fault that the rule tells together with others. */
  readonly cause?: Cause | undefined;
  /** If several rules tell the same fault, what each of them reported, this finding's own rule first. */
  readonly joins?: readonly Finding[];
}

/**
 * The node to underline for a field or part of the task definition: its value, or the key that holds it, or else
 * `otherwise`.
 */
export function placeOf(part: Field<unknown> | View<object> | List<unknown>, otherwise: SyntaxNode): SyntaxNode {
  if (part instanceof View) return part.property?.key ?? part.node ?? otherwise;
  const node = part.node as SyntaxNode | undefined;
  if (node && node.kind !== 'object' && node.kind !== 'array') return node;
  return part.property?.key ?? node ?? otherwise;
}

/** The span to underline for a node: for a property, or an object or list in one, only the key. */
export function underline(node: SyntaxNode): Span {
  if (node.kind === 'property') return node.key;
  if (node.kind !== 'object' && node.kind !== 'array') return node;
  if (node.parent?.kind === 'property') return node.parent.key;
  return { offset: node.offset, length: Math.min(1, node.length) };
}

/** What a rule or general code adds to its report. */
interface Reporter {
  readonly id: string;
  readonly severity: Severity;
  readonly refusedBy?: Refuser | undefined;
  readonly cause?: Cause | undefined;
}

/** Turns a report into a finding: settles the severity and resolves the places to spans of text. */
export function toFinding({ id, severity, refusedBy, cause }: Reporter, report: Report): Finding {
  const { offset, length } = underline(report.at);
  // A rule lowers the severity of a case only when that case is not certain.
  const isSure = report.severity === undefined || report.severity === 'error';
  return {
    rule: id,
    severity: report.severity ?? severity,
    refusedBy: report.refusedBy ?? (isSure ? refusedBy : undefined),
    message: brief(report.message),
    node: report.at,
    offset,
    length,
    fixes: report.fixes?.map(withBriefTitle) ?? NO_FIXES,
    related: report.related?.map(({ at, message }) => ({ ...spanOf(at), node: at, message: brief(message) })) ?? NONE,
    tag: report.tag,
    rejection: report.rejection,
    ...(cause ? { cause } : {}),
  };
}

/** The finding without those fixes that would lose a comment. */
export function keepingComments(document: SourceDocument, finding: Finding): Finding {
  if (document.comments.length === 0 || finding.fixes.length === 0) return finding;
  const fixes = finding.fixes.filter(({ edits }) => !edits.some((edit) => losesComment(document, edit)));
  return fixes.length === finding.fixes.length ? finding : { ...finding, fixes };
}

function withBriefTitle(fix: Fix): Fix {
  const title = brief(fix.title);
  return title === fix.title ? fix : { ...fix, title };
}

const NONE: readonly RelatedPlace[] = [];
const NO_FIXES: readonly Fix[] = [];

function spanOf(node: SyntaxNode): Span {
  const { offset, length } = underline(node);
  return { offset, length };
}

/** The finding at the current places of its nodes, after an edit has moved them. */
export function atItsPlace(finding: Finding): Finding {
  const { node, related } = finding;
  if (!node) return finding;
  const { offset, length } = underline(node);
  const stays = offset === finding.offset && length === finding.length;
  if (related.length === 0) return stays ? finding : { ...finding, offset, length };
  return { ...finding, offset, length, related: related.map((place) => ({ ...place, ...spanOf(place.node) })) };
}
