import { enumerate } from '../model/wording.ts';
import type { NodeEdit } from '../syntax/edit.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import type { Finding } from './finding.ts';
import type { Fix, Severity } from './report.ts';

/** What of a fault a rule tells, if several rules may tell the same one. */
export interface Cause {
  /** The fault, under any name that the rules share. */
  readonly of: string;
  /** What the rule finds wrong because of it, as the message of another rule ends: `also for`, `awslogs`. */
  readonly also: string;
  readonly what: string;
}

const RANKS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Joins findings that one edit repairs, as they tell the same fault: those that share a cause, and mere advice
 * beside an error or a warning. The gravest keeps its place, names what the rest is about, and refers to their places. Nothing is lost:
 * {@link apart} gives the findings back, so that each can be switched off by itself. The order stays.
 */
export function joined(findings: readonly Finding[]): Finding[] {
  const byTarget = new Map<unknown, Finding[]>();
  for (const finding of findings) {
    const [edit] = finding.fixes[0]?.edits ?? [];
    if (!edit || finding.node === undefined) continue;
    const target = targetOf(edit);
    const group = byTarget.get(target);
    if (group) group.push(finding);
    else byTarget.set(target, [finding]);
  }
  const told = new Map<Finding, Finding | undefined>();
  for (const group of byTarget.values()) {
    if (group.length === 1) continue;
    group.sort(byGravity);
    const left = new Set(group);
    for (const first of left) {
      left.delete(first);
      const same = [...left].filter((other) => isSameFault(first, other));
      if (same.length === 0) continue;
      for (const other of same) {
        left.delete(other);
        told.set(other, undefined);
      }
      told.set(first, join(first, same));
    }
  }
  if (told.size === 0) return [...findings];
  return findings.flatMap((finding) => (told.has(finding) ? (told.get(finding) ?? []) : finding));
}

/** The findings as their rules reported them. */
export function apart(findings: readonly Finding[]): readonly Finding[] {
  if (!findings.some(({ joins }) => joins)) return findings;
  return findings.flatMap((finding) => finding.joins ?? finding).sort((one, other) => one.offset - other.offset);
}

/** The gravest first; of two errors that which is noticed earlier, then that which comes first in the text. */
function byGravity(one: Finding, other: Finding): number {
  return (
    RANKS[one.severity] - RANKS[other.severity] ||
    Number(one.refusedBy === 'start') - Number(other.refusedBy === 'start') ||
    one.offset - other.offset ||
    (one.rule < other.rule ? -1 : 1)
  );
}

function isSameFault(grave: Finding, other: Finding): boolean {
  if (grave.rule === other.rule) return false;
  const isCause = grave.cause !== undefined && grave.cause.of === other.cause?.of;
  // Advice has nothing to add where more than advice asks for the same. A warning is a fault of its own.
  if (!isCause && (other.severity !== 'info' || grave.severity === 'info')) return false;
  return editKey(grave.fixes[0]!) === editKey(other.fixes[0]!);
}

function join(first: Finding, others: readonly Finding[]): Finding {
  const all = [first, ...others];
  const named = [...new Set(others.flatMap(({ cause }) => (cause && cause.of === first.cause?.of ? cause.what : [])))];
  const places = others.map(({ node, offset, length, message }) => ({ node: node!, offset, length, message }));
  const [fix, ...more] = first.fixes;
  const keys = new Set(first.fixes.map(editKey));
  return {
    ...first,
    message: named.length > 0 ? `${first.message} (${first.cause!.also} ${enumerate(named, 'and')})` : first.message,
    related: [...first.related, ...places],
    fixes: [
      {
        ...fix!,
        preferred: all.some(({ fixes }) => fixes[0]!.preferred === true),
        obvious: all.some(({ fixes }) => fixes[0]!.obvious === true),
      },
      ...more,
      ...others.flatMap(({ fixes }) => fixes).filter((one) => !keys.has(editKey(one))),
    ],
    joins: all,
  };
}

const keysOfFixes = new WeakMap<Fix, string>();

/** What a fix does, as text. Where in its object a member is written makes no difference. */
function editKey(fix: Fix): string {
  let key = keysOfFixes.get(fix);
  if (key === undefined) {
    key = JSON.stringify(fix.edits.map((edit) => ({ ...edit, ...placesOf(edit), after: undefined })));
    keysOfFixes.set(fix, key);
  }
  return key;
}

/** The edit's nodes as their offsets, since a node knows the one around it. */
function placesOf(edit: NodeEdit): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(edit).flatMap(([name, value]) =>
      NODES.has(name) ? [[name, [(value as SyntaxNode).offset, (value as SyntaxNode).kind]]] : [],
    ),
  );
}

const NODES = new Set(['object', 'array', 'node', 'property', 'item', 'over', 'problem']);

/** What an edit changes first. */
function targetOf(edit: NodeEdit): unknown {
  for (const name of NODES) {
    const node = (edit as unknown as Readonly<Record<string, unknown>>)[name];
    if (node !== undefined) return node;
  }
  return edit;
}
