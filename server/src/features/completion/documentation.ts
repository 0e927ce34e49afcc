import { DOCS, type MemberDocs, type OptionDocs } from '../../schema/docs.ts';
import { facts, link, type Markdown, memberFacts, ours, together, written } from '../markdown.ts';
import { fragmentText } from './fragments.ts';
import type { DocsKey } from './suggestion.ts';
import { fileText } from './whole-files.ts';

/** The text shown next to a suggestion; undefined if the docs have none. */
export function documentation(key: DocsKey): Markdown | undefined {
  if ('fragment' in key) return fragmentText(key.fragment);
  if ('file' in key) return fileText(key.file);
  const { type, member, option, value } = key;
  const docs = DOCS[type];
  if (!docs) return undefined;
  if (option !== undefined) return optionText(own(docs.options, option), value);
  return memberText(own(docs.members, member ?? ''), value);
}

function memberText(docs: MemberDocs | undefined, value: string | undefined): Markdown | undefined {
  if (!docs) return undefined;
  const own = valueText(docs, value);
  const page = docs.aws ? link('AWS documentation', docs.aws) : undefined;
  // A value needs only its own text: the user saw the member's text when choosing the member.
  if (own) return together([own, page]);
  return together([ours(docs.text), memberFacts(docs), page]);
}

function optionText(docs: OptionDocs | undefined, value: string | undefined): Markdown | undefined {
  if (!docs) return undefined;
  return (
    valueText(docs, value) ??
    together([
      ours(docs.text),
      facts([
        ['Default', written(docs.default)],
        ['Values', written(docs.range)],
      ]),
    ])
  );
}

function valueText(docs: MemberDocs | OptionDocs, value: string | undefined): Markdown | undefined {
  return value === undefined ? undefined : written(own(docs.values, value));
}

function own<T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined;
}
