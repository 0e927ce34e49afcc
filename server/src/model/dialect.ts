import type { NumberNode, StringNode, SyntaxNode } from '../syntax/node.ts';
import type { Part } from './part.ts';

/** How a format spells the API's member names, and which rules apply differently in it. */
export interface Dialect {
  readonly id: 'api' | 'cloudformation' | 'terraform' | 'codedeploy';
  /** Who reads the names first and rejects unknown ones, worded to begin a sentence. */
  readonly reader: string;
  /** What the reader does with a member it does not know: `Terraform drops it`. */
  readonly unknown: 'refuses' | 'drops';
  /** Respells the members in a message about a task definition or a service as the format does. */
  spell(message: string, kind: Part['kind']): string;
  /**
   * Members that the format supplies when they are missing, each with the reason: those of a task definition or service
   * itself by their name, those of another type with the type before it.
   */
  readonly supplied: ReadonlyMap<string, string>;
  /** Task members whose type is checked by one of the format's own rules, so the schema check leaves it alone. */
  readonly judged?: ReadonlySet<string>;
  /** Whether a string remains a string once its placeholders are filled in. */
  staysText?(node: StringNode): boolean;
  /** Whether the format has a single number type where a number appears, so that `256.0` is a whole number. */
  hasOneNumber?(node: NumberNode): boolean;
  /** How the reader words its rejection for a rule's finding at a node, if known. */
  rejectionOf?(rule: string, node: SyntaxNode): string | undefined;
  /** Rules and codes whose findings cfn-lint reports as well, each with its rule there. */
  readonly inCfnLint?: ReadonlyMap<string, string>;
  /** Rules that the format turns off or changes. */
  readonly exceptions: readonly Exception[];
}

/** A rule that a format turns off or changes. */
export interface Exception {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info' | 'off';
  readonly because: string;
}

/** The API's own names, as `register-task-definition` takes them. */
export const API: Dialect = {
  id: 'api',
  reader: 'The AWS CLI',
  unknown: 'refuses',
  spell: (message) => message,
  supplied: new Map(),
  exceptions: [],
};
