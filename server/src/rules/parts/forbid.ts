import type { Report } from '../../findings/report.ts';
import type { View } from '../../model/view.ts';
import { remove } from '../../syntax/edit.ts';
import type { PropertyNode, ValueNode } from '../../syntax/node.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';

/**
 * Reports a member that is not allowed here, with a fix that removes it. Reports nothing if it is absent, `null`,
 * `false`, empty or deferred: none of these asks ECS for anything.
 */
export function forbid<T extends object>(
  view: View<T>,
  key: keyof T & string,
  message: string,
  report: (finding: Report) => void,
  more: Partial<Report> = {},
): void {
  const property = view.member(key);
  if (!property?.value || !asksForSomething(property.value)) return;
  report({ at: property.key, message, fixes: [removal(property)], ...more });
}

/** The fix that removes a member. */
export function removal(property: PropertyNode): { title: string; edits: ReturnType<typeof remove>[] } {
  return { title: `Remove "${property.key.value}"`, edits: [remove(property)] };
}

function asksForSomething(node: ValueNode): boolean {
  switch (node.kind) {
    case 'null':
    case 'template':
    case 'invalid':
      return false;
    case 'boolean':
      return node.value;
    case 'string':
      return node.value !== '' && !hasPlaceholder(node.value);
    case 'array':
      return node.items.some((item) => asksForSomething(item));
    case 'object':
      return node.properties.length > 0;
    case 'number':
      return true;
  }
}
