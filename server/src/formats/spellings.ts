import { memberOf, resolve, type Schema } from '../schema/schema.ts';
import type { ObjectNode, PropertyNode, ValueNode } from '../syntax/node.ts';
import type { MemberAt, NamedValue, Spelling } from '../syntax/projection.ts';
import { Ask, isStructure, type Json } from '../syntax/value.ts';
import type { Notation } from './notation.ts';

/** Writes values with the format's names, following the schema at their place. */
export class SchemaSpelling implements Spelling {
  constructor(
    protected readonly notation: Notation,
    protected readonly schema: Schema | undefined,
    /** The current value. */
    private readonly node: ValueNode | undefined,
  ) {}

  key(name: string): string {
    return this.keyIn(this.schema && resolve(this.schema), name);
  }

  member(name: string, value: Json): Json {
    return this.part(this.schema && resolve(this.schema), name, value);
  }

  item(value: Json): Json {
    return this.write(this.schema && resolve(this.schema).items, value);
  }

  value(value: Json): Json {
    const written = this.write(this.schema, value);
    // A number that was in quotes stays in quotes, and one that was not stays without.
    const isScalar = typeof written === 'number' || typeof written === 'boolean';
    if (this.node?.kind === 'string' && isScalar) return String(written);
    const isNumber = typeof written === 'string' && String(Number(written)) === written;
    return this.node?.kind === 'number' && isNumber && this.notation.coerces ? Number(written) : written;
  }

  parts(name: string, value: Json): readonly NamedValue[] | undefined {
    const schema = this.schema && resolve(this.schema);
    if (!schema || !isStructure(value) || !this.notation.homesIn?.(schema).includes(name)) return undefined;
    const type = resolve(memberOf(schema, name)!);
    const beside: NamedValue[] = [];
    const inside = new Map<string, Json>();
    for (const [member, part] of Object.entries(value)) {
      const key = this.keyIn(type, member);
      const written = this.part(type, member, part as Json);
      if (this.notation.homeOf?.(key, schema) === name) beside.push({ key, value: written });
      else inside.set(key, written);
    }
    if (inside.size > 0) beside.push({ key: this.keyIn(schema, name), value: Object.fromEntries(inside) });
    return beside;
  }

  /** The name of a member of a type, or of another type if an edit makes the object one. A map's keys stay. */
  private keyIn(schema: Schema | undefined, name: string): string {
    return schema?.properties ? this.notation.keyOf(name, schema) : name;
  }

  private write(schema: Schema | undefined, value: Json): Json {
    const resolved = schema && resolve(schema);
    if (!isStructure(value)) return (resolved && this.notation.scalar?.(value, resolved)) ?? value;
    if (Array.isArray(value)) return value.map((item: Json) => this.write(resolved?.items, item));
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [
        this.keyIn(resolved, name),
        this.part(resolved, name, part as Json),
      ]),
    );
  }

  protected part(schema: Schema | undefined, name: string, value: Json): Json {
    const member = schema && (memberOf(schema, name) ?? (schema.additionalProperties || undefined));
    return (schema?.properties && this.notation.written?.(name, value)) ?? this.write(member, value);
  }
}

/** Writes the items of a list as members of a map. */
export class MapSpelling extends SchemaSpelling {
  constructor(
    notation: Notation,
    list: Schema | undefined,
    private readonly name: string,
    private readonly keyName: string,
  ) {
    super(notation, list, undefined);
  }

  override value(value: Json): Json {
    return this.notation.written?.(this.name, value) ?? value;
  }

  entry(item: Json): { readonly key: string; readonly value: Json } {
    const { [this.keyName]: key = '', value = '' } = item as { readonly [name: string]: Json };
    return { key: key instanceof Ask ? key.text : String(key), value };
  }
}

/** Writes the members of an object that the format has partly in it, and partly beside it. */
export class GatheredSpelling extends SchemaSpelling {
  /**
   * @param outer the type of the object around it
   * @param name of the member that holds the object
   * @param places the objects in the text that its members are in
   * @param pieces the members that it consists of in the text
   */
  constructor(
    notation: Notation,
    private readonly outer: Schema,
    private readonly name: string,
    private readonly places: { readonly around: ObjectNode; readonly block: ObjectNode | undefined },
    readonly pieces: readonly PropertyNode[],
  ) {
    super(notation, memberOf(outer, name), undefined);
  }

  placeFor(name: string, value: Json): MemberAt {
    const { around, block } = this.places;
    const member = { key: this.key(name), value: this.member(name, value) };
    if (this.notation.homeOf?.(member.key, this.outer) === this.name) return { object: around, ...member };
    if (block) return { object: block, ...member };
    const key = this.notation.keyOf(this.name, this.outer);
    return { object: around, key, value: { [member.key]: member.value } };
  }
}
