import { CONFIG_FILE, type Config, parseConfig } from './config.ts';
import { folderOf, settingsFiles } from './settings-search.ts';

/** What the server needs from the machine it runs on. */
export interface Host {
  /** The text of a file; undefined if it does not exist or cannot be read. */
  readText(uri: string): Promise<string | undefined>;
  /** Whether a file or folder exists at a URI. */
  exists(uri: string): Promise<boolean>;
  /**
   * The files of the workspace with a sign of a task definition or a service; missing if files cannot be listed.
   * @param roots URIs of the workspace folders
   * @param uris the only files to look at, if not all of them
   */
  taskFiles?(roots: readonly string[], uris?: readonly string[]): Promise<readonly { uri: string; text: string }[]>;
  /** The files of Terraform directly in a folder that matter to its services; missing if files cannot be listed. */
  moduleFiles?(folder: string): Promise<readonly { uri: string; text: string }[]>;
}

/** Receives the problems of a settings file; an empty list means that they have been corrected. */
export type TellProblems = (uri: string, problems: readonly string[]) => void;

/** The settings that apply to a document. */
export interface FoundConfig {
  readonly config: Config;
  /** The settings file's URI. */
  readonly uri: string;
  /** The settings file's text, for editing it. */
  readonly text: string;
  /** The document's path, relative to the settings file's folder. */
  readonly path: string;
}

/** The workspace's settings files. The nearest one applies to a document. */
export class Configs {
  private readonly texts = new Map<string, string | undefined>();
  private readonly parsed = new Map<string, Config>();
  /** Whether each URI that would mark the root of a repository exists, for those looked up so far. */
  private readonly marks = new Map<string, boolean>();
  /** Settings files for which problems were reported. */
  private readonly faulty = new Set<string>();
  /** Increases each time everything is forgotten. */
  private generation = 0;

  constructor(
    private readonly host: Host,
    /** URIs of the workspace folders. */
    private readonly roots: readonly string[],
    private readonly tell: TellProblems = () => {},
  ) {}

  /** Reads the settings files that may apply to a document, each of them once. */
  async load(uri: string): Promise<void> {
    await this.findRepository(uri);
    for (const file of this.candidates(uri)) {
      while (!this.texts.has(file)) await this.read(file);
      if (this.texts.get(file) !== undefined) return;
    }
  }

  /** Keeps what was read only if no change was reported in the meantime, as it may be the old text. */
  private async read(file: string): Promise<void> {
    const { generation } = this;
    const text = await this.host.readText(file).catch(() => undefined);
    if (generation === this.generation) this.texts.set(file, text);
  }

  /** Looks up everything that decides how far up settings are searched for. */
  private async findRepository(uri: string): Promise<void> {
    const search = settingsFiles(uri, this.roots);
    for (let step = search.next(); !step.done; ) {
      const mark = step.value;
      let isThere = this.marks.get(mark);
      if (isThere === undefined) {
        isThere = await this.host.exists(mark).catch(() => false);
        this.marks.set(mark, isThere);
      }
      step = search.next(isThere);
    }
  }

  /** Reads the settings files again before an edit, as the client may not have reported a change. */
  async reload(uri: string): Promise<void> {
    await this.findRepository(uri);
    for (const file of this.candidates(uri)) {
      const text = await this.host.readText(file).catch(() => undefined);
      if (text !== this.texts.get(file)) this.parsed.delete(file);
      this.texts.set(file, text);
      if (text !== undefined) return;
    }
  }

  /** The settings for a document, as far as they have been loaded. */
  find(uri: string): FoundConfig | undefined {
    for (const file of this.candidates(uri)) {
      const text = this.texts.get(file);
      if (text === undefined) {
        this.say(file, []);
        continue;
      }
      let config = this.parsed.get(file);
      if (!config) {
        config = parseConfig(text);
        this.parsed.set(file, config);
        this.say(file, config.problems);
      }
      return { config, uri: file, text, path: decodedPath(uri.slice(folderOf(file).length)) };
    }
    return undefined;
  }

  private say(file: string, problems: readonly string[]): void {
    if (problems.length === 0 && !this.faulty.has(file)) return;
    if (problems.length > 0) this.faulty.add(file);
    else this.faulty.delete(file);
    this.tell(file, problems);
  }

  /**
   * Where to create a settings file for a document: at the workspace root, or beside the document if it is outside the
   * workspace.
   */
  placeFor(uri: string): string {
    const candidates = this.candidates(uri);
    return candidates[candidates.length - 1] ?? `${folderOf(uri)}${CONFIG_FILE}`;
  }

  /** Forgets everything read so far, after a settings file has changed. */
  clear(): void {
    this.generation++;
    this.texts.clear();
    this.marks.clear();
    this.parsed.clear();
  }

  private candidates(uri: string): string[] {
    const search = settingsFiles(uri, this.roots);
    let step = search.next();
    while (!step.done) step = search.next(this.marks.get(step.value) === true);
    return step.value;
  }
}

/**
 * Decodes a path for people to read. A name that is not valid UTF-8, such as `caf%E9`, stays encoded as the client sent
 * it.
 */
export function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
