import {
  type ArrayNode,
  isPlaceholder,
  type ObjectNode,
  type PropertyNode,
  propertyOf,
  type StringNode,
  type ValueNode,
} from '../syntax/node.ts';
import { noteRemembered } from '../syntax/reads.ts';
import type { Field, Presence } from './field.ts';
import { meantBoolean, meantNumber, meantText } from './meaning.ts';
import { isStandInFor } from './stand-ins.ts';

type Defined<T> = NonNullable<T>;
/** The members of an API type whose value is of a given type. */
type KeysOf<T, V> = { [K in keyof T]-?: Defined<T[K]> extends V ? K : never }[keyof T] & string;
type ListKeys<T> = KeysOf<T, readonly unknown[]>;
type ItemOf<L> = Defined<L> extends readonly (infer E)[] ? Defined<E> : never;
type ObjectKeys<T> = Exclude<KeysOf<T, object>, ListKeys<T>>;
/** The item type of a list of objects. */
type ObjectItem<L> = ItemOf<L> extends object ? ItemOf<L> : never;

/**
 * Reads an object of the task definition by the ECS API's names and types. The type parameter is the SDK's own type, so
 * reading a member that the API does not have fails to compile. If the object is missing, the view answers "absent" to
 * everything; if it is decided later, "deferred".
 */
export class View<T extends object> {
  /**
   * Caches what was read, as a hundred rules ask for the same members. Each member is read as one type only, so its
   * name is enough as the key.
   */
  private readonly memo = new Map<string, unknown>();

  constructor(
    readonly node: ObjectNode | undefined,
    readonly presence: Presence,
    /** The property that holds the object, if any. */
    readonly property?: PropertyNode | undefined,
  ) {}

  /** The property of that name as written, whatever its value. */
  member(key: keyof T & string): PropertyNode | undefined {
    return this.node && propertyOf(this.node, key);
  }

  /** Whether the object certainly has the member, with a value other than null. */
  has(key: keyof T & string): boolean {
    const value = this.member(key)?.value;
    return value !== undefined && value.kind !== 'null';
  }

  /** A string member. An empty string counts as absent, one with a placeholder or to be filled in as deferred. */
  string<K extends KeysOf<T, string>>(key: K): Field<Defined<T[K]>> {
    return this.once(key, () =>
      this.read(key, (node) => {
        const text = meantText(key, node);
        return text === undefined || isStandInFor(key, text) ? undefined : (text as Defined<T[K]>);
      }),
    );
  }

  /** A string member as written, including placeholders and empty strings. */
  text(key: KeysOf<T, string>): StringNode | undefined {
    const value = this.member(key)?.value;
    return value?.kind === 'string' ? value : undefined;
  }

  number(key: KeysOf<T, number>): Field<number> {
    return this.once(key, () => this.read(key, meantNumber));
  }

  boolean(key: KeysOf<T, boolean>): Field<boolean> {
    return this.once(key, () => this.read(key, meantBoolean));
  }

  /** An object member. */
  object<K extends ObjectKeys<T>>(key: K): View<Defined<T[K]> & object> {
    return this.once(key, () => {
      const field = this.read(key, (node) => (node.kind === 'object' ? node : undefined));
      return new View(field.value, field.state, field.property);
    });
  }

  /** A list member whose items are objects. */
  list<K extends ListKeys<T>>(key: K): List<View<ObjectItem<T[K]>>> {
    return this.once(key, () =>
      this.items(key, (node) => (node.kind === 'object' ? new View<ObjectItem<T[K]>>(node, 'known') : undefined)),
    );
  }

  /** A list member whose items are strings. Items with a placeholder are left out and make the list open. */
  strings(key: KeysOf<T, readonly string[]>): List<StringNode> {
    return this.once(key, () =>
      this.items(key as string as ListKeys<T>, (node) =>
        node.kind === 'string' && !isPlaceholder(node) ? node : undefined,
      ),
    );
  }

  /** A list member whose items are read one by one; items for which `readItem` returns undefined make the list open. */
  items<E>(key: ListKeys<T>, readItem: (node: ValueNode) => E | undefined): List<E> {
    const field = this.read(key, (node) => (node.kind === 'array' ? node : undefined), true);
    if (field.state !== 'known') return new List<E>([], undefined, field.state, field.property);
    return List.of(field.value, readItem, field.property);
  }

  private once<R>(key: string, read: () => R): R {
    let known = this.memo.get(key) as R | undefined;
    if (known === undefined) {
      known = read();
      this.memo.set(key, known);
    } else {
      // The running check depends on this member too, even though an earlier check put it in the cache.
      noteRemembered(key);
    }
    return known;
  }

  /** Whether a missing member was written in the wrong place and has to be moved here. */
  protected isElsewhere(_key: string): boolean {
    return false;
  }

  private read<V>(key: keyof T & string, value: (node: ValueNode) => V | undefined, emptyIsKnown = false): Field<V> {
    if (!this.node) {
      return this.presence === 'deferred'
        ? { state: 'deferred', node: undefined, property: undefined }
        : { state: 'absent', property: undefined };
    }
    const property = propertyOf(this.node, key);
    const open = this.node.open;
    if (!property) {
      return open || this.isElsewhere(key)
        ? { state: 'deferred', node: this.node, property }
        : { state: 'absent', property };
    }
    const node = property.value;
    if (!node) return { state: 'deferred', node: undefined, property };
    // In a template, two members of one name are alternative branches: rendering decides which one stays.
    if (open && this.node.properties.some((p) => p !== property && p.key.value === key)) {
      return { state: 'deferred', node, property };
    }
    if (node.kind === 'null') return { state: 'absent', property };
    if (!emptyIsKnown && node.kind === 'string' && node.value === '' && !isPlaceholder(node))
      return { state: 'absent', property };
    const known = value(node);
    return known === undefined
      ? { state: 'deferred', node, property }
      : { state: 'known', value: known, node, property };
  }
}

/** The readable items of a list. */
export class List<E> implements Iterable<E> {
  constructor(
    readonly items: readonly E[],
    readonly node: ArrayNode | undefined,
    readonly presence: Presence,
    readonly property: PropertyNode | undefined,
    /** True if the list may have items that are not in `items`, because of a placeholder or a template around it. */
    readonly open: boolean = presence === 'deferred',
  ) {}

  static of<E>(node: ArrayNode, readItem: (node: ValueNode) => E | undefined, property?: PropertyNode): List<E> {
    const items: E[] = [];
    let open = node.open;
    for (const item of node.items) {
      const read = readItem(item);
      if (read === undefined) open = true;
      else items.push(read);
    }
    return new List(items, node, 'known', property, open);
  }

  get length(): number {
    return this.items.length;
  }

  [Symbol.iterator](): Iterator<E> {
    return this.items[Symbol.iterator]();
  }
}
