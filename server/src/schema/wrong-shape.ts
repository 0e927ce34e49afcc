import type { Fix, Report } from '../findings/report.ts';
import { isKnown } from '../model/field.ts';
import type { ServiceDefinition } from '../model/service.ts';
import type { TaskDefinition } from '../model/task.ts';
import { cut } from '../model/wording.ts';
import { insert, type NodeEdit, rename, replace, set } from '../syntax/edit.ts';
import { type ArrayNode, isPlaceholder, type ObjectNode, propertyOf, type ValueNode } from '../syntax/node.ts';
import type { Json } from '../syntax/value.ts';
import { jsonOf } from '../syntax/value.ts';
import { coerce } from './coerce.ts';
import { ITEM_FORMS, type ShapeContext } from './item-forms.ts';
import { nameOf } from './place.ts';
import { CONTAINER, resolve, type Schema, typeName } from './schema.ts';
import { isMisshapen, reshape, reshapeItem } from './shape.ts';

/** Types whose other forms leave something to decide: a condition, a directory, whether a host port was meant. */
const OPEN_TO_DOUBT = /^(?:ContainerDependency|MountPoint|PortMapping|Volume|ContainerDefinition)$/;

/** Converts values of the wrong shape in a task definition. */
export class Shapes {
  /** @param task undefined if this is not a task definition */
  constructor(readonly task: TaskDefinition | undefined) {}

  /** Runs a conversion; `also` is what has to be added to the task for the result to work. */
  convert<T>(conversion: (context: ShapeContext) => T): { result: T; also: NodeEdit[] } {
    const { task } = this;
    const known = new Map<string, Json>(
      (task?.volumes.items ?? []).flatMap(({ node }) => {
        const name = node && propertyOf(node, 'name')?.value;
        return name?.kind === 'string' ? [[name.value, name.value]] : [];
      }),
    );
    const volumes = new Map(known);
    const result = conversion({
      sharesHostPorts: task !== undefined && (isKnown(task.networkMode, 'awsvpc') || isKnown(task.networkMode, 'host')),
      hasHostPaths: task?.requires('FARGATE') !== 'yes',
      volumes,
    });
    const added = [...volumes].filter(([name]) => !known.has(name)).map(([, volume]) => volume);
    if (added.length === 0 || !task?.node || task.volumes.presence === 'deferred') return { result, also: [] };
    const list = task.volumes.node;
    return { result, also: list ? added.map((volume) => insert(list, volume)) : [set(task.node, 'volumes', added)] };
  }
}

/**
 * Whether some readers of plain YAML make a text of a number or a boolean. The AWS CLI and the deploy action do not, and are
 * refused; Go programs such as PipeCD do.
 * Sources: cliinput.py of aws-cli 2; convertToJSONableObject in sigs.k8s.io/yaml; checked 2026-11-28.
 */
export function becomesText(node: ValueNode, schema: Schema, { document, part }: TaskDefinition | ServiceDefinition) {
  const isPlainYaml = document.language.id === 'yaml' && part.dialect.id === 'api';
  return isPlainYaml && (node.kind === 'number' || node.kind === 'boolean') && resolve(schema).type === 'string';
}

/** A list item of the wrong shape. */
export interface WrongItem {
  readonly node: ValueNode;
  readonly schema: Schema;
}

/** Describes an item of the wrong shape; undefined if the schema can judge it as it is. */
export function wrongItem(node: ValueNode, schema: Schema, shapes: Shapes): WrongItem | undefined {
  if (node.kind === 'template' || node.kind === 'invalid' || node.kind === 'null') return undefined;
  if (node.kind === 'string' && (node.value === '' || isPlaceholder(node))) return undefined;
  if (resolve(schema).type === 'string') return node.kind === 'array' ? { node, schema } : undefined;
  if (resolve(schema).type !== 'object') return undefined;
  if (node.kind !== 'object') return { node, schema };
  if (node.open) return undefined;
  if (resolve(schema) === CONTAINER && isTaskDefinition(node)) return { node, schema };
  if (
    !isMisshapen(
      node.properties.map(({ key }) => key.value),
      schema,
    )
  )
    return undefined;
  const value = jsonOf(node);
  const { result } = shapes.convert((context) => value !== undefined && reshapeItem(value, schema, context));
  return result ? { node, schema } : undefined;
}

/** The report for the items of a list that have the wrong shape. */
export function wrongItems(list: ArrayNode, wrong: readonly WrongItem[], shapes: Shapes): Report {
  const [first, ...others] = wrong as [WrongItem, ...WrongItem[]];
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const related = others.map(({ node }) => ({ at: node, message: 'This one too' }));
  if (resolve(first.schema) === CONTAINER && first.node.kind === 'object' && isTaskDefinition(first.node)) {
    return {
      at: first.node,
      message: `This is a whole task definition in the list of containers: take it out${more}`,
      fixes: wrong.length === 1 && shapes.task ? unwrap(list, first.node, shapes.task) : [],
      related,
    };
  }
  const aliased = first.node.kind === 'object' ? aliasesIn(first) : [];
  if (aliased.length > 0) {
    const { property, name } = aliased[0]!;
    return {
      at: property.key,
      message: `ECS does not know "${property.key.value}" here: write "${name}"${more}`,
      fixes: renameAll(wrong),
      related,
    };
  }
  const { result, also } = shapes.convert((context) => wrong.map((item) => converted(item, context)));
  const written = result[0]?.[0];
  const isTexts = resolve(first.schema).type === 'string';
  const is = `Each item of ${nameOf(list)} has to be ${isTexts ? 'text' : 'an object'}`;
  return {
    at: first.node,
    message: `${is}${written === undefined ? '' : `: write ${cut(JSON.stringify(written), 40)}`}${more}`,
    fixes: itemFixes(list, wrong, result, also),
    related,
  };
}

