import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding } from '../findings/finding.ts';
import { resourceTypeOf } from '../formats/resource-types.ts';
import type { ArrayNode, SyntaxNode } from '../syntax/node.ts';
import { pathOf, pointerTo } from '../syntax/pointer.ts';
import { wellFormed } from './show.ts';

/** A file's path relative to a folder, with forward slashes; its absolute path if it is outside the folder. */
export function relativePath(file: string, folder = process.cwd()): string {
  const path = relative(folder, resolve(file));
  const inside = path !== '' && !isAbsolute(path) && path !== '..' && !path.startsWith(`..${sep}`);
  return (inside ? path : resolve(file)).split(sep).join('/');
}

/** The same as a URI: relative to the working folder, or absolute if the file is outside it. */
export function uriOf(file: string): string {
  if (file === '-') return 'stdin';
  const path = relativePath(file);
  if (isAbsolute(path)) return pathToFileURL(resolve(file)).href;
  return path
    .split('/')
    .map((step) => encodeURIComponent(wellFormed(step)))
    .join('/');
}

/**
 * What the document calls the task definition or service that a finding is about: a logical ID of CloudFormation, an
 * address of Terraform. Undefined if the document holds nothing else.
 */
export function resourceOf({ part }: Finding): string | undefined {
  if (!part?.id) return undefined;
  if (part.dialect.id !== 'terraform') return part.id;
  return `${resourceTypeOf(part)}.${part.id}`;
}

/** The rule of a finding, and the resource that it is about where the document holds several. */
export function ruleWithResource(finding: Finding): string {
  const resource = resourceOf(finding);
  return resource === undefined ? finding.rule : `${finding.rule} (${resource})`;
}

/**
 * Identifies a finding's place in a way that survives edits elsewhere: like a JSON pointer, but items that have a name
 * use it instead of their number. `/containerDefinitions/web/image` stays the same when a container is inserted before
 * `web`.
 */
export function lastingPath(finding: Finding): string {
  const { node, part } = finding;
  const resource = resourceOf(finding);
  const prefix = resource === undefined ? '' : pointerTo([resource]);
  if (!node || node === part?.label) return prefix;
  const nodes: SyntaxNode[] = [];
  for (let at: SyntaxNode | undefined = node; at; at = at.parent) nodes.unshift(at);
  const names = nodes.flatMap((at) => (at.parent?.kind === 'array' ? [nameOf(at)] : []));
  let item = 0;
  return prefix + pointerTo(pathOf(node).map((step) => (typeof step === 'number' ? (names[item++] ?? step) : step)));
}

/** How often each name occurs in a list. */
const COUNTS = new WeakMap<ArrayNode, ReadonlyMap<string, number>>();

/** The name of a list item, taken from one of its members; undefined if another item has the same name. */
function nameOf(node: SyntaxNode): string | undefined {
  if (node.parent?.kind !== 'array') return undefined;
  const name = ownName(node);
  if (name === undefined) return undefined;
  let counts = COUNTS.get(node.parent);
  if (!counts) {
    const found = new Map<string, number>();
    for (const item of node.parent.items) {
      const other = ownName(item);
      if (other !== undefined) found.set(other, (found.get(other) ?? 0) + 1);
    }
    counts = found;
    COUNTS.set(node.parent, counts);
  }
  return counts.get(name) === 1 ? name : undefined;
}

/** The name of each object, computed once because every finding inside it asks. */
const OWN_NAMES = new WeakMap<SyntaxNode, { readonly name: string | undefined }>();

function ownName(node: SyntaxNode): string | undefined {
  let known = OWN_NAMES.get(node);
  if (!known) {
    known = { name: readName(node) };
    OWN_NAMES.set(node, known);
  }
  return known.name;
}

function readName(node: SyntaxNode): string | undefined {
  if (node.kind !== 'object') return undefined;
  for (const key of ['name', 'containerName', 'key', 'containerPath', 'sourceVolume']) {
    const value = node.properties.find((property) => property.key.value === key)?.value;
    if (value?.kind === 'string' && value.value !== '') return value.value;
  }
  return undefined;
}
