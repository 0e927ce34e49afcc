import { MOST_PARTS } from '../model/most.ts';
import type { Part } from '../model/part.ts';
import { enumerate } from '../model/wording.ts';
import type { ArrayNode, ObjectNode } from '../syntax/node.ts';

/** Whether a document contains task definitions or services, and why. The reason is shown to people. */
export type Detection = Accepted | Refused;

/** The document is treated as containing task definitions or services. */
export interface Accepted {
  readonly accepted: true;
  readonly reason: string;
  /** The task definitions and services, in text order; empty if the text could not be read far enough. */
  readonly parts: readonly Part[];
  /** What an image definitions or image detail file of CodePipeline holds, which has no task definition or service. */
  readonly images?: ArrayNode | ObjectNode;
}

/** The document is left alone. */
export interface Refused {
  readonly accepted: false;
  readonly reason: string;
  /**
   * True if the content shows that the file is something else; false if there is merely no sign of a task definition.
   */
  readonly otherProduct: boolean;
}

/**
 * Why a document is examined: `open` goes by its name and content; `asked` means that the user said it is a task
 * definition.
 */
export type Intent = 'open' | 'asked';

/** Accepts the document, with these task definitions and services. */
export function accept(reason: string, ...parts: readonly Part[]): Accepted {
  return { accepted: true, reason, parts };
}

/** Refuses the document. */
export function refuse(reason: string, otherProduct = false): Refused {
  return { accepted: false, reason, otherProduct };
}

/** What a part is called. */
function nameOfKind(part: Part): 'task definition' | 'service' | 'task set' | 'AppSpec file' {
  if (part.kind === 'task') return 'task definition';
  if (part.dialect.id === 'codedeploy') return 'AppSpec file';
  return part.type === 'CreateTaskSetRequest' ? 'task set' : 'service';
}

/** What a document holds, by the names of its kinds. A text that cannot be read far enough counts as a task definition. */
export function kindsIn({ parts, images }: Accepted): string[] {
  if (images) return ['image definitions file'];
  return parts.length > 0 ? parts.map(nameOfKind) : ['task definition'];
}

/** The number of parts of each kind: `a task definition and 2 services`. Further ones are not read. */
export function partsInWords(parts: readonly Part[]): string {
  const least = parts.length < MOST_PARTS ? '' : 'at least ';
  const counts = new Map<string, number>();
  for (const name of parts.map(nameOfKind)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const found = enumerate(
    [...counts].map(([name, count]) => (count === 1 ? `a ${name}` : `${count} ${name}s`)),
    'and',
  );
  return least + found;
}
