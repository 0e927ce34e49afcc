import texts from '../../../../snippets/parts.json';
import { type Markdown, ours } from '../markdown.ts';
import { textOfSnippet, valueOfSnippet } from './snippet-body.ts';
import type { Suggestion } from './suggestion.ts';

/** Where a part belongs: among the members of a container or of the task definition, or in a list of the latter. */
export type PartPlace = 'container' | 'task' | 'containerDefinitions';

interface Part {
  readonly place: PartPlace;
  /** The members that it writes; none where it is an item of a list. */
  readonly members: readonly string[];
  readonly description: string;
  /** What it writes, before anybody fills in anything. */
  readonly preview: string;
  readonly suggestion: Suggestion;
}

/** By prefix; made when one is first asked for, as most sessions of a server begin without completion. */
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

/** The parts of a container or a task definition, of those that write only members it can still get. */
export function partsOfMembers(place: PartPlace, free: ReadonlySet<string>): Suggestion[] {
  return partsOf(place).flatMap(({ members, suggestion }) =>
    members.every((member) => free.has(member)) ? [suggestion] : [],
  );
}

/** The parts that are items of a list of the task definition. */
export function partsOfList(key: string): Suggestion[] {
  return key === 'containerDefinitions' ? partsOf(key).map(({ suggestion }) => suggestion) : [];
}

function partsOf(place: PartPlace): Part[] {
  return [...allParts().values()].filter((part) => part.place === place);
}

/** What a part is for and what it writes, as Markdown. */
export function partText(prefix: string): Markdown | undefined {
  const part = allParts().get(prefix);
  return part && ours(`${part.description}.\n\n\`\`\`json\n${part.preview}\n\`\`\``);
}
