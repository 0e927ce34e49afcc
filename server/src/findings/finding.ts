import type { Field } from '../model/field.ts';
import type { Part } from '../model/part.ts';
import type { Refuser } from '../model/refusal.ts';
import { type List, View } from '../model/view.ts';
import { brief } from '../model/wording.ts';
import { losesComment } from '../syntax/comments.ts';
import type { SourceDocument } from '../syntax/document.ts';
import type { Span, SyntaxNode } from '../syntax/node.ts';
import type { Fix, Report, Severity } from './report.ts';

/** A second place that has to do with a finding. */
export interface RelatedPlace extends Span {
  readonly node: SyntaxNode;
  readonly message: string;
}

/** What was found at a place of the document. */
export interface Finding extends Span {
  /** The rule's id or the general code; the diagnostic's code. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The node that is underlined; undefined for findings about the text itself. */
  readonly node: SyntaxNode | undefined;
  readonly fixes: readonly Fix[];
  readonly related: readonly RelatedPlace[];
  readonly tag?: 'unnecessary' | 'deprecated' | undefined;
  /** Whether the user's settings name its rule, so that it is no mere hint any more. */
  readonly isSet?: true;
  /** Why, where it is not the rule that says it: the reason of the schema's statement. */
  readonly why?: string | undefined;
  /** Who refuses the file for it, or would: a finding that is no error is not sure of it. Undefined where nobody is known to. */
  readonly refusedBy?: Refuser | undefined;
  /** The task definition that it is about, where its document may hold several. */
  readonly part?: Part;
  /** How AWS refuses this case, where that is not the text of the rule; empty where nobody knows. */
  readonly rejection?: string | undefined;
}

/** The node to underline for a field or a part of the task definition: its value, else what holds it. */
export function placeOf(part: Field<unknown> | View<object> | List<unknown>, otherwise: SyntaxNode): SyntaxNode {
  if (part instanceof View) return part.property?.key ?? part.node ?? otherwise;
  const node = part.node as SyntaxNode | undefined;
  if (node && node.kind !== 'object' && node.kind !== 'array') return node;
  return part.property?.key ?? node ?? otherwise;
}

/** The stretch of text to underline for a node: the key of a property, the key that holds an object or list. */
export function underline(node: SyntaxNode): Span {
  if (node.kind === 'property') return node.key;
  if (node.kind !== 'object' && node.kind !== 'array') return node;
  if (node.parent?.kind === 'property') return node.parent.key;
  return { offset: node.offset, length: Math.min(1, node.length) };
}

/** What a report gets from the rule or the general code that makes it. */
interface Reporter {
  readonly id: string;
  readonly severity: Severity;
  readonly refusedBy?: Refuser | undefined;
}

/** A report as a finding: its severity settled and its places as stretches of text. */
export function toFinding({ id, severity, refusedBy }: Reporter, report: Report): Finding {
  const { offset, length } = underline(report.at);
  // A case with a lower severity of its own is one of which nobody is sure.
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
  };
}

/** The finding without the fixes that would lose a comment. */
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

/** The finding with the places where its nodes are now, after an edit has moved them. */
export function atItsPlace(finding: Finding): Finding {
  const { node, related } = finding;
  if (!node) return finding;
  const { offset, length } = underline(node);
  const stays = offset === finding.offset && length === finding.length;
  if (related.length === 0) return stays ? finding : { ...finding, offset, length };
  return { ...finding, offset, length, related: related.map((place) => ({ ...place, ...spanOf(place.node) })) };
}
