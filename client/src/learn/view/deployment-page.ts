/// <reference lib="dom" />
/// <reference types="vscode-webview" />
import type { Simulation } from '../../../../server/src/simulator/simulation.ts';
import { assumptionsForm } from './deployment-assumptions.ts';
import { outcomeBox } from './deployment-parts.ts';
import { announce, byId, h } from './dom.ts';
import { Player } from './player.ts';
import { setWords, t } from './words.ts';

/** The page of "Deploy This Task (Simulation)": a timeline, the state at each step, and the assumptions. */

const host = acquireVsCodeApi<{ readonly at: number }>();
setWords(JSON.parse(byId('data')!.textContent!) as Record<string, string>);

let simulation: Simulation | undefined;
const player = new Player(host.getState()?.at ?? 0, (at) => host.setState({ at }));

const main = h('main', { class: 'is-wide deployment' });
byId('app')!.append(main);

window.addEventListener(
  'message',
  ({ data }: MessageEvent<{ type?: unknown; simulation?: unknown; silent?: unknown } | null>) => {
    if (data?.type !== 'deployment') return;
    player.pause();
    const played = data.simulation as Simulation | null;
    if (played) show(played);
    else {
      simulation = undefined;
      const text =
        data.silent === true
          ? t('The deployment needs the language server, which does not respond.')
          : t('This file has no containers to deploy yet.');
      main.replaceChildren(h('h1', {}, document.title), h('p', { class: 'note' }, text));
    }
  },
);
host.postMessage({ type: 'ready' });

function show(played: Simulation): void {
  const focused = document.activeElement?.id;
  const isAnother = simulation !== undefined && simulation.outcome.text !== played.outcome.text;
  simulation = played;
  main.replaceChildren(
    h('h1', {}, t('Deployment of {0}', played.title)),
    h(
      'p',
      { class: 'lead' },
      t('A simulation: nothing is sent to AWS. What the file does not say is assumed. You can change it below.'),
    ),
    outcomeBox(played.outcome),
    player.steps,
    h('h2', {}, t('Timeline')),
    player.timeline,
    h('h2', {}, t('Assumptions')),
    assumptionsForm(played.assumptions, {
      choose: (id, value) => host.postMessage({ type: 'choose', id, value }),
      reset: () => host.postMessage({ type: 'reset' }),
    }),
  );
  if (focused) byId(focused)?.focus();
  if (isAnother) announce(played.outcome.text);
  player.show(played);
}
