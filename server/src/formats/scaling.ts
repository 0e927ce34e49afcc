import type { Scaling } from '../model/part.ts';
import type { ValueNode } from '../syntax/node.ts';

/** What the targets of Application Auto Scaling in a document say of its services. */

/** How a document names a service. */
export interface NamedService {
  /** The name as the service has it, with placeholders for what is decided later; undefined if it has none. */
  readonly name: string | undefined;
  /** Whether a placeholder stands for the name of this service. */
  isNamedBy(placeholder: string): boolean;
  /** Whether a placeholder stands for the name of some service in the document. */
  isOfAnother(placeholder: string): boolean;
}

/** A target of Application Auto Scaling. */
export interface Target {
  /** What it scales, as in `service/shop/web`; undefined if that is decided later. */
  readonly resource: string | undefined;
  readonly least: ValueNode | undefined;
  readonly most: ValueNode | undefined;
}

/** Whether one of the targets is a service, and between which numbers of tasks it then is. */
export function scalingBy(service: NamedService, targets: readonly Target[]): Scaling {
  const answers = targets.map(({ resource }) => (resource === undefined ? 'unknown' : isTarget(service, resource)));
  const target = targets[answers.indexOf('yes')];
  if (target) return { scaled: 'yes', limits: [numberIn(target.least), numberIn(target.most)] };
  return { scaled: answers.includes('unknown') ? 'unknown' : 'no' };
}

function numberIn(node: ValueNode | undefined): number | undefined {
  const value = node?.kind === 'number' || node?.kind === 'string' ? Number(node.value) : Number.NaN;
  return Number.isInteger(value) && value >= 0 ? value : undefined;
}

function isTarget(service: NamedService, resource: string): 'yes' | 'no' | 'unknown' {
  const last = lastSegment(resource);
  if (last === undefined) return 'unknown';
  if (last === service.name || service.isNamedBy(last)) return 'yes';
  if (service.isOfAnother(last)) return 'no';
  // A name of which a part is decided later may be any.
  return last.includes('${') || service.name?.includes('${') ? 'unknown' : 'no';
}

/** What follows the last slash that is not in a placeholder; undefined if there is none. */
function lastSegment(resource: string): string | undefined {
  const bare = resource.replaceAll(/\$\{[^{}]*\}/g, (placeholder) => '_'.repeat(placeholder.length));
  const slash = bare.lastIndexOf('/');
  return slash < 0 ? undefined : resource.slice(slash + 1);
}
