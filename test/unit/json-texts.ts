/** What the JSON reader makes of a text, in short. */
import { parseJson } from '../../server/src/syntax/json/json.ts';
import { plainValue } from './tree.ts';

export function codes(text: string): string[] {
  return parseJson(text).problems.map((problem) => problem.code);
}

export function value(text: string): unknown {
  return plainValue(parseJson(text).root);
}
