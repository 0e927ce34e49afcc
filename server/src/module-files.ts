import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse, outlineOf } from './analysis.ts';
import type { Host } from './config/configs.ts';
import { folderOf, inTurns, type TaskFile } from './workspace-files.ts';

/** The most characters in the files of a module; a larger one is not read, like one of too many files. */
const MOST_CHARACTERS = 4_000_000;

/** The files of Terraform modules that are not open. A module is a folder, of which the folders in it are no part. */
export class ModuleFiles {
  private readonly analyses = new WeakMap<TaskFile, Analysis>();
  private readonly modules = new Map<string, readonly TaskFile[]>();
  /** By folder: what is being read, and what is read after that. */
  private readonly reading = new Map<string, Promise<boolean>>();
  private readonly waiting = new Map<string, Promise<boolean>>();

  constructor(private readonly host: Host) {}

  /** The files of a file's module, as they were last read. */
  files(uri: string): readonly TaskFile[] {
    return this.modules.get(folderOf(uri)) ?? [];
  }

  /** One of the files, by its URI. */
  file(uri: string): TaskFile | undefined {
    return this.files(uri).find((file) => file.uri === uri);
  }

  /** The analysis of one of the files. */
  analysis(uri: string): Analysis | undefined {
    const file = this.file(uri);
    if (!file) return undefined;
    const known = this.analyses.get(file) ?? analyse(file.document.text, uri);
    this.analyses.set(file, known);
    return known;
  }

  /**
   * Reads the files of a file's module.
   * @returns whether there is anything new
   */
  read(uri: string): Promise<boolean> {
    const folder = folderOf(uri);
    const running = this.reading.get(folder);
    if (!running) return this.begin(folder, uri);
    // What is being read may be older than the request. One more reading is enough for all that come in the meantime.
    const waiting =
      this.waiting.get(folder) ??
      running
        .catch(() => false)
        .then(() => {
          this.waiting.delete(folder);
          return this.begin(folder, uri);
        });
    this.waiting.set(folder, waiting);
    return waiting;
  }

  private begin(folder: string, uri: string): Promise<boolean> {
    const reading = this.readAll(folder, uri).finally(() => this.reading.delete(folder));
    this.reading.set(folder, reading);
    return reading;
  }

  private async readAll(folder: string, uri: string): Promise<boolean> {
    const found = (await this.host.moduleFiles?.(uri.slice(0, uri.lastIndexOf('/'))).catch(() => [])) ?? [];
    const size = found.reduce((sum, { text }) => sum + text.length, 0);
    const before = this.modules.get(folder) ?? [];
    const after: TaskFile[] = [];
    await inTurns(size > MOST_CHARACTERS ? [] : found, ({ uri: of, text }) => {
      const known = before.find((file) => file.uri === of && file.document.text === text);
      after.push(
        known ?? { ...outlineOf(text, of), uri: of, text: TextDocument.create(of, '', 0, text), version: null },
      );
    });
    this.modules.set(folder, after);
    return after.length !== before.length || after.some((file, i) => file !== before[i]);
  }
}
