import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions, State } from 'vscode-languageclient';
import { hasTemplateEnding, isTerraformName, TEMPLATE_ENDINGS } from '../../server/src/formats/file-names.ts';
import { mattersInModule } from '../../server/src/formats/signs.ts';
import { VIRTUAL_SCHEME } from '../../server/src/model/virtual-file.ts';
import { visibleInMessage } from '../../server/src/model/visible.ts';
import {
  EXISTS,
  FIX_ALL_COMMAND,
  INTENT,
  type InitializationOptions,
  type IntentParams,
  NEW_TASK_COMMAND,
  PICK_COMMAND,
  type PickParams,
  PLACES_COMMAND,
  POLICY_COMMAND,
  type PolicyParams,
  PRICES_COMMAND,
  READ_TEXT,
  SHOW_ADDED_COMMAND,
  STATUS,
  type StatusParams,
  TASK_FILES,
  type TaskFilesParams,
  type TaskFileText,
} from '../../server/src/protocol.ts';
import { type RealPath, registerCheckTool } from './check-tool.ts';
import { WorkspaceCheck } from './check-workspace.ts';
import { chooseRules } from './choose-rules.ts';
import { CompareCommand } from './compare.ts';
import { isWorthAsking, isWorthAskingNow } from './detection.ts';
import { DocumentGate, GATED_LANGUAGES, isGated } from './document-gate.ts';
import { Example } from './example.ts';
import { fixAll } from './fix-all.ts';
import type { Attempts } from './learn/attempts.ts';
import { registerLearn } from './learn/learn.ts';
import { loadedIn } from './loading.ts';
import { newServiceDefinition } from './new-service/new-service.ts';
import { EmptyFileCompletion, EmptyFileLenses, UNTITLED_JSON } from './new-task/empty-file.ts';
import { newTaskDefinition } from './new-task/new-task.ts';
import { Outline } from './outline.ts';
import { registerPaste } from './paste.ts';
import { pickAction } from './pick-action.ts';
import { recovery } from './recovery.ts';
import { repairFile, showPlaces } from './repair-file.ts';
import { showAdded } from './show-added.ts';
import { StatusItem } from './status.ts';
import { suggestAlone } from './suggest-alone.ts';
import { findModuleFiles, findTaskFiles, taskFileTexts } from './task-files.ts';
import { TemplateErrors } from './template-errors.ts';
import { showToFillIn } from './to-fill-in.ts';
import { VirtualFiles } from './virtual-files.ts';
import { writePolicy } from './write-policy.ts';

/**
 * Creates a client whose server runs in the way this host supports: in a process or in a worker. The library behind it
 * is loaded with the first client, so that activation does not wait for it.
 */
export type CreateClient = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/** The state of a client without a server. Using the library's own constant would load the library. */
const STOPPED: State.Stopped = 1;

const LANGUAGES = ['json', 'jsonc', ...GATED_LANGUAGES];
/** Templates have no language of their own and are recognised by file extension. */
const SELECTOR = [
  ...LANGUAGES.map((language) => ({ language })),
  // Terraform files are plain text unless some extension gives them a language.
  { pattern: `**/*.{tf,tofu,${TEMPLATE_ENDINGS.join(',')}}` },
];
/** The extensions that check CloudFormation templates with cfn-lint. */
const CFN_LINTERS = ['kddejong.vscode-cfn-lint', 'amazonwebservices.aws-toolkit-vscode'];
/** Where we remember which documents the user has said are task definitions. */
const ASKED = 'taskdef.asked';

/** AWS's Fargate price list, which the price above a task's size links to. */
const FARGATE_PRICES = vscode.Uri.parse('https://aws.amazon.com/fargate/pricing/');

/** The extension's API. The editor tests print it. */
export interface Exports {
  /** Milliseconds that the extension's own code took to load and activate, without the editor's work in between. */
  readonly activatedIn: number;
}

/**
 * Starts the extension: registers the commands, and starts the server once a task definition is open.
 * @param realPath resolves links in this machine's file system; undefined in a browser
 */
export function activateExtension(
  context: vscode.ExtensionContext,
  createClient: CreateClient,
  realPath?: RealPath,
): Exports {
  const begun = performance.now();
  const extension = new Extension(context, createClient, realPath);
  context.subscriptions.push(extension);
  extension.start();
  return { activatedIn: loadedIn() + performance.now() - begun };
}

/** Whether the server is told about documents with this language or file extension. */
function isRead({ languageId, uri }: vscode.TextDocument): boolean {
  return LANGUAGES.includes(languageId) || isTerraformName(uri.path) || hasTemplateEnding(uri.path);
}

