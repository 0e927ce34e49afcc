import texts from '../../../../snippets/parts.json';
import { type Markdown, ours } from '../markdown.ts';
import { textOfSnippet, valueOfSnippet } from './snippet-body.ts';
import type { Suggestion } from './suggestion.ts';

/** Where a snippet belongs: among the members of a container or of the task definition, or in a list of the latter. */
export type PartPlace = 'container' | 'task' | 'containerDefinitions';

interface Part {
  readonly place: PartPlace;
  /** The members that it writes; none if it is a list item. */
  readonly members: readonly string[];
  readonly description: string;
  /** The text that it writes, before anything is filled in. */
  readonly preview: string;
  readonly suggestion: Suggestion;
}

/** Snippets by prefix. Built on first use, since most server sessions begin without completion. */
let parts: ReadonlyMap<string, Part> | undefined;

function allParts(): ReadonlyMap<string, Part> {
  parts ??= new Map(
    Object.entries(texts).map(([title, { prefix, place, description, body }]) => {
      const isItem = place === 'containerDefinitions';
      const text = body.join('\n');
      const value = valueOfSnippet(isItem ? text : `{${text}}`);
      return [
        prefix,
        {
          place: place as PartPlace,
          members: isItem ? [] : Object.keys(value as object),
          description,
          preview: textOfSnippet(text),
          suggestion: { label: prefix, value, detail: title, docs: { part: prefix }, kind: 'part' },
        },
      ];
    }),
  );
  return parts;
}

/** The snippets for a container or a task definition that write only members which can still be added. */
export function partsOfMembers(place: PartPlace, free: ReadonlySet<string>): Suggestion[] {
  return partsOf(place).flatMap(({ members, suggestion }) =>
    members.every((member) => free.has(member)) ? [suggestion] : [],
  );
}

/** The snippets that are items of a list of the task definition. */
export function partsOfList(key: string): Suggestion[] {
  return key === 'containerDefinitions' ? partsOf(key).map(({ suggestion }) => suggestion) : [];
}

function partsOf(place: PartPlace): Part[] {
  return [...allParts().values()].filter((part) => part.place === place);
}

/** What a snippet is for and what it writes, in Markdown. */
export function partText(prefix: string): Markdown | undefined {
  const part = allParts().get(prefix);
  return part && ours(`${part.description}.\n\n\`\`\`json\n${part.preview}\n\`\`\``);
}
