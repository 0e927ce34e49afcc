import texts from '../../../../snippets/fragments.json';
import { type Markdown, ours } from '../markdown.ts';
import { textOfSnippet, valueOfSnippet } from './snippet-body.ts';
import type { Suggestion } from './suggestion.ts';

/** Where a snippet belongs: among the members of a container or of the task definition, or in a list of the latter. */
export type FragmentPlace = 'container' | 'task' | 'containerDefinitions';

interface Fragment {
  readonly place: FragmentPlace;
  /** The members that it writes; none if it is a list item. */
  readonly members: readonly string[];
  readonly description: string;
  /** The text that it writes, before anything is filled in. */
  readonly preview: string;
  readonly suggestion: Suggestion;
}

/** Snippets by prefix. Built on first use, since most server sessions begin without completion. */
let fragments: ReadonlyMap<string, Fragment> | undefined;

function allFragments(): ReadonlyMap<string, Fragment> {
  fragments ??= new Map(
    Object.entries(texts).map(([title, { prefix, place, description, body }]) => {
      const isItem = place === 'containerDefinitions';
      const text = body.join('\n');
      const value = valueOfSnippet(isItem ? text : `{${text}}`);
      return [
        prefix,
        {
          place: place as FragmentPlace,
          members: isItem ? [] : Object.keys(value as object),
          description,
          preview: textOfSnippet(text),
          suggestion: { label: prefix, value, detail: title, docs: { fragment: prefix }, kind: 'fragment' },
        },
      ];
    }),
  );
  return fragments;
}

/** The snippets for a container or a task definition that write only members which can still be added. */
export function fragmentsOfMembers(place: FragmentPlace, free: ReadonlySet<string>): Suggestion[] {
  return fragmentsOf(place).flatMap(({ members, suggestion }) =>
    members.every((member) => free.has(member)) ? [suggestion] : [],
  );
}

/** The snippets that are items of a list of the task definition. */
export function fragmentsOfList(key: string): Suggestion[] {
  return key === 'containerDefinitions' ? fragmentsOf(key).map(({ suggestion }) => suggestion) : [];
}

function fragmentsOf(place: FragmentPlace): Fragment[] {
  return [...allFragments().values()].filter((fragment) => fragment.place === place);
}

/** What a snippet is for and what it writes, in Markdown. */
export function fragmentText(prefix: string): Markdown | undefined {
  const fragment = allFragments().get(prefix);
  return fragment && ours(`${fragment.description}.\n\n\`\`\`json\n${fragment.preview}\n\`\`\``);
}
