import type { Schema } from '../schema/schema.ts';
import type { BooleanNode, NumberNode, PropertyNode, StringNode, ValueNode } from '../syntax/node.ts';
import type { Json } from '../syntax/value.ts';

/** A text, a number or a boolean. */
export type ScalarNode = StringNode | NumberNode | BooleanNode;

/** What a format's value means in the API's terms. */
export type Worth =
  /** The value as it stands. */
  | { readonly is: 'itself' }
  /** A string, with placeholders for the parts that are decided later. */
  | { readonly is: 'text'; readonly value: string }
  /** A value that is decided later; its type is unknown. */
  | { readonly is: 'later' }
  /** Another value, with the place of this one. */
  | { readonly is: 'other'; readonly node: ScalarNode }
  /** A value that is inside this one. */
  | { readonly is: 'inner'; readonly node: ValueNode }
  /** No value: the member or item does not exist. */
  | { readonly is: 'absent' };

/** How a format writes what the API accepts. */
export interface Notation {
  /** The API's name for a member; undefined if the format has no member of this name. */
  nameOf(key: string, schema: Schema): string | undefined;
  /** The format's name for a member. */
  keyOf(name: string, schema: Schema): string;
  /** @param type what the API has there, if that is known */
  worthOf(node: ValueNode, type?: Schema): Worth;
  /** Whether a key adds members when the document is processed, so that no member can be called missing. */
  addsMembers(key: string): boolean;
  /** Whether a string is accepted for a number or boolean, and the other way round. */
  readonly coerces: boolean;
  /** Whether a member without a value is a null. */
  readonly emptyIsNull?: boolean;
  /** Whether a member is the format's own, and nothing is said about it. */
  skips?(key: string, schema: Schema): boolean;
  /**
   * Where a member's value is and in which notation, if they differ from the surrounding ones.
   * @param member the schema of the value
   */
  inside?(
    property: PropertyNode,
    member: Schema | undefined,
  ): { readonly value: ValueNode | undefined; readonly notation: Notation };
  /** Writes a member's value in the format's own form; undefined if only the names in it differ. */
  written?(name: string, value: Json): Json | undefined;
  /** Writes a value that is not an object or list in the format's own form; undefined if it stays as it is. */
  scalar?(value: Json, type: Schema): Json | undefined;
  /** The member in which the API has a member that the format has one level higher; undefined for any other. */
  homeOf?(key: string, schema: Schema): string | undefined;
  /** The members of an object that hold others which the format has one level higher. */
  homesIn?(schema: Schema): readonly string[];
  /**
   * How to write a list of names and values as a map; undefined if it is a list in this format too.
   * @param name of the list
   */
  mapOf?(name: string): MapForm | undefined;
}

/** A list of names and values that the format writes as a map. */
export interface MapForm {
  /** The item member that becomes the key. */
  readonly key: string;
  /** Keys with this prefix are dropped when the document is processed. */
  readonly drops?: string;
}
