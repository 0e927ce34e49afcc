import { CONFIG_FILE, type Config, parseConfig } from './rules/config.ts';

/** What the server needs of the machine it runs on. */
export interface Host {
  /** The text of a file; undefined where there is none or it cannot be read. */
  readText(uri: string): Promise<string | undefined>;
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

/** The settings files of the workspace: of each document the nearest one, from its own folder up to the root of its repository, or of the workspace where it is in none. */
export class Configs {
  private readonly texts = new Map<string, string | undefined>();
  private readonly parsed = new Map<string, Config>();
  /** Of the folders around documents whether each is the root of a repository. */
  private readonly repositories = new Map<string, boolean>();
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

  /** Finds the root of the repository that a document is in: as on the command line, settings are looked for up to there. */
  private async findRepository(uri: string): Promise<void> {
    if (uri.length > LONGEST_URI) return;
    if (!uri.startsWith('file:')) return;
    for (let folder = folderOf(uri); folder.length > 'file:///'.length; folder = folderOf(folder.slice(0, -1))) {
      let isRepository = this.repositories.get(folder);
      if (isRepository === undefined) {
        // In a worktree it is a file.
        const marks = [await this.host.readText(`${folder}.git/HEAD`), await this.host.readText(`${folder}.git`)];
        isRepository = marks.some((text) => text !== undefined);
        this.repositories.set(folder, isRepository);
      }
      if (isRepository) return;
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
    this.repositories.clear();
    this.parsed.clear();
  }

  private repositoryOf(uri: string): string | undefined {
    if (uri.length > LONGEST_URI) return undefined;
    for (let folder = folderOf(uri); folder.length > 'file:///'.length; folder = folderOf(folder.slice(0, -1))) {
      if (this.repositories.get(folder)) return folder;
    }
    return undefined;
  }

  private candidates(uri: string): string[] {
    if (uri.startsWith('untitled:') || uri.length > LONGEST_URI) return [];
    const root =
      this.repositoryOf(uri) ??
      this.roots
        .map((folder) => (folder.endsWith('/') ? folder : `${folder}/`))
        .find((folder) => uri.startsWith(folder));
    const files: string[] = [];
    for (let folder = folderOf(uri); folder.length > 0; folder = folderOf(folder.slice(0, -1))) {
      files.push(folder + CONFIG_FILE);
      if (root === undefined || folder === root || folder.length <= root.length) break;
    }
    return files;
  }
}

/** Systems take paths of 4,096 bytes at most, and a byte may take three characters of a URI. Nothing longer has folders to look in. */
const LONGEST_URI = 3 * 4096;

/** The URI of the folder that a file or folder is in, with its slash. */
function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}

/** A path as people write it. A name that is no UTF-8, as `caf%E9` is, stays as the client wrote it. */
export function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
