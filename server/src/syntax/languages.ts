import { HCL_LANGUAGE } from './hcl/hcl.ts';
import { JSON_LANGUAGE } from './json/json.ts';
import type { Language } from './language.ts';

/** The language that a text is written in. @param fileName path or URI */
export function languageOf(fileName: string, _text: string): Language {
  return /\.(?:tf|tofu)$/i.test(fileName) ? HCL_LANGUAGE : JSON_LANGUAGE;
}
