import type { Compatibility } from '@aws-sdk/client-ecs';
import { LAUNCH_TYPES } from '../../model/launch-types.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { memberOf, resolve, type Schema } from '../../schema/schema.ts';
import { type ObjectNode, propertyOf, type ValueNode } from '../../syntax/node.ts';

/** What a value's place means: a member of an API type, in a task definition as far as it is written. */
export class Spot {
  constructor(
    readonly task: TaskDefinition,
    /** The API type that has the member. */
    readonly type: string,
    readonly key: string,
    /** The object that has the member; undefined if it is not written yet. */
    readonly owner: ObjectNode | undefined,
    readonly container: Container | undefined,
    /** The other items of the list, if the value is a list item. */
    readonly beside: readonly ValueNode[] | undefined = undefined,
  ) {}

  /** The API's name for the place: `PortMapping.protocol`. */
  get id(): string {
    return `${this.type}.${this.key}`;
  }

  /** The schema of the value: of the member, or of an item of it. */
  get schema(): Schema | undefined {
    const member = memberOf(definition(this.type), this.key);
    return member && this.beside ? resolve(member).items : member;
  }

  /** The place of another member in the same object. */
  sibling(key: string): Spot {
    return new Spot(this.task, this.type, key, this.owner, this.container);
  }

  /** The place of a member in an object that is not written yet. */
  within(type: string, key: string): Spot {
    return new Spot(this.task, type, key, undefined, this.container);
  }

  /** The place of an item, if the value is a list. */
  item(beside: readonly ValueNode[] = []): Spot {
    return new Spot(this.task, this.type, this.key, this.owner, this.container, beside);
  }

  /** The text of another member of the same object. */
  text(key: string): string | undefined {
    const value = this.owner && propertyOf(this.owner, key)?.value;
    return value?.kind === 'string' && value.value !== '' ? value.value : undefined;
  }

  /** The texts of the other items. */
  get textsBeside(): ReadonlySet<string> {
    return new Set(this.beside?.flatMap((node) => (node.kind === 'string' ? [node.value] : [])));
  }

  /** What the other objects in the owner's list have as this member. */
  get textsOfOwnersBeside(): ReadonlySet<string> {
    const list = this.owner?.parent;
    return list?.kind === 'array' ? textsOf(list.items, this.key, this.owner) : new Set();
  }

  /** Whether every launch type that the task definition asks for is among these. */
  suits(launchTypes: readonly Compatibility[] | undefined): boolean {
    if (!launchTypes) return true;
    return LAUNCH_TYPES.every((type) => this.task.requires(type) !== 'yes' || launchTypes.includes(type));
  }
}

/** The texts that the objects in a list have as a member, except those of one object. */
export function textsOf(items: readonly ValueNode[], key: string, except?: ValueNode): ReadonlySet<string> {
  const texts = items.flatMap((item) => {
    const value = item !== except && item.kind === 'object' ? propertyOf(item, key)?.value : undefined;
    return value?.kind === 'string' ? [value.value] : [];
  });
  return new Set(texts);
}

/** The container that contains a node. */
export function containerAround(task: TaskDefinition, node: ValueNode): Container | undefined {
  for (let at: ValueNode | undefined = node; at; ) {
    const found = at.kind === 'object' ? task.containers.items.find((container) => container.node === at) : undefined;
    if (found) return found;
    const parent: ValueNode['parent'] = at.parent;
    at = parent?.kind === 'property' ? parent.parent : parent;
  }
  return undefined;
}

/** The schema of an API type. */
export function definition(type: string): Schema {
  return resolve({ $ref: `#/definitions/${type}` });
}
