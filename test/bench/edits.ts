/** What people do to a file, as changes of its text, in each format. */
import type { Position, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { stringify } from 'yaml';
import { templateOf } from '../formats/cloudformation.ts';
import { terraformOf } from '../formats/terraform.ts';
import { Dice } from '../protocol/fuzzing.ts';
import { documentOf } from './documents.ts';

/** A format of files: its name, a document of a size, and where in it people write. */
export interface Format {
  readonly name: 'JSON' | 'YAML' | 'HCL';
  readonly languageId: string;
  readonly file: string;
  /** @param bytes about how many characters the text has */
  text(bytes: number): string;
  /** Finds texts that are values, with quotes or without. */
  readonly value: RegExp;
  readonly key: RegExp;
  /** What a new member goes behind, and its text. */
  readonly member: readonly [behind: RegExp, text: string];
  /** What a new container goes in front of, and its text. */
  readonly container: readonly [before: RegExp, text: string];
}

type Task = Parameters<typeof terraformOf>[0];

export const FORMATS: readonly Format[] = [
  {
    name: 'JSON',
    languageId: 'json',
    file: 'task-definition.json',
    text: documentOf,
    value: /(?<=": ")[^"\n]{2,}(?=")/g,
    key: /(?<=\n *")[A-Za-z]{3,}(?=":)/g,
    member: [/"image": "[^"]*",/g, '\n      "hostname": "inside",'],
    container: [
      /(?<=\n {4})\{\n {6}"name"/g,
      '{ "name": "added", "image": "example.com/added:1.0", "memory": 64 },\n    ',
    ],
  },
  {
    name: 'YAML',
    languageId: 'yaml',
    file: 'template.yaml',
    text: (bytes) => stringify(templateOf(JSON.parse(documentOf(bytes)) as Task), { aliasDuplicateObjects: false }),
    value: /(?<=\n[ -]+[A-Za-z]{3,}: )[A-Za-z][\w ]+(?=\n)/g,
    key: /(?<=\n +)[A-Za-z]{3,}(?=:)/g,
    member: [/ Image: [^\n]*(?=\n)/g, '\n          Hostname: inside'],
    container: [
      /(?<=\n {8})- Name: app-\d/g,
      '- Name: added\n          Image: example.com/added:1.0\n          Memory: 64\n        ',
    ],
  },
  {
    name: 'HCL',
    languageId: 'terraform',
    file: 'main.tf',
    text: (bytes) => terraformOf(JSON.parse(documentOf(bytes)) as Task),
    value: /(?<== ")[^"\n]{2,}(?=")/g,
    key: /(?<=\n *"?)[A-Za-z]{3,}(?="? *[=:] )/g,
    member: [/"?image"? *[=:] "[^"]*",?(?=\n)/g, '\n      "hostname" = "inside",'],
    container: [
      /(?<=\n *)\{\n *"?name"? *[=:] "app-/g,
      '{ "name" = "added", "image" = "example.com/added:1.0", "memory" = 64 },\n    ',
    ],
  },
];

export type Kind = 'value' | 'key' | 'member' | 'container' | 'paste' | 'undo';
export const KINDS: readonly Kind[] = ['value', 'key', 'member', 'container', 'paste', 'undo'];

/** A document that is edited: each change is made to its text and handed out for a server. */
export class Edited {
  private document: TextDocument;
  private readonly dice = new Dice(4711);

  constructor(
    private readonly format: Format,
    text: string,
  ) {
    this.document = TextDocument.create('', format.languageId, 1, text);
  }

  get text(): string {
    return this.document.getText();
  }

  /**
   * One edit, with the change that takes it back.
   * @param kind `undo` is the change that takes a paste back: it is the second of the two
   */
  edit(kind: Kind): [change: TextDocumentContentChangeEvent, back: () => TextDocumentContentChangeEvent] {
    const { value, key, member, container } = this.format;
    switch (kind) {
      case 'value':
        return this.inside(value);
      case 'key':
        return this.inside(key);
      case 'member':
        return this.insert(endOf(this.place(member[0])), member[1]);
      case 'container':
        return this.insert(this.place(container[0]).index, container[1]);
      case 'paste':
      case 'undo':
        return this.insert(this.place(container[0]).index, container[1].repeat(5));
    }
  }

  /** Where to hover, and where to ask for completions: in a key. */
  placesToAsk(): [hover: Position, completion: Position] {
    const at = (form: RegExp) => {
      const { index } = this.place(form);
      return this.document.positionAt(index + 1);
    };
    return [at(this.format.key), at(this.format.key)];
  }

  private inside(form: RegExp): [TextDocumentContentChangeEvent, () => TextDocumentContentChangeEvent] {
    const found = this.place(form);
    return this.insert(found.index + (found[0].length >> 1), 'x');
  }

  /** One of the places of a kind. */
  private place(form: RegExp): RegExpExecArray {
    const all = [...this.text.matchAll(form)];
    if (all.length === 0) throw new Error(`${this.format.name} has no place for ${form}`);
    return this.dice.oneOf(all);
  }

  private insert(offset: number, text: string): [TextDocumentContentChangeEvent, () => TextDocumentContentChangeEvent] {
    return [this.change(offset, 0, text), () => this.change(offset, text.length, '')];
  }

  private change(offset: number, length: number, text: string): TextDocumentContentChangeEvent {
    const range = { start: this.document.positionAt(offset), end: this.document.positionAt(offset + length) };
    const change = { range, text };
    this.document = TextDocument.update(this.document, [change], this.document.version + 1);
    return change;
  }
}

function endOf({ index, 0: text }: RegExpExecArray): number {
  return index + text.length;
}
