import type { ArrayNode, ObjectNode, PropertyNode, ValueNode } from './node.ts';
import type { Json } from './value.ts';

export type Owner = ObjectNode | ArrayNode;
export type Member = PropertyNode | ValueNode;

/** A member or item to write. */
export interface Addition {
  /** The name of the member; undefined for an item of a list. */
  readonly key: string | undefined;
  readonly value: Json;
  /** The name of the member to write it after, if the object has one of that name. */
  readonly after: string | undefined;
}

/** What happens to the members of one object or list. */
export interface Change {
  readonly removed: Set<Member>;
  readonly additions: Addition[];
}

/** What edits do to the members of objects and lists, collected for each of them in the order of the edits. */
export class Changes implements Iterable<[Owner, Change]> {
  private readonly byOwner = new Map<Owner, Change>();

  /** Adds a member that the object does not have; of two with the same name the first counts. */
  add(object: ObjectNode, key: string, value: Json, after: string | undefined): void {
    const { additions } = this.of(object);
    if (!additions.some((addition) => addition.key === key)) additions.push({ key, value, after });
  }

  /** Adds an item at the end of a list. */
  insert(array: ArrayNode, value: Json): void {
    this.of(array).additions.push({ key: undefined, value, after: undefined });
  }

  /** Removes a member or an item; a value goes with the member that holds it. The root stays. */
  remove(node: Member): void {
    const owner = node.parent;
    if (owner?.kind === 'property') this.remove(owner);
    else if (owner) this.of(owner).removed.add(node);
  }

  [Symbol.iterator](): Iterator<[Owner, Change]> {
    return this.byOwner.entries();
  }

  private of(owner: Owner): Change {
    let change = this.byOwner.get(owner);
    if (!change) {
      change = { removed: new Set(), additions: [] };
      this.byOwner.set(owner, change);
    }
    return change;
  }
}
