import { blockOf } from '../../syntax/hcl/nodes.ts';
import { endOf, Leaf, type ObjectNode, propertyOf, type ValueNode } from '../../syntax/node.ts';
import type { ScalarNode } from '../notation.ts';

/** The locals and the variables of a file, each found by its name. They are those of one version of the file. */
export class Declarations {
  private locals: ReadonlyMap<string, ValueNode> | undefined;
  private variables: ReadonlyMap<string, ObjectNode> | undefined;
  private readonly values = new Map<string, readonly ScalarNode[]>();

  /** @param text of the whole file */
  constructor(
    private readonly root: ObjectNode,
    readonly text: string,
  ) {}

  /** The value of a local. */
  local(name: string): ValueNode | undefined {
    this.locals ??= localsOf(this.root);
    return this.locals.get(name);
  }

  /** The values that a variable may have; none if it may have any, or more is asked of it. */
  valuesOf(name: string): readonly ScalarNode[] {
    const known = this.values.get(name);
    if (known) return known;
    this.variables ??= variablesOf(this.root);
    const variable = this.variables.get(name);
    const values = variable ? allowed(variable, name, this.text) : [];
    this.values.set(name, values);
    return values;
  }
}

/** Of several with one name the first block counts, and in it the last. */
function localsOf(root: ObjectNode): ReadonlyMap<string, ValueNode> {
  const found = new Map<string, ValueNode>();
  const blocks = propertyOf(root, 'locals')?.value;
  for (const body of blocks?.kind === 'array' ? [...blocks.items].reverse() : [])
    if (body.kind === 'object') for (const { key, value } of body.properties) if (value) found.set(key.value, value);
  return found;
}

function variablesOf(root: ObjectNode): ReadonlyMap<string, ObjectNode> {
  const found = new Map<string, ObjectNode>();
  const blocks = propertyOf(root, 'variable')?.value;
  for (const body of blocks?.kind === 'array' ? blocks.items : []) {
    const name = blockOf(body)?.labels[0]?.value;
    if (body.kind === 'object' && name !== undefined && !found.has(name)) found.set(name, body);
  }
  return found;
}

/** The list in a validation that allows these values and no other. */
const CONTAINS = /^contains\(\s*\[([^[\]]*)\]\s*,\s*var\.([\w-]+)\s*\)$/;
const ITEM = /\s*(?:"((?:[^"\\$%]|[$%](?!\{))*)"|(-?\d+(?:\.\d+)?))\s*(,|$)/y;

/** The values that a variable may have; none if it may have any, or more is asked of it. */
function allowed(variable: ObjectNode, name: string, text: string): readonly ScalarNode[] {
  const type = propertyOf(variable, 'type')?.value;
  const validations = propertyOf(variable, 'validation')?.value;
  if (!type || validations?.kind !== 'array' || validations.items.length !== 1) return [];
  const [validation] = validations.items;
  const condition = validation?.kind === 'object' ? propertyOf(validation, 'condition')?.value : undefined;
  if (!condition || condition.length > 2000) return [];
  const [, list, of] = CONTAINS.exec(text.slice(condition.offset, endOf(condition))) ?? [];
  const kind = text.slice(type.offset, endOf(type));
  return list !== undefined && of === name && (kind === 'string' || kind === 'number') ? literals(list, kind) : [];
}

/** The texts and numbers of a list, as a variable of the type has them; none if there is anything else in it. */
function literals(list: string, type: 'string' | 'number'): ScalarNode[] {
  const found: ScalarNode[] = [];
  ITEM.lastIndex = 0;
  while (ITEM.lastIndex < list.length) {
    const from = ITEM.lastIndex;
    const match = ITEM.exec(list);
    if (!match) return /^\s*$/.test(list.slice(from)) ? found : [];
    const value = match[1] ?? match[2]!;
    if (value.includes('\\') || (type === 'number' && !Number.isFinite(Number(value)))) return [];
    found.push(
      type === 'string'
        ? new Leaf('string', value, 0, 0, undefined, 0)
        : (new Leaf('number', Number(value), 0, 0, undefined, 0) as ScalarNode),
    );
  }
  return found;
}
