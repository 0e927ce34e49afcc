/**
 * A lookup table for words that come from a file. It has no inherited properties, so a word such as `constructor` is
 * not found in it.
 * @param entries the contents of the table
 */
export function table<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T | undefined>> {
  return Object.assign(Object.create(null), entries);
}
