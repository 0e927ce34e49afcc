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

/**
 * Whether one of the targets is a service.
 * @param resources the identifiers of the targets, as in `service/shop/web`; undefined for one that is decided later
 */
export function scaledBy(service: NamedService, resources: readonly (string | undefined)[]): 'yes' | 'no' | 'unknown' {
  const answers = resources.map((resource) => (resource === undefined ? 'unknown' : isTarget(service, resource)));
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
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
