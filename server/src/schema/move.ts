import type { TaskDefinition } from '../model/task.ts';
import type { Fix } from '../rules/rule.ts';
import { insert, type Json, remove, rename, set } from '../syntax/edit.ts';
import { type ObjectNode, type PropertyNode, propertyOf } from '../syntax/node.ts';
import { jsonOf } from '../syntax/value.ts';
import { CONTAINER, memberOf, REQUEST, type Schema } from './schema.ts';

/**
 * Fixes for a member that is known, though not where it stands: they take its own value along.
 * Empty where the place that it belongs to is taken, or nobody can tell which it is.
 */
export function movesOf(property: PropertyNode, schema: Schema, task: TaskDefinition): Fix[] {
  const { key, value, parent } = property;
  if (!value || !task.root) return [];
  const moved = jsonOf(value);
  if (moved === undefined) return [];
  if (schema === CONTAINER && task.root.kind === 'object' && memberOf(REQUEST, key.value)) {
    return intoObject(property, task.root, moved, 'Move it to the task level');
  }
  if (schema === REQUEST && memberOf(CONTAINER, key.value)) {
    const { node: list } = task.containers;
    const [container] = list?.items ?? [];
    if (!list || list.open || list.items.length !== 1 || container?.kind !== 'object') return [];
    return intoObject(property, container, moved, 'Move it into the container');
  }
  return betweenLists(parent, key.value, moved);
}

/** A name that other tools give a member of a pair, such as `key` in `environment`. */
export function renamesOf(property: PropertyNode, schema: Schema): Fix[] {
  const to = { key: 'name', name: 'key' }[property.key.value];
  const isPair = memberOf(schema, 'value') !== undefined || memberOf(schema, 'valueFrom') !== undefined;
  if (!to || !isPair || !memberOf(schema, to) || propertyOf(property.parent, to)) return [];
  return [{ title: `Rename to "${to}"`, edits: [rename(property, to)] }];
}

function intoObject(property: PropertyNode, to: ObjectNode, moved: Json, title: string): Fix[] {
  if (to.open) return [];
  const there = propertyOf(to, property.key.value)?.value;
  const edits = [remove(property)];
  if (!there) return [{ title, edits: [...edits, set(to, property.key.value, moved)] }];
  if (there.kind === 'array' && !there.open && Array.isArray(moved)) {
    return [{ title, edits: [...edits, ...moved.map((item: Json) => insert(there, item))] }];
  }
  // Where both say the same, the one in the wrong place goes.
  return JSON.stringify(jsonOf(there)) === JSON.stringify(moved) ? [{ title, edits }] : [];
}

/** `valueFrom` makes an entry a secret, and `value` makes it a variable. */
function betweenLists(item: ObjectNode, key: string, moved: Json): Fix[] {
  const list = item.parent?.kind === 'array' ? item.parent : undefined;
  const holder = list?.parent?.kind === 'property' ? list.parent : undefined;
  const name = propertyOf(item, 'name')?.value;
  if (!holder || name?.kind !== 'string' || item.properties.length !== 2 || typeof moved !== 'string') return [];
  // What `secrets` takes is a reference, and a plain value is none: only its author knows which was meant.
  if (holder.key.value !== 'environment' || key !== 'valueFrom') return [];
  const entry = { name: name.value, valueFrom: moved };
  const secrets = propertyOf(holder.parent, 'secrets')?.value;
  if (secrets && (secrets.kind !== 'array' || secrets.open)) return [];
  const isAlone = list!.items.length === 1;
  return [
    {
      title: 'Move it to "secrets"',
      edits: [
        remove(isAlone ? holder : item),
        secrets ? insert(secrets, entry) : set(holder.parent, 'secrets', [entry]),
      ],
    },
  ];
}
