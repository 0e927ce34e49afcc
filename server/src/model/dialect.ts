import type { NumberNode, StringNode, SyntaxNode } from '../syntax/node.ts';

/** How a format writes what the API calls by its own names, and which findings mean something else there. */
export interface Dialect {
  readonly id: 'api' | 'cloudformation' | 'terraform';
  /** Who reads the names first and refuses those that it does not know, as the beginning of a sentence. */
  readonly reader: string;
  /** What becomes of a member that nobody knows: `Terraform drops it`. */
  readonly unknown: 'refuses' | 'drops';
  /** A message with the members in it as the format spells them. */
  spell(message: string): string;
  /** Members of the task that the format supplies where they are missing, each with the reason. */
  readonly supplied: ReadonlyMap<string, string>;
  /** Members of the task of whose type a rule of the format speaks. */
  readonly judged?: ReadonlySet<string>;
  /** Whether a text stays text when the placeholders in it are filled in. */
  staysText?(node: StringNode): boolean;
  /** Whether a number stands where there is one kind of numbers, so that `256.0` is whole. */
  hasOneNumber?(node: NumberNode): boolean;
  /** How the reader words a finding of a rule at a node, where that is known. */
  rejectionOf?(rule: string, node: SyntaxNode): string | undefined;
  /** Rules that do not hold in the format, or hold otherwise. */
  readonly exceptions: readonly Exception[];
}

/** A rule that a format leaves out or judges otherwise. */
export interface Exception {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info' | 'off';
  readonly because: string;
}

/** The names of the API, as `register-task-definition` takes them. */
export const API: Dialect = {
  id: 'api',
  reader: 'The AWS CLI',
  unknown: 'refuses',
  spell: (message) => message,
  supplied: new Map(),
  exceptions: [],
};
