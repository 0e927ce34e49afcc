import type { ServiceDefinition } from '../model/service.ts';
import type { NodeEdit } from '../syntax/edit.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { type Finding, type RelatedPlace, underline } from './finding.ts';

/**
 * A finding about a service whose task definition is in another document, with places in that document marked as such. A
 * finding that is in the other document moves to the service, and fixes that change the other document are left out.
 */
export function inOwnDocument(service: ServiceDefinition, finding: Finding): Finding {
  const { task } = service;
  if (!task || task.document === service.document) return finding;
  const elsewhere = { fileName: task.fileName, text: task.document.text };
  // What names a resource is outside of the tree under the API's names.
  const away = new Set([rootOf(task.root), rootOf(task.label)]);
  const isAway = (node: SyntaxNode) => away.has(rootOf(node));
  const mark = (place: RelatedPlace) => (isAway(place.node) ? { ...place, elsewhere } : place);
  const fixes = finding.fixes.filter(({ edits }) => !edits.some((edit) => nodesOf(edit).some(isAway)));
  const related = finding.related.map(mark);
  const { node } = finding;
  if (!node || !isAway(node)) return { ...finding, fixes, related };
  const { offset, length } = finding;
  const there = { offset, length, node, message: 'This is the place', elsewhere };
  const at = service.member('taskDefinition')?.value ?? service.label;
  return { ...finding, ...spanOf(at), node: at, fixes, related: [there, ...related] };
}

function spanOf(node: SyntaxNode): Pick<Finding, 'offset' | 'length'> {
  const { offset, length } = underline(node);
  return { offset, length };
}

function rootOf(node: SyntaxNode): SyntaxNode {
  let root = node;
  while (root.parent) root = root.parent;
  return root;
}

function nodesOf(edit: NodeEdit): readonly SyntaxNode[] {
  switch (edit.kind) {
    case 'set':
      return [edit.object];
    case 'insert':
      return [edit.array];
    case 'rename':
    case 'unwrap':
      return [edit.property];
    case 'lift':
      return [edit.item];
    case 'repair':
      return [];
    default:
      return [edit.node];
  }
}
