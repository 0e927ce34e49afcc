import {
  type CompletionItem,
  type CompletionList,
  CompletionRequest,
  type MarkupContent,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Dice } from '../protocol/fuzzing.ts';
import { PULL, Session, URI } from '../protocol/session.ts';
import type { Attack } from './attack.ts';
import { assertOurs, filledTask, MARKUP, placesIn, WRAPPED } from './hostile/markup.ts';

const PLACES = 60;

/** Markup in every member, another in each: nothing that a hover or a completion shows leads anywhere but to us. */
export const attack: Attack = {
  async round(context, seed) {
    const dice = new Dice(seed);
    const markup = () => {
      const one = dice.oneOf(MARKUP);
      if (dice.chance(0.3)) return one;
      const cut = one.slice(0, dice.below(one.length + 1));
      return dice.oneOf(WRAPPED)(dice.chance(0.5) ? cut + dice.oneOf(MARKUP) : one);
    };
    const text = JSON.stringify(filledTask(markup), null, dice.below(3));
    const session = await Session.start(context, { capabilities: PULL, initializationOptions: { learnCommand: true } });
    await session.open(text);
    const document = TextDocument.create(URI, 'json', 0, text);
    const places = placesIn(text);
    for (let i = 0; i < PLACES; i++) {
      const position = document.positionAt(dice.oneOf(places));
      const hover = await session.hover(position);
      if (hover) assertOurs((hover.contents as MarkupContent).value, 'hover');
      const answer = await session.client.sendRequest(CompletionRequest.type, { textDocument: { uri: URI }, position });
      const items = (answer as CompletionList | null)?.items ?? (answer as CompletionItem[] | null) ?? [];
      for (const { label, documentation } of items)
        if (typeof documentation === 'object') assertOurs(documentation.value, `completion of ${label}`);
    }
  },
};
