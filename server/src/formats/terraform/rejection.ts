import { CONTAINER, memberOf, resolve, type Schema, typeName } from '../../schema/schema.ts';
import type { PropertyNode, SyntaxNode, ValueNode } from '../../syntax/node.ts';

/**
 * How the provider words a value of a wrong type within a container; undefined for other findings. The path to the member is left
 * out, as releases differ in it.
 * Source: UnmarshalTypeError in encoding/json of Go, and ContainerDefinition in aws-sdk-go-v2/service/ecs/types, checked 2026-11-28.
 */
export function rejectionOf(rule: string, node: SyntaxNode): string | undefined {
  if (rule !== 'wrong-type' || node.kind === 'property') return undefined;
  const path = pathOf(node);
  const schema = path && schemaAt(path);
  const kind = KINDS[node.kind];
  if (!schema || !kind) return undefined;
  const member = path.findLast((step) => step !== ITEM);
  const field = member ? `struct field ….${member.charAt(0).toUpperCase()}${member.slice(1)}` : 'value';
  return `json: cannot unmarshal ${kind} into Go ${field} of type ${goType(schema)}`;
}

/** What the decoder calls a value that it does not take. */
const KINDS: Readonly<Partial<Record<ValueNode['kind'], string>>> = {
  object: 'object',
  array: 'array',
  string: 'string',
  number: 'number',
  boolean: 'bool',
};

/** The members and items from a container down to a node; undefined where it is in none. */
function pathOf(node: ValueNode): string[] | undefined {
  const path: string[] = [];
  let at: SyntaxNode | undefined = node;
  while (at) {
    const parent: PropertyNode | SyntaxNode | undefined = at.parent;
    if (parent?.kind === 'array' && isContainers(parent.parent)) return path;
    if (at.kind === 'property') path.unshift(at.key.value);
    else if (parent?.kind === 'array') path.unshift(ITEM);
    at = parent;
  }
  return undefined;
}

const ITEM = '[]';

function isContainers(parent: SyntaxNode | undefined): boolean {
  return parent?.kind === 'property' && parent.key.value === 'containerDefinitions';
}

function schemaAt(path: readonly string[]): Schema | undefined {
  let schema: Schema | undefined = CONTAINER;
  for (const step of path) {
    const type: Schema | undefined = schema && resolve(schema);
    schema = step === ITEM ? type?.items : type && (memberOf(type, step) ?? (type.additionalProperties || undefined));
  }
  return schema;
}

function goType(schema: Schema): string {
  const type = resolve(schema);
  switch (type.type) {
    case 'integer':
      return 'int32';
    case 'boolean':
      return 'bool';
    case 'array':
      return `[]${goType(type.items ?? {})}`;
    case 'object':
      return type.properties ? `types.${typeName(schema) ?? '…'}` : 'map[string]string';
    default:
      return typeName(schema) && type.enum ? `types.${typeName(schema)}` : 'string';
  }
}
