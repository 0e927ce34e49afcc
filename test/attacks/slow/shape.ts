/** What hard texts are put together from. */

/** What a file is written in, and its name. */
export const FILES = { json: 'task-definition.json', yaml: 'template.yaml', hcl: 'main.tf' };

/** A text of a size that is hard to read, and how it came to be. */
export interface Shape {
  readonly name: string;
  /** JSON unless it is said. */
  readonly format?: keyof typeof FILES;
  /** @param size about how many characters the text is to have */
  text(size: number): string;
}

/** As often as it takes to fill a size, at least once. */
export function fill(size: number, part: string | ((i: number) => string), between = ''): string {
  const parts: string[] = [];
  for (let length = 0, i = 0; length < size || i === 0; i++) {
    const next = typeof part === 'string' ? part : part(i);
    parts.push(next);
    length += next.length + between.length;
  }
  return parts.join(between);
}

/** A member that no container is without. */
export const IMAGE = '"image":"nginx:1.27"';

/** A task definition with such containers, and other members before them. */
export function task(containers: string, rest = ''): string {
  return `{"family":"web",${rest}"containerDefinitions":[${containers}]}`;
}

/** A task definition with a text in one member of its container. */
export function member(key: string, value: (size: number) => string): (size: number) => string {
  return (size) => task(`{"name":"web",${IMAGE},"memory":128,"${key}":${value(size)}}`);
}

/** A text in quotes that repeats a part. */
export function text(part: string): (size: number) => string {
  return (size) => JSON.stringify(fill(size, part));
}

/** Many containers, by their number. */
export function numbered(form: (i: number) => string, rest = ''): (size: number) => string {
  return (size) => task(fill(size, form, ','), rest);
}

/** The numbers below a count. */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** What an ordinary task definition of that size has: many variables, and in a larger one longer values, as lists have an end. */
export const PLAIN: Shape = {
  name: 'plain',
  text: member('environment', (size) => {
    const value = 'some value '.repeat(Math.max(1, size / 64_000));
    return `[${fill(size, (i) => `{"name":"VARIABLE_${i}","value":"${value}"}`, ',')}]`;
  }),
};
