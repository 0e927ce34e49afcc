import { JSON_LANGUAGE } from './json/json.ts';
import type { Language } from './language.ts';

/** The language that a text is written in. @param fileName path or URI */
export function languageOf(_fileName: string, _text: string): Language {
  return JSON_LANGUAGE;
}
