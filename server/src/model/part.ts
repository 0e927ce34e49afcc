import type { ArrayNode, ObjectNode, PropertyNode, SyntaxNode } from '../syntax/node.ts';
import type { Dialect } from './dialect.ts';

/** A task definition or a service in a document: where it stands, what the document calls it and how it spells its members. */
export type Part = TaskPart | ServicePart;

interface AnyPart {
  /** What the document calls it, such as the logical id of a resource; empty where the document is nothing else. */
  readonly id: string;
  readonly dialect: Dialect;
  /** Members that are written by the API's name where the format has another. */
  readonly misspelt?: readonly PropertyNode[];
  /** The member that a command that describes it prints around it. */
  readonly wrapper?: PropertyNode | undefined;
  /** What to underline for the whole, where the document names it. */
  readonly label?: SyntaxNode | undefined;
}

/** A task definition in a document. */
export interface TaskPart extends AnyPart {
  readonly kind: 'task';
  /** The task definition, or a bare list of containers, by the names of the API. */
  readonly root: ObjectNode | ArrayNode;
  /** Whether the members of the task stand here, or elsewhere, as with a bare list of containers. */
  readonly taskLevel: 'here' | 'elsewhere';
}

/** A service in a document. */
export interface ServicePart extends AnyPart {
  readonly kind: 'service';
  /** The service, by the names of the API. */
  readonly root: ObjectNode;
  /** The API type that it is written as. */
  readonly type: 'CreateServiceRequest' | 'UpdateServiceRequest';
  /** The id of its task definition, where that is in the same document. */
  readonly task?: string | undefined;
}
