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

/** The targets of a document, by the name of the service as they write it; undefined for one that is decided later. */
export type NamedTargets = ReadonlyMap<string | undefined, Target>;

/** Of several targets of one name the first counts. */
export function targetsByName(targets: readonly Target[]): NamedTargets {
  const found = new Map<string | undefined, Target>();
  for (const target of targets) {
    const name = target.resource === undefined ? undefined : lastSegment(target.resource);
    if (!found.has(name)) found.set(name, target);
  }
  return found;
}

/** Whether one of the targets is a service, and between which numbers of tasks it then is. */
export function scalingBy(service: NamedService, targets: NamedTargets): Scaling {
  let scaled: 'no' | 'unknown' = 'no';
  for (const [name, { least, most }] of targets) {
    const answer = isTarget(service, name);
    if (answer === 'yes') return { scaled: 'yes', limits: [numberIn(least), numberIn(most)] };
    if (answer === 'unknown') scaled = answer;
  }
  return { scaled };
}

function numberIn(node: ValueNode | undefined): number | undefined {
  const value = node?.kind === 'number' || node?.kind === 'string' ? Number(node.value) : Number.NaN;
  return Number.isInteger(value) && value >= 0 ? value : undefined;
}

function isTarget(service: NamedService, last: string | undefined): 'yes' | 'no' | 'unknown' {
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
