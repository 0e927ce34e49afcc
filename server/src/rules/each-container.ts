/** The results of a rule about single containers, so that after an edit it is asked only about those that changed. */
import { atItsPlace, type Finding } from '../findings/finding.ts';
import type { Container, TaskDefinition } from '../model/task.ts';
import type { ObjectNode, ValueNode } from '../syntax/node.ts';
import { beginPart, endPart, itemsBit, numberOf, WHOLE_TEXT } from '../syntax/reads.ts';

/** What a rule found in each container. */
export interface OfContainers {
  /** Without containers that have no findings. */
  readonly found: ReadonlyMap<ObjectNode, readonly Finding[]>;
  /** The containers for which the rule has read something that an edit of another container may change. */
  readonly beyond: ReadonlySet<ObjectNode>;
}

/** The results of the last run, and the containers that have been edited since. */
export interface Before {
  readonly results: OfContainers;
  readonly edited: ReadonlySet<ValueNode>;
}

/** What leads from one container to another: the list that holds them, under its name or by itself, and the whole text. */
const WAYS_OUT = [WHOLE_TEXT, itemsBit(numberOf('containerDefinitions')), itemsBit(WHOLE_TEXT)];

const NOTHING_FOUND: ReadonlyMap<ObjectNode, readonly Finding[]> = new Map();
const NONE: ReadonlySet<ObjectNode> = new Set();

/**
 * Gathers what a rule finds in each container, while its reads are being recorded.
 * @param ask asks the rule about a container
 * @param findings where this adds what it finds
 * @param before undefined if the rule is to be asked about all containers
 */
export function askEach(
  task: TaskDefinition,
  ask: (container: Container) => void,
  findings: readonly Finding[],
  before: Before | undefined,
): OfContainers {
  // Most rules find nothing in most files, so nothing is made to hold it.
  let found: Map<ObjectNode, readonly Finding[]> | undefined;
  let beyond: Set<ObjectNode> | undefined;
  for (const container of task.containers.items) {
    const { node } = container;
    if (before && !before.edited.has(node) && !before.results.beyond.has(node)) {
      const kept = before.results.found.get(node);
      if (!kept) continue;
      found ??= new Map();
      found.set(node, kept.map(atItsPlace));
      continue;
    }
    const start = findings.length;
    const known = beginPart(WAYS_OUT);
    ask(container);
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
