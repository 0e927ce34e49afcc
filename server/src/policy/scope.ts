import { homeOf } from '../model/home.ts';
import type { TaskDefinition } from '../model/task.ts';
import type { ValueNode } from '../syntax/node.ts';

/** Where the resources of a task definition are, as far as the file says. */
export interface Scope {
  readonly partition: string;
  /** A word or expression that stands in for it if the file does not say. */
  readonly region: string;
  /** The same if the file does not say or names several. */
  readonly account: string;
}

/** What replaces a part that the file does not say, by format. The editor counts plain words as still to fill in. */
const UNKNOWN: Readonly<Record<string, { readonly region: string; readonly account: string }>> = {
  api: { region: 'REGION', account: 'ACCOUNT_ID' },
  cloudformation: { region: '${AWS::Region}', account: '${AWS::AccountId}' },
};

/** The partition, region and account of a task definition, with words to fill in for what its file does not say. */
export function scopeOf(task: TaskDefinition): Scope {
  const home = homeOf(task);
  const unknown = UNKNOWN[task.part.dialect.id] ?? UNKNOWN.api!;
  return {
    partition: home.partition ?? 'aws',
    region: home.region ?? unknown.region,
    account: home.account ?? unknown.account,
  };
}

/**
 * A value as part of an ARN: a text as written, placeholders included, since the tool that fills them in does so here
 * too. Anything else, such as a reference to a resource of a template, is replaced by a word to fill in.
 */
export function written(node: ValueNode | undefined, otherwise: string): string {
  return node?.kind === 'string' && node.value !== '' ? node.value : otherwise;
}
