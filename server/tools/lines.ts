/**
 * JSON with one entry per line, so that two contributions that each add an entry do not conflict.
 * @param depth how many levels to spread over lines; anything deeper stays on the line of its entry
 */
export function jsonLines(value: unknown, depth: number): string {
  return `${write(value, depth, '')}\n`;
}

function write(value: unknown, depth: number, indent: string): string {
  if (depth === 0 || typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent} `;
  const entries = Array.isArray(value)
    ? value.map((item) => write(item, depth - 1, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${JSON.stringify(key)}:${write(item, depth - 1, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (entries.length === 0) return `${open}${close}`;
  return `${open}\n${entries.map((entry) => inner + entry).join(',\n')}\n${indent}${close}`;
}

/**
 * Indented JSON, but with each object that `isEntry` accepts on a single line.
 * @param isEntry is called for each value with its path of keys
 */
export function prettyJson(value: unknown, isEntry: (path: readonly string[]) => boolean): string {
  return `${pretty(value, [], '', isEntry)}\n`;
}

function pretty(
  value: unknown,
  path: readonly string[],
  indent: string,
  isEntry: (path: readonly string[]) => boolean,
): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isEntry(path)) return oneLine(value);
  const inner = `${indent}  `;
  const entries = Array.isArray(value)
    ? value.map((item, i) => pretty(item, [...path, String(i)], inner, isEntry))
    : Object.entries(value).map(
        ([key, item]) => `${JSON.stringify(key)}: ${pretty(item, [...path, key], inner, isEntry)}`,
      );
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (entries.length === 0) return `${open}${close}`;
  return `${open}\n${entries.map((entry) => inner + entry).join(',\n')}\n${indent}${close}`;
}

function oneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`);
  return `{ ${entries.join(', ')} }`;
}
