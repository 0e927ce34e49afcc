import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse } from '../../analysis.ts';
import { placed, type Shown } from '../../brief/shown.ts';
import { applyConfig } from '../../config/config.ts';
import { TASK_FILE } from '../../node/files.ts';
import { ConfigFinder } from '../config.ts';
import { Impossible, type RootFile, type Roots } from './roots.ts';

/** The file name to assume for a text that is not a file. */
const UNNAMED = 'task-definition.json';

/** A text that a tool is asked about, with its analysis. */
export interface Source {
  readonly text: string;
  readonly file: RootFile | undefined;
  readonly analysis: Analysis;
  readonly document: TextDocument;
  readonly shown: readonly Shown[];
  /** The same source with another text. */
  again(text: string): Source;
}

/** Gets the texts that tool arguments refer to. */
export class Sources {
  constructor(private readonly roots: Roots) {}

  /** @throws Impossible if there is no such text, or if it is not a task definition */
  from({ path, text }: Readonly<Record<string, unknown>>): Source {
    if ((path === undefined) === (text === undefined)) throw new Impossible('Pass either "path" or "text".');
    const file = typeof path === 'string' ? this.roots.read(path) : undefined;
    const source = this.read(file ? file.text : String(text), file);
    const { accepted, reason } = source.analysis.detection;
    // Never reveal the contents of a file that is something else.
    if (!accepted) throw new Impossible(`Not a task definition. ${reason}${file ? ' If it is one, pass "text".' : ''}`);
    return source;
  }

  private read(text: string, file: RootFile | undefined): Source {
    if (Buffer.byteLength(text) > TASK_FILE.most) throw new Impossible('The text is larger than 1 MB and is not read.');
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

  /** Applies the severities that the project has set, but only from settings files inside the folders. */
  private judged(analysis: Analysis, file: RootFile | undefined): Analysis {
    const found = file && new ConfigFinder().find(file.path, () => {});
    if (!found || !this.roots.holds(found.file)) return analysis;
    return { ...analysis, findings: applyConfig(found.config, found.path, analysis.findings) };
  }
}
