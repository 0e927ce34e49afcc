import type { SourceDocument } from '../syntax/document.ts';
import { applyEdits, type NodeEdit, type TextEdit, toTextEdits } from '../syntax/edit.ts';
import type { ObjectNode, PropertyNode, SyntaxNode, ValueNode } from '../syntax/node.ts';
import type { Finding } from './finding.ts';
import type { Fix } from './report.ts';

/** The maximum number of characters read in all rounds together. */
const MOST_CHARACTERS = 192 * 1024;

/** A finding's safe fix; undefined if it has none. */
export function safeFix(finding: Finding): Fix | undefined {
  return finding.fixes.find((fix) => fix.preferred);
}

/**
 * The fix that "repair everything" applies: the safe one, or the obvious one if the finding is more than a hint. Undefined if there is
 * neither.
 */
export function answerOf(finding: Finding): Fix | undefined {
  return safeFix(finding) ?? (finding.severity !== 'info' ? finding.fixes.find((fix) => fix.obvious) : undefined);
}

/**
 * Applies the safe fixes over and over until none is left, so that fixing the result again changes nothing.
 * Broken text is left alone.
 * @param analyse analyses a text and returns its findings
 * @returns the fixed text, or the same text if there was nothing to fix
 */
export function fixAll(
  text: string,
  analyse: (text: string) => { document: SourceDocument; findings: readonly Finding[] },
): string {
  let current = text;
  // Each round applies all fixes that do not conflict. A fix may uncover others, so a few rounds are needed.
  // A file far above ECS's limit of 64 KiB gets fewer rounds.
  const rounds = Math.max(2, Math.min(20, Math.floor(MOST_CHARACTERS / text.length)));
  for (let round = 0; round < rounds; round++) {
    const { document, findings } = analyse(current);
    // The intent of broken text is unclear.
    if (document.blocksEdits) return current;
    const edits = compatible(findings.flatMap((finding) => safeFix(finding) ?? []));
    if (edits.length === 0) return current;
    const next = applyEdits(current, toTextEdits(document, edits));
    if (next === current) return current;
    current = next;
  }
  return current;
}

/** The edits of those fixes that do not conflict with each other. A fix is taken whole or not at all. */
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

/** Whether a target, or something around it, is already being changed. */
function isTaken(target: Target, taken: ReadonlySet<unknown>): boolean {
  if (taken.has(target.key)) return true;
  for (let node: SyntaxNode | ValueNode | undefined = target.node; node; node = node.parent)
    if (taken.has(node)) return true;
  return false;
}

/** The text edits that apply one fix. */
export function editsOf(document: SourceDocument, fix: Fix, mode: 'plain' | 'snippet' = 'plain'): TextEdit[] {
  return toTextEdits(document, fix.edits, mode);
}
