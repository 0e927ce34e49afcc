/** Makes the course's generated data out of its YAML files: the concepts for hovers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { writeOutputs } from './outputs.ts';

const course = join(import.meta.dirname, '../src/course');

function read<T>(folder: string): Record<string, T> {
  return Object.fromEntries(
    readdirSync(join(course, folder))
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => [name.slice(0, -'.yaml'.length), parse(readFileSync(join(course, folder, name), 'utf8')) as T]),
  );
}

writeOutputs([
  { path: 'server/src/course/concepts.generated.json', text: `${JSON.stringify(read('concepts'))}\n` },
]);
