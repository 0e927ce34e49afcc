import type { SourceDocument } from '../syntax/document.ts';
import { applyEdits, type NodeEdit, type TextEdit, toTextEdits } from '../syntax/edit.ts';
import type { ObjectNode, PropertyNode, SyntaxNode, ValueNode } from '../syntax/node.ts';
import type { Finding } from './finding.ts';
import type { Fix } from './report.ts';

/** How many characters are read in all rounds together. */
const MOST_CHARACTERS = 512 * 1024;

/** The safe fix of a finding; undefined where it has none. */
export function safeFix(finding: Finding): Fix | undefined {
  return finding.fixes.find((fix) => fix.preferred);
}

/** The fix of a finding that is taken when the user has all repaired: the safe one, else the obvious one of an error. */
export function answerOf(finding: Finding): Fix | undefined {
  return safeFix(finding) ?? (finding.severity === 'error' ? finding.fixes.find((fix) => fix.obvious) : undefined);
}

/**
 * Applies the safe fixes again and again until none is left, so that applying the result once more changes nothing.
 * A text that is broken is left alone.
 * @param analyse reads a text and tells its findings
 * @returns the fixed text, the same text where nothing was to fix
 */
export function fixAll(
  text: string,
  analyse: (text: string) => { document: SourceDocument; findings: readonly Finding[] },
): string {
  let current = text;
  // Each round fixes everything that does not touch the same node; fixes that uncover others need a few rounds.
  // A file that is far beyond the 64 KiB that ECS takes is not read so often.
  const rounds = Math.max(2, Math.min(20, Math.floor(MOST_CHARACTERS / text.length)));
  for (let round = 0; round < rounds; round++) {
    const { document, findings } = analyse(current);
    // Of a broken text nobody knows what it is meant to be.
    if (document.blocksEdits) return current;
    const edits = compatible(findings.flatMap((finding) => safeFix(finding) ?? []));
    if (edits.length === 0) return current;
    const next = applyEdits(current, toTextEdits(document, edits));
    if (next === current) return current;
    current = next;
  }
  return current;
}

/** The edits of those fixes that do not get in each other's way, whole fixes only. */
export function compatible(fixes: readonly Fix[]): NodeEdit[] {
  const taken = new Set<unknown>();
  const result: NodeEdit[] = [];
  for (const fix of fixes) {
    const targets = fix.edits.map(targetOf);
    if (targets.some((target) => isTaken(target, taken))) continue;
    for (const target of targets) taken.add(target.key);
    for (const edit of fix.edits) result.push(edit);
  }
  return result;
}

interface Target {
  readonly node: SyntaxNode | undefined;
  readonly key: unknown;
}

function targetOf(edit: NodeEdit): Target {
  switch (edit.kind) {
    case 'set':
      return { node: edit.object, key: propertyKey(edit.object, edit.key) };
    case 'insert':
      return { node: edit.array, key: `insert ${edit.array.offset} ${JSON.stringify(edit.value)}` };
    case 'remove':
      return { node: edit.node, key: edit.node.parent?.kind === 'property' ? edit.node.parent : edit.node };
    case 'rename':
      return { node: edit.property, key: edit.property };
    case 'replace':
      return { node: edit.node, key: edit.node.parent?.kind === 'property' ? edit.node.parent : edit.node };
    case 'unwrap':
      return { node: edit.property, key: edit.property };
    case 'lift':
      return { node: edit.item, key: edit.over ?? edit.item.parent };
    case 'wrap':
      return { node: edit.node, key: edit.node };
    case 'repair':
      return { node: undefined, key: edit.problem };
  }
}

function propertyKey(object: ObjectNode, key: string): PropertyNode | string {
  return object.properties.findLast((property) => property.key.value === key) ?? `set ${object.offset} ${key}`;
}

/** Whether a target, or something that it is inside of, is already being changed. */
function isTaken(target: Target, taken: ReadonlySet<unknown>): boolean {
  if (taken.has(target.key)) return true;
  for (let node: SyntaxNode | ValueNode | undefined = target.node; node; node = node.parent)
    if (taken.has(node)) return true;
  return false;
}

/** The text edits of one fix. */
export function editsOf(document: SourceDocument, fix: Fix, mode: 'plain' | 'snippet' = 'plain'): TextEdit[] {
  return toTextEdits(document, fix.edits, mode);
}
