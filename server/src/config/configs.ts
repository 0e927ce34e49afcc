import { CONFIG_FILE, type Config, parseConfig } from './config.ts';
import { folderOf, settingsFiles } from './settings-search.ts';

/** What the server needs of the machine it runs on. */
export interface Host {
  /** The text of a file; undefined where there is none or it cannot be read. */
  readText(uri: string): Promise<string | undefined>;
  /** Whether there is a file or a folder at a URI. */
  exists(uri: string): Promise<boolean>;
}

/** Is told what is wrong with a settings file, and of none when that is mended. */
export type TellProblems = (uri: string, problems: readonly string[]) => void;

/** The settings that hold for a document, with its path seen from their folder. */
export interface FoundConfig {
  readonly config: Config;
  /** URI of the settings file. */
  readonly uri: string;
  /** The text of the settings file, for edits to it. */
  readonly text: string;
  /** The document's path from the folder of the settings file. */
  readonly path: string;
}

/** The settings files of the workspace: of each document the nearest one. */
export class Configs {
  private readonly texts = new Map<string, string | undefined>();
  private readonly parsed = new Map<string, Config>();
  /** What marks the root of a repository, where it was asked for: whether it is there. */
  private readonly marks = new Map<string, boolean>();
  /** Those of which something was told. */
  private readonly faulty = new Set<string>();
  /** Counts how often all was forgotten. */
  private generation = 0;

  constructor(
    private readonly host: Host,
    /** URIs of the workspace's folders. */
    private readonly roots: readonly string[],
    private readonly tell: TellProblems = () => {},
  ) {}

  /** Reads the settings files that a document may need, once. */
  async load(uri: string): Promise<void> {
    await this.findRepository(uri);
    for (const file of this.candidates(uri)) {
      while (!this.texts.has(file)) await this.read(file);
      if (this.texts.get(file) !== undefined) return;
    }
  }

  /** Keeps what was read only if no change was told of meanwhile: it may be the text from before. */
  private async read(file: string): Promise<void> {
    const { generation } = this;
    const text = await this.host.readText(file).catch(() => undefined);
    if (generation === this.generation) this.texts.set(file, text);
  }

  /** Asks for all that decides how far settings are looked for. */
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

  /** Reads them again, as they are now: what is to be edited may have changed without a word of the client's. */
  async reload(uri: string): Promise<void> {
    await this.findRepository(uri);
    for (const file of this.candidates(uri)) {
      const text = await this.host.readText(file).catch(() => undefined);
      if (text !== this.texts.get(file)) this.parsed.delete(file);
      this.texts.set(file, text);
      if (text !== undefined) return;
    }
  }

  /** The settings of a document, as far as they are loaded. */
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

  /** Where a settings file for a document would be made: at the workspace's root, else beside the document. */
  placeFor(uri: string): string {
    const candidates = this.candidates(uri);
    return candidates[candidates.length - 1] ?? `${folderOf(uri)}${CONFIG_FILE}`;
  }

  /** Forgets what was read, after a settings file changed. */
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

/** A path as people write it. A name that is no UTF-8, as `caf%E9` is, stays as the client wrote it. */
export function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
