import type { SyntaxProblem } from '../syntax/document.ts';
import type { ArrayNode, ObjectNode, PropertyNode, Span, SyntaxNode } from '../syntax/node.ts';
import type { Dialect } from './dialect.ts';

/**
 * A task definition or a service in a document: where it is, what the document calls it and how it spells the members.
 */
export type Part = TaskPart | ServicePart;

/** A decision that is made later, and of which the document lists the outcomes, such as the value of a parameter. */
export interface Choice {
  /** What the document calls it. */
  readonly name: string;
  readonly outcomes: readonly Outcome[];
  /** The places in the document that depend on it. */
  readonly places: readonly Span[];
  /** Whether each outcome may come about. If something else may rule some of them out, only what they share is sure. */
  readonly isFree: boolean;
}

/** One of the possible outcomes of a choice. */
export interface Outcome {
  /** The outcome as the end of a sentence: `is "host"`. */
  readonly says: string;
  /** The part as it is then. */
  part(): Part;
}

interface AnyPart {
  /** What the document calls it, such as a resource's logical ID; empty if the document contains nothing else. */
  readonly id: string;
  readonly dialect: Dialect;
  /** Members spelt as in the API although the format spells them differently. */
  readonly misspelt?: readonly PropertyNode[];
  /** What is broken in the text that contains it, if that text is a value in the document. */
  readonly faults?: readonly SyntaxProblem[];
  /** What is decided later, with its outcomes. */
  readonly choices?: readonly Choice[];
  /** The outer member that `describe` commands print around the definition. */
  readonly wrapper?: PropertyNode | undefined;
  /** The node to underline for the definition as a whole, if the document names it. */
  readonly label?: SyntaxNode | undefined;
}

/** A task definition in a document. */
export interface TaskPart extends AnyPart {
  readonly kind: 'task';
  /** The task definition, or a bare list of containers, under the API's names. */
  readonly root: ObjectNode | ArrayNode;
  /** Whether the task-level members are here, or elsewhere as with a bare list of containers. */
  readonly taskLevel: 'here' | 'elsewhere';
  /** Whether an Express service in the document runs it. */
  readonly isForExpress?: boolean;
}

/** A service in a document. */
export interface ServicePart extends AnyPart {
  readonly kind: 'service';
  /** The service, under the API's names. */
  readonly root: ObjectNode;
  /** The API type whose form the service has. */
  readonly type: 'CreateServiceRequest' | 'UpdateServiceRequest' | 'CreateTaskSetRequest';
  /** The ID of its task definition, if that is in the same document. */
  readonly task?: string | undefined;
  /** Whether Application Auto Scaling changes its number of tasks; undefined in formats that cannot say so. */
  readonly scaling?: Scaling;
}

/** What a document says about the scaling of a service. */
export interface Scaling {
  readonly scaled: 'yes' | 'no' | 'unknown';
  /** The lowest and the highest number of tasks, if it is scaled; undefined for one that is decided later. */
  readonly limits?: readonly [least: number | undefined, most: number | undefined];
}
