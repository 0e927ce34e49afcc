/** The files of exercises: written in YAML as they are meant, and given to learners as JSON. */

/** A change to one value, by its path as in `course/incident.ts`. */
export interface ValueEdit {
  readonly at: string;
  /** The new value; left out to take it away. */
  readonly value?: unknown;
}

/** A file of an exercise, as its YAML holds it. */
export interface FileSource {
  readonly name: string;
  readonly content: unknown;
}

const WIDTH = 76;

/** A value as people write JSON: what fits on a line is on one. */
export function writeJson(value: unknown): string {
  return `${lay(value, '', 0)}\n`;
}

function lay(value: unknown, indent: string, before: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const line = oneLine(value);
  // Top-level objects and lists of objects read better with one member a line.
  const isFlat = indent !== '' && before + line.length <= WIDTH && !/\{.*\{/.test(line);
  if (isFlat || line.length <= 2) return line;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const entries = Array.isArray(value)
    ? value.map((item) => lay(item, inner, inner.length))
    : Object.entries(value).map(([key, item]) => {
        const start = `${JSON.stringify(key)}: `;
        return start + lay(item, inner, inner.length + start.length);
      });
  return `${open}\n${entries.map((entry) => inner + entry).join(',\n')}\n${indent}${close}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** The texts of the files after some changes. Throws if a path leads nowhere. */
export function textsAfter(files: readonly FileSource[], edits: readonly ValueEdit[] = []): string[] {
  const contents = files.map(({ content }) => structuredClone(content));
  for (const { at, value } of edits) {
    const [path = '', file] = at.split('#').reverse();
    const place = file === undefined ? 0 : files.findIndex(({ name }) => name === file);
    if (place < 0) throw new Error(`there is no file for ${at}`);
    change(contents[place], path.split('.'), value, at);
  }
  return contents.map(writeJson);
}

function change(content: unknown, keys: readonly string[], value: unknown, at: string): void {
  let node = content as Record<string, unknown> | unknown[];
  keys.forEach((key, i) => {
    const isLast = i === keys.length - 1;
    if (Array.isArray(node)) {
      const list = node;
      const found = list.findIndex((item, index) => nameOf(item) === key || String(index) === key);
      if (!isLast) {
        if (found < 0) throw new Error(`${at} leads nowhere at "${key}"`);
        node = list[found] as Record<string, unknown>;
      } else if (value === undefined) {
        if (found < 0) throw new Error(`${at} leads nowhere at "${key}"`);
        list.splice(found, 1);
      } else if (found < 0) list.push(value);
      else list[found] = value;
      return;
    }
    if (isLast) {
      if (value !== undefined) node[key] = value;
      else if (key in node) delete node[key];
      else throw new Error(`${at} leads nowhere at "${key}"`);
      return;
    }
    node[key] ??= {};
    node = node[key] as Record<string, unknown>;
  });
}

function nameOf(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return undefined;
  const named = item as Record<string, unknown>;
  return named.name ?? named.containerName ?? named.sourceVolume ?? named.key ?? named.capacityProvider;
}