/** The types in words. */
export const TYPES: Readonly<Record<NonNullable<Schema['type']>, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'text',
  integer: 'a number',
  number: 'a number',
  boolean: 'true or false',
};

/** The report for a value of the wrong type or shape. */
export function wrongShape(node: ValueNode, schema: Schema, shapes: Shapes): Report {
  const resolved = resolve(schema);
  const is = TYPES[resolved.type!];
  const plain = coerce(node, resolved);
  const value = plain === undefined ? jsonOf(node) : undefined;
  const { result = plain, also } = shapes.convert((context) =>
    value === undefined ? undefined : reshape(value, schema, context),
  );
  const text = result === undefined ? '' : JSON.stringify(result);
  return {
    at: node,
    message: `${nameOf(node)} has to be ${is}${text && `: write ${cut(text, 50)}`}`,
    fixes:
      result === undefined
        ? []
        : [
            {
              title: titleOf(`Write ${cut(text, 40)}`, also),
              preferred: also.length === 0 && !OPEN_TO_DOUBT.test(typeName(resolved.items ?? {}) ?? ''),
              edits: [replace(node, result), ...also],
            },
          ],
  };
}

function converted({ node, schema }: WrongItem, context: ShapeContext): readonly Json[] | undefined {
  const value = jsonOf(node);
  if (value === undefined) return undefined;
  if (resolve(schema).type !== 'string') return reshapeItem(value, schema, context);
  const texts = reshape(value, { type: 'array', items: schema }, context);
  return Array.isArray(texts) ? (texts as readonly Json[]) : undefined;
}

function itemFixes(
  list: ArrayNode,
  wrong: readonly WrongItem[],
  results: readonly (readonly Json[] | undefined)[],
  also: readonly NodeEdit[],
): Fix[] {
  if (results.includes(undefined)) return [];
  const by = new Map(wrong.map(({ node }, i) => [node, results[i]!]));
  const title = titleOf(
    wrong.length === 1 ? `Write ${cut(JSON.stringify(results[0]), 40)}` : `Convert all ${wrong.length} items`,
    also,
  );
  const preferred = also.length === 0 && !OPEN_TO_DOUBT.test(typeName(wrong[0]!.schema) ?? '');
  if (results.every((items) => items!.length === 1)) {
    return [{ title, preferred, edits: [...wrong.map(({ node }, i) => replace(node, results[i]![0]!)), ...also] }];
  }
  const whole: Json[] = [];
  for (const item of list.items) {
    const kept = by.get(item) ?? [jsonOf(item)];
    for (const part of kept) {
      if (part === undefined) return [];
      whole.push(part);
    }
  }
  return [{ title, preferred, edits: [replace(list, whole), ...also] }];
}

/** Adds to a title the names of whatever is added elsewhere. */
function titleOf(title: string, also: readonly NodeEdit[]): string {
  return also.length === 0 ? title : `${title} and add to "volumes"`;
}

function aliasesIn({ node, schema }: WrongItem) {
  const aliases = ITEM_FORMS[typeName(schema) ?? '']?.aliases ?? {};
  if (node.kind !== 'object') return [];
  return node.properties.flatMap((property) => {
    const { value } = property.key;
    const name = Object.hasOwn(aliases, value) ? aliases[value]! : undefined;
    return name !== undefined && !propertyOf(node, name) ? [{ property, name }] : [];
  });
}

function renameAll(wrong: readonly WrongItem[]): Fix[] {
  const renames = wrong.map(aliasesIn);
  if (renames.some((found) => found.length === 0)) return [];
  const { name } = renames[0]![0]!;
  return [
    {
      title: `Rename to "${name}"`,
      preferred: true,
      edits: renames.flatMap((found) => found.map(({ property, name }) => rename(property, name))),
    },
  ];
}

function isTaskDefinition(node: ObjectNode): boolean {
  return propertyOf(node, 'containerDefinitions')?.value?.kind === 'array';
}

/**
 * Fixes that take a task definition out of the list it was put in. If the rest is already elsewhere, only its
 * containers move into that list.
 */
function unwrap(list: ArrayNode, inner: ObjectNode, task: TaskDefinition): Fix[] {
  if (list === task.root) {
    if (list.items.length > 1) return [];
    return [{ title: 'Take it out of the list', edits: [{ kind: 'lift', item: inner }] }];
  }
  const containers = jsonOf(propertyOf(inner, 'containerDefinitions')!.value!);
  if (!task.node || !Array.isArray(containers)) return [];
  const rest = inner.properties.filter(
    ({ key }) => key.value !== 'containerDefinitions' && !propertyOf(task.node!, key.value),
  );
  const members = rest.map(({ key, value }) => [key.value, value && jsonOf(value)] as const);
  if (members.some(([, value]) => value === undefined)) return [];
  const whole = list.items.flatMap((item) => (item === inner ? (containers as Json[]) : [jsonOf(item)]));
  if (whole.includes(undefined)) return [];
  return [
    {
      title: 'Move its containers and members out',
      edits: [replace(list, whole as Json[]), ...members.map(([key, value]) => set(task.node!, key, value!))],
    },
  ];
}
