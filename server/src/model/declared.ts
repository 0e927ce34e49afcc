import type { SourceDocument } from '../syntax/document.ts';
import { blockOf, isBlocks } from '../syntax/hcl/nodes.ts';
import { type ObjectNode, propertyOf, type ValueNode } from '../syntax/node.ts';
import type { Placed } from './home.ts';

/** Something that a template or a file of Terraform declares and that a value may refer to. */
export interface Declared {
  readonly kind: 'resource' | 'parameter';
  readonly id: string;
  /** The type of a resource or of a parameter; undefined if it is not written. */
  readonly type: string | undefined;
}

/** What the file of a definition declares; nothing if its format has no declarations. */
export function declaredIn({ document, part }: Pick<Placed, 'document' | 'part'>): Declared[] {
  if (part.dialect.id === 'cloudformation') return declaredInTemplate(document);
  return part.dialect.id === 'terraform' ? declaredInTerraform(document) : [];
}

/** What a CloudFormation template declares, in text order. */
function declaredInTemplate({ language, root, text }: SourceDocument): Declared[] {
  if (language.id === 'yaml') return declaredInYaml(text);
  if (root?.kind !== 'object') return [];
  return SECTIONS.flatMap(([section, kind]) => {
    const members = propertyOf(root, section)?.value;
    if (members?.kind !== 'object') return [];
    return members.properties.map(({ key, value }) => ({ kind, id: key.value, type: textOf(value, 'Type') }));
  });
}

const SECTIONS = [
  ['Resources', 'resource'],
  ['Parameters', 'parameter'],
] as const;

/**
 * The same in YAML by its lines, as most of a template is not read. A section in flow style counts as empty.
 */
function declaredInYaml(text: string): Declared[] {
  const found: { kind: Declared['kind']; id: string; type: string | undefined }[] = [];
  let kind: Declared['kind'] | undefined;
  let column = 0;
  let inner = 0;
  for (const [, indent, , key, rest] of text.matchAll(/^( *)(["']?)([A-Za-z][\w.:-]*)\2:(?:[ \t]+([^\r\n]*))?\r?$/gm)) {
    const at = indent!.length;
    if (at === 0) {
      kind = SECTIONS.find(([section]) => section === key)?.[1];
      column = 0;
    } else if (kind && (column === 0 || at === column)) {
      column = at;
      inner = 0;
      found.push({ kind, id: key!, type: undefined });
    } else if (kind && at > column) {
      inner ||= at;
      const last = found[found.length - 1];
      if (at === inner && key === 'Type' && last) last.type ??= /^["']?([\w:<>-]+)/.exec(rest ?? '')?.[1];
    }
  }
  return found;
}

/**
 * What a file of Terraform declares, data sources included. The type of a variable is left out: it may be any expression.
 */
function declaredInTerraform({ root }: SourceDocument): Declared[] {
  if (root?.kind !== 'object') return [];
  return [
    ...labelsOf(root, 'resource').map(([type, id]): Declared => ({ kind: 'resource', id: id ?? '', type })),
    ...labelsOf(root, 'data').map(([type, id]): Declared => ({ kind: 'resource', id: id ?? '', type: `data.${type}` })),
    ...labelsOf(root, 'variable').map(([id]): Declared => ({ kind: 'parameter', id: id ?? '', type: undefined })),
  ].filter(({ id }) => id !== '');
}

type Labels = readonly [string, string | undefined];

/** The labels of all blocks of a type; in Terraform's JSON they are the names of the members. */
function labelsOf(root: ObjectNode, type: string): Labels[] {
  const value = propertyOf(root, type)?.value;
  if (!value) return [];
  if (isBlocks(value))
    return value.items.flatMap((body): Labels[] => {
      const [first, second] = blockOf(body)?.labels ?? [];
      return first ? [[first.value, second?.value]] : [];
    });
  if (value.kind !== 'object') return [];
  return value.properties.flatMap(({ key, value: inner }): Labels[] => {
    if (type === 'variable') return [[key.value, undefined]];
    return inner?.kind === 'object' ? inner.properties.map((one) => [key.value, one.key.value]) : [];
  });
}

function textOf(object: ValueNode | undefined, key: string): string | undefined {
  const value = object?.kind === 'object' ? propertyOf(object, key)?.value : undefined;
  return value?.kind === 'string' ? value.value : undefined;
}
