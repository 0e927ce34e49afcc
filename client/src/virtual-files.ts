import * as vscode from 'vscode';
import { VIRTUAL_SCHEME } from '../../server/src/model/virtual-file.ts';

/** Where the changed texts are stored with the workspace. */
const MEMORY_KEY = 'taskdef.virtualFiles';
/** Larger than anything that somebody types into an example, in characters. */
const MOST_STORED = 100_000;
/** How long to wait after the last change before the texts are stored. */
const REST_MS = 1000;

/**
 * The files of ours in which the user works: the example and the exercises. They are on no disk. Each change is saved at
 * once, so that nobody is asked about it, and is still there the next time the file is opened.
 */
export class VirtualFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly texts: Map<string, string>;
  private readonly times = new Map<string, number>();
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly disposables: vscode.Disposable[];
  private timer: ReturnType<typeof setTimeout> | undefined;
  readonly onDidChangeFile = this.changed.event;

  /**
   * @param original the text of a file that has not been changed, by its path; undefined if there is no such file
   */
  constructor(
    private readonly memory: vscode.Memento,
    private readonly original: (path: string) => Promise<string | undefined>,
  ) {
    this.texts = new Map(Object.entries(memory.get<Record<string, string>>(MEMORY_KEY, {})));
    this.disposables = [
      this.changed,
      vscode.workspace.registerFileSystemProvider(VIRTUAL_SCHEME, this, { isCaseSensitive: true }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme === VIRTUAL_SCHEME && document.isDirty) void save(document);
      }),
    ];
  }

  /** The address of a file. */
  static uri(path: string): vscode.Uri {
    return vscode.Uri.from({ scheme: VIRTUAL_SCHEME, path });
  }

  /** Forgets the changes in a file that is not open. */
  forget(path: string): void {
    this.texts.delete(path);
    this.store();
  }

  async readFile({ path }: vscode.Uri): Promise<Uint8Array> {
    const text = this.texts.get(path) ?? (await this.original(path));
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(path);
    return new TextEncoder().encode(text);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { length: size } = await this.readFile(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: this.times.get(uri.path) ?? 0, size };
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const isKnown = this.texts.has(uri.path) || (await this.original(uri.path)) !== undefined;
    if (!isKnown) throw vscode.FileSystemError.NoPermissions(uri);
    this.texts.set(uri.path, new TextDecoder().decode(content));
    this.times.set(uri.path, Date.now());
    this.store();
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  watch(): vscode.Disposable {
    // Nothing but the editor changes these files.
    return new vscode.Disposable(() => {});
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const disposable of this.disposables) disposable.dispose();
  }

  private store(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const small = [...this.texts].filter(([, text]) => text.length <= MOST_STORED);
      void this.memory.update(MEMORY_KEY, Object.fromEntries(small));
    }, REST_MS);
  }
}

async function save(document: vscode.TextDocument): Promise<void> {
  // Saving must not format what is half typed; only a command can save without that, and only what is active.
  if (vscode.window.activeTextEditor?.document === document)
    await vscode.commands.executeCommand('workbench.action.files.saveWithoutFormatting');
  else await document.save();
}

/** Gives a document another text, if it does not have it already. */
export async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  if (document.getText() === text) return;
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(TOP, document.lineAt(document.lineCount - 1).range.end);
  edit.replace(document.uri, whole, text);
  await vscode.workspace.applyEdit(edit);
}

/**
 * Puts the cursor on the first thing to do in a file that was just opened: on the first error, or else on the worst
 * finding. Does nothing once the user has moved the cursor.
 */
export function goToFirstFinding({ document }: vscode.TextEditor): void {
  const { window, languages } = vscode;
  const isUntouched = ({ selection }: vscode.TextEditor) => selection.isEmpty && selection.active.isEqual(TOP);
  const go = (): boolean => {
    const found = languages.getDiagnostics(document.uri).filter(({ source }) => source === 'taskdef');
    const worst = Math.min(...found.map(({ severity }) => severity));
    const [first] = found
      .filter(({ severity }) => severity === worst)
      .sort((one, other) => one.range.start.compareTo(other.range.start));
    const editor = window.visibleTextEditors.find((each) => each.document === document);
    if (!first || !editor) return false;
    if (isUntouched(editor)) {
      editor.selection = new vscode.Selection(first.range.start, first.range.start);
      editor.revealRange(first.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
    return true;
  };
  if (go()) return;
  const waiting = [
    languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((uri) => uri.toString() === document.uri.toString()) && go()) stop();
    }),
    vscode.workspace.onDidCloseTextDocument((closed) => {
      if (closed === document) stop();
    }),
  ];
  const stop = () => {
    for (const disposable of waiting) disposable.dispose();
  };
}

const TOP = new vscode.Position(0, 0);
