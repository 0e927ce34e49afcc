import { SourceDocument } from '../document.ts';
import { withinEffort } from '../effort.ts';
import type { Language } from '../language.ts';
import { writeGroups } from '../write-groups.ts';
import type { Wanted } from './extents.ts';
import { placesInYaml, printYaml } from './place.ts';
import { readYaml } from './read.ts';
import { staysWholeYaml } from './whole.ts';
import { writeYaml } from './write.ts';

/** YAML, in block and flow style. @param wanted what of it is read */
export function yamlLanguage(wanted: Wanted): Language {
  const language: Language = {
    id: 'yaml',
    read: (text) => new SourceDocument(language, text, withinEffort(() => readYaml(text, wanted)).result),
    write: writeYaml,
    writeApart: writeGroups,
    placesAt: (document, offset) => placesInYaml(document, offset, wanted),
    print: printYaml,
    staysWhole: (before, after) => staysWholeYaml(before, after, wanted),
    comment: (text) => `# ${text}`,
    takesComments: true,
  };
  return language;
}
