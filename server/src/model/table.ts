/**
 * A table that is asked for words out of a file: what every object has by birth, such as `constructor`, is not in it.
 * @param entries the table as it is written
 */
export function table<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T | undefined>> {
  return Object.assign(Object.create(null), entries);
}
