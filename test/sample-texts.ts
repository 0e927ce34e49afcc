import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULE_EXAMPLES } from '../server/src/rules/examples.generated.ts';
import { documentOf } from './bench/documents.ts';

const EXAMPLES = join(import.meta.dirname, '../examples');

/** Texts to edit at random: the examples, those of the rules that are short, and one of some size. */
export const SAMPLE_TEXTS: readonly string[] = [
  ...readdirSync(EXAMPLES)
    .filter((name) => /\.jsonc?$/.test(name))
    .map((name) => readFileSync(join(EXAMPLES, name), 'utf8')),
  ...Object.values(RULE_EXAMPLES)
    .flatMap(({ bad, good }) => [...bad, ...good])
    .filter((text) => text.length < 5000),
  documentOf(8000),
];
