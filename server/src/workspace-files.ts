import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Outline, outlineOf } from './analysis.ts';
import { decodedPath, type Host } from './config/configs.ts';
import { hasReadEnding, TOOLS_FOLDERS } from './formats/file-names.ts';

/** A file of the workspace with a task definition or a service. */
export interface TaskFile extends Outline {
  readonly uri: string;
  readonly text: TextDocument;
  /** The version in the editor; null if the file is not open. */
  readonly version: number | null;
}

/** After this many changes, such as a change of branch, everything is read again. */
const MOST_CHANGES = 200;
/** How long to read files before other requests get their turn. */
const TURN_MS = 20;

const SKIPPED = new RegExp(`/(?:${TOOLS_FOLDERS.map((name) => name.replaceAll('.', '\\.')).join('|')})/`);

/**
 * The workspace's files with task definitions and services that are not open. Nothing is read before the first request,
 * and afterwards only what has changed.
 */
export class WorkspaceFiles {
  private files: Map<string, TaskFile> | undefined;
  /** The URIs of files that may have changed since they were read. */
  private readonly changed = new Set<string>();
  private reading: Promise<Map<string, TaskFile>> | undefined;

  constructor(
    private readonly host: Host,
    /** URIs of the workspace folders. */
    private readonly roots: readonly string[],
    private readonly asked: ReadonlySet<string>,
    /** Begins to report changes to {@link note}; false if nobody can, so that everything is read for each request. */
    private readonly follow: () => Promise<boolean>,
  ) {}

  /**
   * All files with the text that is on disk, whether or not they are open too, by {@link keyOf}.
   * @param again URIs of files to read again in case a change has not been reported yet
   */
  async all(again: readonly string[]): Promise<ReadonlyMap<string, TaskFile>> {
    // What is being read may be older than the request.
    if (again.length > 0) await this.reading;
    for (const uri of again) this.changed.add(uri);
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  /** Takes note that a file was created, changed or deleted. */
  note(uri: string): void {
    if (!this.files && !this.reading) return;
    const root = this.roots.find((one) => uri.startsWith(one)) ?? '';
    if (hasReadEnding(uri) && !SKIPPED.test(`/${uri.slice(root.length)}`)) this.changed.add(uri);
  }

  private async read(): Promise<Map<string, TaskFile>> {
    const follows = await this.follow();
    let known = this.files;
    if (!known || this.changed.size > MOST_CHANGES) {
      this.changed.clear();
      known = new Map();
      await this.take(known, await this.texts());
    } else if (this.changed.size > 0) {
      const uris = [...this.changed];
      this.changed.clear();
      for (const uri of uris) known.delete(keyOf(uri));
      await this.take(known, await this.texts(uris));
    }
    this.files = follows ? known : undefined;
    return known;
  }

  private async texts(uris?: readonly string[]): Promise<readonly { uri: string; text: string }[]> {
    return (await this.host.taskFiles?.(this.roots, uris).catch(() => [])) ?? [];
  }

  private async take(known: Map<string, TaskFile>, texts: readonly { uri: string; text: string }[]): Promise<void> {
    await inTurns(texts, ({ uri, text }) => {
      const outline = outlineOf(text, uri, this.asked.has(uri) ? 'asked' : 'open');
      if (outline.tasks.length + outline.services.length > 0)
        known.set(keyOf(uri), { ...outline, uri, text: TextDocument.create(uri, '', 0, text), version: null });
    });
  }
}

/** Works through a list, with pauses in which other requests get their turn. */
export async function inTurns<T>(list: readonly T[], work: (one: T) => void): Promise<void> {
  let turn = performance.now();
  for (const one of list) {
    work(one);
    if (performance.now() - turn < TURN_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    turn = performance.now();
  }
}

/** What is the same for all spellings of a URI: clients and file systems escape different characters. */
export function keyOf(uri: string): string {
  return decodedPath(uri).replace(/^file:\/\/\/[A-Z]:/, (start) => start.toLowerCase());
}

/** What is the same for all files of one folder. */
export function folderOf(uri: string): string {
  const key = keyOf(uri);
  return key.slice(0, key.lastIndexOf('/'));
}
