/** A value that is decided outside the file, as far as it is written. */
export class Later {
  constructor(readonly text: string) {}
}

/** A value with what has no meaning taken out: spelling, order, defaults, what ECS adds. */
export type Plain = string | number | boolean | Later | readonly Plain[] | PlainObject;
/** An object; lists whose order means nothing are objects too, under what identifies their items. */
export type PlainObject = { readonly [key: string]: Plain };

/** Whether a value is an object or a list with keys. */
export function isPlainObject(value: Plain | undefined): value is PlainObject {
  return typeof value === 'object' && !(value instanceof Later) && !Array.isArray(value);
}
