import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse } from '../../analysis.ts';
import { applyConfig } from '../../config/config.ts';
import { TASK_FILE } from '../../node/files.ts';
import { ConfigFinder } from '../config.ts';
import { placed, type Shown } from '../formats/format.ts';
import { Impossible, type RootFile, type Roots } from './roots.ts';

/** What a text is called that is no file. */
const UNNAMED = 'task-definition.json';

/** A text that a tool is asked about, with all that is known of it. */
export interface Source {
  readonly text: string;
  readonly file: RootFile | undefined;
  readonly analysis: Analysis;
  readonly document: TextDocument;
  readonly shown: readonly Shown[];
  /** Another text in its place. */
  again(text: string): Source;
}

/** Gets texts from the arguments of tools. */
export class Sources {
  constructor(private readonly roots: Roots) {}

  /** @throws Impossible where there is no such text, or where it is no task definition */
  from({ path, text }: Readonly<Record<string, unknown>>): Source {
    if ((path === undefined) === (text === undefined)) throw new Impossible('Pass either "path" or "text".');
    const file = typeof path === 'string' ? this.roots.read(path) : undefined;
    const source = this.read(file ? file.text : String(text), file);
    const { accepted, reason } = source.analysis.detection;
    // Nothing of a file that is something else is read out.
    if (!accepted)
      throw new Impossible(
        `Not a task definition. ${reason}${file ? ' Pass "text" where it is one all the same.' : ''}`,
      );
    return source;
  }

  private read(text: string, file: RootFile | undefined): Source {
    if (Buffer.byteLength(text) > TASK_FILE.most)
      throw new Impossible('The text is larger than 1 MB, and is not read.');
    const analysis = this.judged(analyse(text, file?.path ?? UNNAMED, file ? 'open' : 'asked'), file);
    const document = TextDocument.create('', 'json', 0, text);
    return {
      text,
      file,
      analysis,
      document,
      shown: placed(analysis.findings, document),
      again: (other) => this.read(other, file),
    };
  }

  /** With the severities that the project set, by settings that are in the folders, too. */
  private judged(analysis: Analysis, file: RootFile | undefined): Analysis {
    const found = file && new ConfigFinder().find(file.path, () => {});
    if (!found || !this.roots.holds(found.file)) return analysis;
    return { ...analysis, findings: applyConfig(found.config, found.path, analysis.findings) };
  }
}
