import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { SIMULATE, type SimulateParams } from '../../../server/src/protocol.ts';
import type { Simulation } from '../../../server/src/simulator/simulation.ts';
import { page } from './page.ts';
import { wordsOf } from './words-of.ts';

const REST_MS = 300;

/** The most assumptions to accept. No task definition has more, so a page that sends more is not ours. */
const MOST_CHOSEN = 1000;

/** The deployment of a task definition as a timeline next to its text, updated while the user types. */
export class DeploymentPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private uri: vscode.Uri | undefined;
  private position = new vscode.Position(0, 0);
  private chosen: Record<string, string | number> = {};
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The number of the latest request: answers to earlier ones are dropped. */
  private asked = 0;
  private readonly disposables: vscode.Disposable[];

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly client: () => Promise<BaseLanguageClient>,
    private readonly current: () => vscode.TextDocument | undefined,
  ) {
    this.disposables = [
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() !== this.uri?.toString()) return;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.play(), REST_MS);
      }),
    ];
  }

  /** Deploys the task definition that the user is looking at. */
  async show(): Promise<void> {
    const document = this.current();
    if (!document) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a task definition first.'));
      return;
    }
    if (document.uri.toString() !== this.uri?.toString()) this.chosen = {};
    this.uri = document.uri;
    const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
    this.position = editor?.selection.active ?? new vscode.Position(0, 0);
    this.panel ??= await this.create();
    // Give the panel the focus: whoever asks for it wants to step through it.
    this.panel.reveal(undefined, false);
    await this.play();
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const disposable of this.disposables) disposable.dispose();
    this.panel?.dispose();
  }

  private async create(): Promise<vscode.WebviewPanel> {
    const { t } = vscode.l10n;
    const panel = vscode.window.createWebviewPanel(
      'taskdef.deployment',
      t('Deployment (Simulation)'),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false },
      { enableScripts: true, localResourceRoots: [], enableFindWidget: true },
    );
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.uri = undefined;
    });
    panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    panel.webview.html = await page(this.extensionUri, {
      title: t('Deployment (Simulation)'),
      style: 'style.css',
      script: 'deployment.js',
      data: wordsOf(vscode.l10n.bundle),
    });
    return panel;
  }

  private receive(message: unknown): void {
    const { type, id, value } = (message ?? {}) as Record<string, unknown>;
    if (type === 'reset') this.chosen = {};
    else if (type === 'choose') {
      if (typeof id !== 'string' || !(typeof value === 'string' || Number.isFinite(value))) return;
      if (Object.keys(this.chosen).length >= MOST_CHOSEN) return;
      this.chosen = { ...this.chosen, [id]: value as string | number };
    } else if (type !== 'ready') return;
    void this.play();
  }

  private async play(): Promise<void> {
    const turn = ++this.asked;
    const simulation = await this.ask();
    if (!this.panel || turn !== this.asked) return;
    const { t } = vscode.l10n;
    this.panel.title = simulation ? t('Deployment: {0}', simulation.title) : t('Deployment (Simulation)');
    const silent = simulation === undefined;
    void this.panel.webview.postMessage({ type: 'deployment', simulation: simulation ?? null, silent });
  }

  /** The deployment; null if the file has nothing to deploy, undefined if the server does not answer. */
  private async ask(): Promise<Simulation | null | undefined> {
    if (!this.uri) return undefined;
    const { line, character } = this.position;
    const params: SimulateParams = {
      uri: this.uri.toString(),
      position: { line, character },
      chosen: this.chosen,
    };
    try {
      return await (await this.client()).sendRequest<Simulation | null>(SIMULATE, params);
    } catch {
      return undefined;
    }
  }
}
