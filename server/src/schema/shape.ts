import { meantHealthCommand } from '../model/health-command.ts';
import type { Json } from '../syntax/value.ts';
import { apiSpelling } from './casing.ts';
import { ITEM_FORMS, isObject, isScalar, type JsonObject, type ShapeContext } from './item-forms.ts';
import { nearest } from './nearest.ts';
import { memberOf, resolve, type Schema, typeName } from './schema.ts';

/** Nobody nests deeper by mistake. */
const DEEPEST = 4;
/** A task definition has eight levels; JSON text with many more is something else. */
const DEEPEST_TEXT = 20;

/**
 * Converts a value with the right data in the wrong shape to the shape that the API accepts: pairs written as an
 * object, as `A=b` strings or as a list; a single object instead of a list; lists inside a list; JSON inside a string.
 * @returns undefined if the intent is unclear
 */
export function reshape(value: Json, schema: Schema, context: ShapeContext): Json | undefined {
  const { type, items, additionalProperties } = resolve(schema);
  if (type === 'array' && items) return reshapeList(inText(value), items, context);
  if (type !== 'object') return undefined;
  const given = inText(value);
  if (additionalProperties) return mapOf(given);
  const only = Array.isArray(given) && given.length === 1 ? (given[0] as Json) : given;
  if (typeName(schema) === 'HealthCheck') {
    const words = (Array.isArray(given) ? given : [given]) as readonly Json[];
    const texts = words.filter((word) => typeof word === 'string');
    if (texts.length === words.length) return { command: [...(meantHealthCommand(texts)?.words ?? texts)] };
  }
  if (isScalar(only)) return soleMember(only, resolve(schema));
  return isObject(only) && isItem(only, schema) ? only : undefined;
}

/** Converts an item of a list of objects to the item or items that were meant; undefined if the intent is unclear. */
export function reshapeItem(value: Json, schema: Schema, context: ShapeContext, depth = 0): Json[] | undefined {
  const forms = ITEM_FORMS[typeName(schema) ?? ''];
  if (Array.isArray(value)) {
    if (depth > DEEPEST) return undefined;
    return all((value as readonly Json[]).map((item) => reshapeItem(item, schema, context, depth + 1)));
  }
  if (isObject(value)) {
    const plain = renamed(value, forms?.aliases);
    if (isItem(plain, schema)) return [plain];
    const entries = Object.entries(value).map(([key, part]) => {
      const item = forms?.entry?.(key, part, context);
      return item === undefined ? undefined : [item];
    });
    return entries.length === 0 ? undefined : all(entries);
  }
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const item = forms?.text?.(String(value), context);
  return item === undefined ? undefined : [item];
}

/**
 * Whether an object in a list has members that do not belong there: the author's own pairs, or names from another list.
 */
export function isMisshapen(keys: readonly string[], schema: Schema): boolean {
  const forms = ITEM_FORMS[typeName(schema) ?? ''];
  if (!forms?.entry || keys.length === 0) return false;
  if (forms.aliases && keys.some((key) => Object.hasOwn(forms.aliases!, key) && !keys.includes(forms.aliases![key]!)))
    return true;
  const known = Object.keys(resolve(schema).properties ?? {});
  return !keys.some((key) => knows(schema, key) || nearest(key, known).length > 0);
}

function reshapeList(value: Json, items: Schema, context: ShapeContext): Json | undefined {
  if (resolve(items).type === 'object') {
    // Several pairs or several ports in one string.
    const parts = typeof value === 'string' ? value.split(/[,;\s]/).filter(Boolean) : [];
    const isList = parts.length > 1 && parts.every((part) => /^(?:[A-Za-z_]\w*=|\d)/.test(part));
    return reshapeItem(isList ? parts : value, items, context);
  }
  if (!Array.isArray(value)) return undefined;
  const flat = (value as readonly Json[]).flat(DEEPEST) as Json[];
  return flat.every(isScalar) ? flat.map(String) : undefined;
}

/** Converts a list of pairs to a map of strings. */
function mapOf(value: Json): Json | undefined {
  const map = new Map<string, Json>();
  for (const item of Array.isArray(value) ? (value as readonly Json[]) : [value]) {
    const pairs = pairsOf(item);
    if (!pairs) return undefined;
    for (const [key, part] of pairs) map.set(key, part);
  }
  return Object.fromEntries(map);
}

function pairsOf(item: Json): [string, string][] | undefined {
  if (typeof item === 'string') {
    const at = item.indexOf('=');
    return at > 0 ? [[item.slice(0, at), item.slice(at + 1)]] : undefined;
  }
  if (!isObject(item)) return undefined;
  const name = item.name ?? item.key ?? item.Name ?? item.Key;
  const value = item.value ?? item.Value;
  if (typeof name === 'string' && Object.keys(item).length === 2 && isScalar(value)) return [[name, String(value)]];
  const entries = Object.entries(item);
  return entries.every(([, part]) => isScalar(part)) ? entries.map(([key, part]) => [key, String(part)]) : undefined;
}

function all(items: readonly (readonly Json[] | undefined)[]): Json[] | undefined {
  return items.includes(undefined) ? undefined : items.flatMap((item) => item!);
}

function renamed(value: JsonObject, aliases: Readonly<Record<string, string>> | undefined): JsonObject {
  if (!aliases) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      const name = Object.hasOwn(aliases, key) ? aliases[key]! : key;
      return [name !== key && Object.hasOwn(value, name) ? key : name, part];
    }),
  );
}

/** Converts a bare value to the one-member object that is expected: `"host": "/data"`. */
function soleMember(value: string | number | boolean, { properties = {} }: Schema): Json | undefined {
  const [sole, ...others] = Object.entries(properties);
  if (!sole || others.length > 0) return undefined;
  const [key, { type }] = sole;
  const fits = type === 'integer' ? Number.isInteger(value) : type === typeof value;
  return fits ? { [key]: value } : undefined;
}

/** Whether an object is itself an item rather than a map of items: a variable may be called `NAME`. */
function isItem(value: JsonObject, schema: Schema): boolean {
  const keys = Object.keys(value);
  const isExact = keys.some((key) => memberOf(resolve(schema), key));
  if (!ITEM_FORMS[typeName(schema) ?? '']?.entry || typeName(schema) === 'ContainerDefinition') return isExact;
  return keys.every((key) => knows(schema, key)) && (isExact || keys.length > 1);
}

function knows(schema: Schema, key: string): boolean {
  const resolved = resolve(schema);
  return memberOf(resolved, key) !== undefined || apiSpelling(key, resolved.properties ?? {}) !== undefined;
}

/** Parses JSON inside a string; any other value is returned as it is. */
function inText(value: Json): Json {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value) || depthOf(value) > DEEPEST_TEXT) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

/** The greatest number of brackets open at once. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    most = Math.max(most, depth);
  }
  return most;
}
