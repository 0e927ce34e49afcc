import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { SIMULATE, type SimulateParams } from '../../../server/src/protocol.ts';
import type { Simulation } from '../../../server/src/simulator/simulation.ts';
import { besideOf } from './beside.ts';
import { DocumentPanel } from './document-panel.ts';
import type { PageContent } from './page.ts';
import { wordsOf } from './words-of.ts';

/** The most assumptions to accept. No task definition has more, so a page that sends more is not ours. */
const MOST_CHOSEN = 1000;

/** The deployment of a task definition as a timeline next to its text, updated while the user types. */
export class DeploymentPanel extends DocumentPanel {
  /** The cursor when the user asked for the panel: it says which task definition of the document to deploy. */
  private position = { line: 0, character: 0 };
  private chosen: Record<string, string | number> = {};
  /** The number of the latest request: answers to earlier ones are dropped. */
  private asked = 0;

  constructor(
    extensionUri: vscode.Uri,
    client: () => Promise<BaseLanguageClient>,
    current: () => vscode.TextDocument | undefined,
  ) {
    // The panel takes the focus: whoever asks for it wants to step through it.
    super({ type: 'taskdef.deployment', restMs: 300, takesFocus: true }, extensionUri, client, current);
  }

  protected content(): PageContent {
    return {
      title: vscode.l10n.t('Deployment (Simulation)'),
      style: 'style.css',
      script: 'deployment.js',
      data: wordsOf(vscode.l10n.bundle),
    };
  }

  protected override opening({ uri }: vscode.TextDocument): void {
    if (uri.toString() !== this.uri?.toString()) this.chosen = {};
    this.position = this.cursor(uri);
  }

  protected receive({ type, id, value }: Readonly<Record<string, unknown>>): void {
    if (type === 'reset') this.chosen = {};
    else if (type === 'choose') {
      if (typeof id !== 'string' || !(typeof value === 'string' || Number.isFinite(value))) return;
      if (Object.keys(this.chosen).length >= MOST_CHOSEN) return;
      this.chosen = { ...this.chosen, [id]: value as string | number };
    } else if (type !== 'ready') return;
    void this.update();
  }

  protected async update(): Promise<void> {
    const turn = ++this.asked;
    const simulation = await this.simulate();
    if (!this.panel || turn !== this.asked) return;
    const { t } = vscode.l10n;
    this.panel.title = simulation ? t('Deployment: {0}', simulation.title) : t('Deployment (Simulation)');
    const silent = simulation === undefined;
    void this.panel.webview.postMessage({ type: 'deployment', simulation: simulation ?? null, silent });
  }

  /** The deployment; null if the file has nothing to deploy, undefined if the server does not answer. */
  private async simulate(): Promise<Simulation | null | undefined> {
    if (!this.uri) return undefined;
    const params: SimulateParams = {
      uri: this.uri.toString(),
      position: this.position,
      chosen: this.chosen,
      beside: await besideOf(this.uri),
    };
    return this.ask<Simulation | null>(SIMULATE, params);
  }
}
