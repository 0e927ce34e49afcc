import { SourceDocument } from '../document.ts';
import { withinEffort } from '../effort.ts';
import type { Language } from '../language.ts';
import { placesInJson, printJson } from './place.ts';
import { readJson } from './read.ts';
import { staysWhole } from './whole.ts';
import { writeJson } from './write.ts';
import { writeApart } from './write-apart.ts';

/** JSON, with comments if the file has any. */
export const JSON_LANGUAGE: Language = {
  id: 'json',
  read: parseJson,
  write: writeJson,
  writeApart,
  placesAt: placesInJson,
  print: printJson,
  staysWhole,
  comment: (text) => `// ${text}`,
  takesComments: false,
};

/** Reads a text as JSON. */
export function parseJson(text: string): SourceDocument {
  return new SourceDocument(JSON_LANGUAGE, text, withinEffort(() => readJson(text)).result);
}
