import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse, outlineOf } from './analysis.ts';
import type { Host } from './config/configs.ts';
import { folderOf, type TaskFile } from './workspace-files.ts';

/** The files of Terraform modules that are not open. A module is a folder, of which the folders in it are no part. */
export class ModuleFiles {
  private readonly analyses = new WeakMap<TaskFile, Analysis>();
  private readonly modules = new Map<string, readonly TaskFile[]>();

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
  async read(uri: string): Promise<boolean> {
    const texts = (await this.host.moduleFiles?.(uri.slice(0, uri.lastIndexOf('/'))).catch(() => [])) ?? [];
    const before = this.files(uri);
    const after = texts.map(({ uri: of, text }): TaskFile => {
      const known = before.find((file) => file.uri === of && file.document.text === text);
      return known ?? { ...outlineOf(text, of), uri: of, text: TextDocument.create(of, '', 0, text), version: null };
    });
    this.modules.set(folderOf(uri), after);
    return after.length !== before.length || after.some((file, i) => file !== before[i]);
  }
}
