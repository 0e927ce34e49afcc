/** The results of a rule about single containers, so that after an edit it is asked only about those that changed. */
import { atItsPlace, type Finding } from '../findings/finding.ts';
import type { Container, TaskDefinition } from '../model/task.ts';
import type { ValueNode } from '../syntax/node.ts';
import { beginPart, endPart, itemsBit, numberOf, WHOLE_TEXT } from '../syntax/reads.ts';

/** What a rule found in each container. */
export interface OfContainers {
  /** By container; by the root what is outside of the containers. Without those that have no findings. */
  readonly found: ReadonlyMap<ValueNode, readonly Finding[]>;
  /** The containers, or the root, for which the rule has read something that an edit of another container may change. */
  readonly beyond: ReadonlySet<ValueNode>;
}

/** The results of the last run, and the containers that have been edited since. */
export interface Before {
  readonly results: OfContainers;
  readonly edited: ReadonlySet<ValueNode>;
}

/** What leads from one container to another: the list that holds them, under its name or by itself, and the whole text. */
const WAYS_OUT = [WHOLE_TEXT, itemsBit(numberOf('containerDefinitions')), itemsBit(WHOLE_TEXT)];

const NOTHING_FOUND: ReadonlyMap<ValueNode, readonly Finding[]> = new Map();
const NONE: ReadonlySet<ValueNode> = new Set();

/**
 * Gathers what a rule finds in each container, while its reads are being recorded.
 * @param subjects the containers, and the task definition itself if the rule has something to say outside of them
 * @param ask asks the rule about one of them
 * @param findings where this adds what it finds
 * @param before undefined if the rule is to be asked about all of them
 */
export function askEach<S extends Container | TaskDefinition>(
  subjects: readonly S[],
  ask: (subject: S) => void,
  findings: readonly Finding[],
  before: Before | undefined,
): OfContainers {
  // Most rules find nothing in most files, so nothing is made to hold it.
  let found: Map<ValueNode, readonly Finding[]> | undefined;
  let beyond: Set<ValueNode> | undefined;
  for (const subject of subjects) {
    const node = 'root' in subject ? subject.root : subject.node;
    if (before && !before.edited.has(node) && !before.results.beyond.has(node)) {
      const kept = before.results.found.get(node);
      if (!kept) continue;
      found ??= new Map();
      found.set(node, kept.map(atItsPlace));
      continue;
    }
    const start = findings.length;
    const known = beginPart(WAYS_OUT);
    ask(subject);
    if (endPart(WAYS_OUT, known)) {
      beyond ??= new Set();
      beyond.add(node);
    }
    if (findings.length === start) continue;
    found ??= new Map();
    found.set(node, findings.slice(start));
  }
  return { found: found ?? NOTHING_FOUND, beyond: beyond ?? NONE };
}