class Extension implements vscode.Disposable {
  private client: BaseLanguageClient | undefined;
  private starting: Promise<BaseLanguageClient> | undefined;
  private attempts: Attempts | undefined;
  private readonly status: StatusItem;
  private readonly templateErrors = new TemplateErrors();
  private readonly asked: Set<string>;
  private readonly gate: DocumentGate;
  private readonly disposables: vscode.Disposable[] = [];

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly createClient: CreateClient,
    private readonly realPath: RealPath | undefined,
  ) {
    this.asked = new Set(context.workspaceState.get<string[]>(ASKED, []));
    this.gate = new DocumentGate((document) => this.asked.has(document.uri.toString()));
    this.status = new StatusItem(SELECTOR);
  }

  start(): void {
    const { commands, languages, window, workspace } = vscode;
    this.disposables.push(
      this.status,
      this.templateErrors,
      commands.registerCommand('taskdef.treatAsTaskDefinition', () => this.treatAsTaskDefinition(true)),
      commands.registerCommand('taskdef.stopTreatingAsTaskDefinition', () => this.treatAsTaskDefinition(false)),
      commands.registerCommand(FIX_ALL_COMMAND, () => fixAll(this.starting)),
      commands.registerCommand(PICK_COMMAND, (pick: PickParams) => pickAction(this.starting, pick)),
      commands.registerCommand('taskdef.repairFile', () => repairFile(this.starting)),
      commands.registerCommand(PLACES_COMMAND, showPlaces),
      commands.registerCommand('taskdef.chooseRules', () => chooseRules(this.context.extension.packageJSON)),
      commands.registerCommand('taskdef.suggestAlone', suggestAlone),
      commands.registerCommand('taskdef.toFillIn', showToFillIn),
      commands.registerCommand(SHOW_ADDED_COMMAND, showAdded),
      commands.registerCommand(PRICES_COMMAND, () => vscode.env.openExternal(FARGATE_PRICES)),
      commands.registerCommand(POLICY_COMMAND, (params?: PolicyParams) => writePolicy(this.starting, params)),
      new CompareCommand(() => this.starting),
      commands.registerCommand('taskdef.restartServer', () => this.restartServer()),
      commands.registerCommand(NEW_TASK_COMMAND, newTaskDefinition),
      commands.registerCommand('taskdef.newServiceDefinition', (given) => newServiceDefinition(this.starting, given)),
      commands.registerCommand('taskdef.getStarted', () => this.getStarted()),
      new WorkspaceCheck(() => this.startServer()),
      languages.registerCodeLensProvider(SELECTOR, new EmptyFileLenses()),
      languages.registerCompletionItemProvider(
        UNTITLED_JSON,
        new EmptyFileCompletion(() => (this.starting ? undefined : this.startServer())),
      ),
      workspace.onDidOpenTextDocument((document) => this.consider(document)),
      workspace.onDidChangeTextDocument((change) => this.considerChange(change)),
      workspace.onDidSaveTextDocument((document) => this.consider(document)),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.status.forget(uri);
        this.templateErrors.forget(uri);
      }),
      window.onDidChangeActiveTextEditor((editor) => this.look(editor?.document)),
    );
    const exercises = registerLearn(this.context, () => this.startServer(), this.status);
    this.attempts = exercises;
    const example = new Example(this.context.extensionUri);
    const files = new VirtualFiles(
      this.context.workspaceState,
      async (path) => (await example.original(path)) ?? exercises.original(path),
    );
    this.disposables.push(
      files,
      languages.registerCodeLensProvider({ scheme: VIRTUAL_SCHEME }, example),
      commands.registerCommand('taskdef.openExample', () => example.open(files)),
    );
    const tool = registerCheckTool(() => this.startServer(), this.realPath);
    if (tool) this.disposables.push(tool);
    const paste = registerPaste(() => this.startServer());
    if (paste) this.disposables.push(paste);
    for (const document of workspace.textDocuments) this.consider(document);
    this.look(window.activeTextEditor?.document);
  }

  /** Shows what is known about the document that the user is looking at. */
  private look(document: vscode.TextDocument | undefined): void {
    this.status.show(document);
    const isAsked = document !== undefined && this.asked.has(document.uri.toString());
    void vscode.commands.executeCommand('setContext', 'taskdef.isAsked', isAsked);
  }

  /** Starts the server when the first task definition is open. */
  private consider(document: vscode.TextDocument): void {
    if (this.starting || !isRead(document)) return;
    if (this.asked.has(document.uri.toString()) || isWorthAsking(document)) void this.startServer();
  }

  private considerChange(change: vscode.TextDocumentChangeEvent): void {
    if (this.starting) return;
    if (!isGated(change.document)) this.consider(change.document);
    else if (isWorthAskingNow(change)) void this.startServer();
  }

  /** The client. The first caller starts its server. */
  private startServer(): Promise<BaseLanguageClient> {
    this.starting ??= this.createStarted();
    return this.starting;
  }

  private async createStarted(): Promise<BaseLanguageClient> {
    const initializationOptions: InitializationOptions = {
      // VS Code reports broken JSON itself.
      reportSyntaxErrors: false,
      // VS Code also provides folding and selection ranges for JSON itself.
      offersStructure: false,
      // Outline fetches the outline before VS Code asks for it.
      announcesOutline: false,
      pricesCommand: true,
      placesCommand: true,
      pickCommand: true,
      fillIns: true,
      showAddedCommand: true,
      policyCommand: true,
      asked: [...this.asked],
      shown: this.attempts?.shown ?? [],
      readsFiles: true,
      learnCommand: true,
      suggestCommand: true,
      newTaskCommand: true,
      hasCfnLint: CFN_LINTERS.some((id) => vscode.extensions.getExtension(id) !== undefined),
    };
    const client = await this.createClient({
      documentSelector: SELECTOR,
      initializationOptions,
      diagnosticPullOptions: { onChange: true, onSave: false },
      outputChannelName: 'Taskdef',
      errorHandler: recovery(vscode.l10n.t('The Taskdef language server keeps crashing.')),
      // Links in hovers may open the lesson and nothing else.
      markdown: { isTrusted: { enabledCommands: ['taskdef.learn'] }, supportHtml: false },
      middleware: this.gate.middleware(),
    });
    this.client = client;
    this.disposables.push(
      new Outline(SELECTOR, client, (uri) => this.status.isTaskDefinition(uri), this.status.onDidUpdate),
      client.onNotification(STATUS, (status: StatusParams) => {
        this.status.update(status);
        this.templateErrors.update(vscode.Uri.parse(status.uri), status.accepted && status.template);
      }),
      client.onRequest(READ_TEXT, ({ uri }: { uri: string }) => readText(vscode.Uri.parse(uri))),
      client.onRequest(EXISTS, async ({ uri }: { uri: string }) => (await exists(vscode.Uri.parse(uri))) as unknown),
      client.onRequest(TASK_FILES, async ({ uris, folder }: TaskFilesParams, token): Promise<TaskFileText[]> => {
        const named = folder === undefined ? uris?.map((uri) => vscode.Uri.parse(uri)) : await findModuleFiles(folder);
        const wanted = named ?? (await findTaskFiles(token));
        const { asUri } = client.code2ProtocolConverter;
        const hasSign = folder === undefined ? undefined : mattersInModule;
        return (await taskFileTexts(wanted, token, hasSign)).map(({ uri, text }) => ({ uri: asUri(uri), text }));
      }),
      client.onDidChangeState(({ newState }) => {
        if (newState === STOPPED) this.status.serverStopped();
      }),
    );
    client.start().catch((error: unknown) => {
      const message = vscode.l10n.t('Taskdef could not start: {0}', String(error));
      void vscode.window.showErrorMessage(visibleInMessage(message));
    });
    return client;
  }

  private async treatAsTaskDefinition(asked: boolean): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isRead(document)) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a file in JSON, YAML or Terraform first.'));
      return;
    }
    const uri = document.uri.toString();
    if (asked) this.asked.add(uri);
    else this.asked.delete(uri);
    this.look(document);
    await this.context.workspaceState.update(ASKED, [...this.asked]);
    if (!this.starting) {
      this.consider(document);
    } else {
      const intent: IntentParams = { uri, asked };
      await this.gate.open(document);
      await (await this.starting).sendNotification(INTENT, intent);
    }
  }

  private async getStarted(): Promise<void> {
    const walkthrough = `${this.context.extension.id}#getStarted`;
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false);
  }

  private async restartServer(): Promise<void> {
    if (!this.client) {
      await this.startServer();
      return;
    }
    // A server that never started cannot be stopped. One that hangs does not answer; after two seconds the library
    // gives up and ends its process.
    if (this.client.isRunning()) await this.client.stop().catch(() => undefined);
    await this.client.start();
  }

  dispose(): void {
    void this.client?.dispose();
    for (const disposable of this.disposables) disposable.dispose();
  }
}

/** In bytes. The same limit as where the server reads settings files itself. */
const MOST_SETTINGS = 1024 * 1024;

/**
 * The text of a settings file in any file system; null if there is none. Like the editor's own settings, ours take
 * effect when they are saved.
 */
async function readText(uri: vscode.Uri): Promise<string | null> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MOST_SETTINGS) return null;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
