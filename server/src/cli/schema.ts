import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STDOUT } from './output.ts';
import { shownLines } from './show.ts';

/** The schemas published with the program, by the names that `taskdef schema` accepts. */
const PUBLISHED = {
  'task-definition': 'task-definition.schema.json',
  service: 'service-definition.schema.json',
  settings: 'taskdef-settings.schema.json',
} as const;

/** The names of the published schemas. */
export const SCHEMAS = Object.keys(PUBLISHED) as readonly (keyof typeof PUBLISHED)[];

/** The text of a published schema. */
export function schemaText(name: keyof typeof PUBLISHED): string {
  return readFileSync(join(__dirname, '..', 'schemas', PUBLISHED[name]), 'utf8');
}

/** Prints a published schema. Returns the exit status. */
export function printSchema(name: keyof typeof PUBLISHED): number {
  STDOUT.print(shownLines(schemaText(name).trimEnd()));
  return 0;
}
