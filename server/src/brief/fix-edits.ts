import type { TextDocument } from 'vscode-languageserver-textdocument';
import { editsOf } from '../findings/fixes.ts';
import { asksOf } from '../findings/repair.ts';
import type { Fix } from '../findings/report.ts';
import type { SourceDocument } from '../syntax/document.ts';
import type { NodeEdit, TextEdit } from '../syntax/edit.ts';

/**
 * The fixes of an ordinary file touch a few hundred members in all. Beyond this limit findings are written without
 * edits.
 */
const MOST_MEMBERS = 200_000;

/** Line and character, both from 0. Characters are UTF-16 code units, as in the language server protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A range in a text; the end is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A fix as other programs read it. The names are a public interface: do not change them. */
export interface WrittenFix {
  readonly title: string;
  /** Whether it may be applied without asking, as `--fix` does. */
  readonly safe: boolean;
  /** Words in the edits that stand for something only the user knows. */
  readonly fillIn?: readonly string[];
  /** To be applied together. Left out if the file has so many that writing them all would take too long. */
  readonly edits?: readonly { readonly range: Range; readonly newText: string }[];
}

/** Writes the fixes of one file, as many as can be written in reasonable time. */
export class FixEdits {
  private room = MOST_MEMBERS;

  constructor(
    private readonly text: TextDocument,
    private readonly document: SourceDocument,
  ) {}

  /** The edits of a fix; undefined if the limit has been reached. */
  textEdits(fix: Fix): TextEdit[] | undefined {
    return this.affords(fix) ? editsOf(this.document, fix) : undefined;
  }

  /** A fix with its edits. */
  written(fix: Fix): WrittenFix {
    const fillIn = [...new Set(asksOf(fix.edits))];
    const edits = this.textEdits(fix)?.map(({ offset, length, newText }) => ({
      range: { start: this.text.positionAt(offset), end: this.text.positionAt(offset + length) },
      newText,
    }));
    return {
      title: fix.title,
      safe: fix.preferred === true,
      ...(fillIn.length > 0 ? { fillIn } : {}),
      ...(edits ? { edits } : {}),
    };
  }

  /** Whether the limit allows one more fix. Writing a fix reads every member of the object or list that it changes. */
  private affords({ edits }: Fix): boolean {
    for (const edit of edits) {
      if (this.room < 0) return false;
      this.room -= 1 + membersAround(edit);
    }
    return this.room >= 0;
  }
}

/** How many members the edited object or list has. */
function membersAround(edit: NodeEdit): number {
  switch (edit.kind) {
    case 'set':
      return edit.object.properties.length;
    case 'insert':
      return edit.array.items.length;
    case 'remove': {
      const owner = edit.node.parent?.kind === 'property' ? edit.node.parent.parent : edit.node.parent;
      return owner?.kind === 'object' ? owner.properties.length : (owner?.items.length ?? 0);
    }
    default:
      return 0;
  }
}
