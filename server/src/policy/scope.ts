import { parseArn } from '../model/arn.ts';
import { ecrRegistry, parseImage } from '../model/image.ts';
import { regionOf } from '../model/region.ts';
import type { TaskDefinition } from '../model/task.ts';
import type { ValueNode } from '../syntax/node.ts';
import { withoutPlaceholders } from '../syntax/placeholder.ts';

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

/** Finds the partition, region and account that a task definition's ARNs, images and logs agree on. */
export function scopeOf(task: TaskDefinition): Scope {
  const accounts = new Set<string>();
  const partitions = new Set<string>();
  const note = (text: string | undefined) => {
    const arn = text === undefined ? undefined : parseArn(text);
    if (!arn) return;
    partitions.add(arn.partition);
    if (/^\d{12}$/.test(arn.account)) accounts.add(arn.account);
  };
  // A role has to be in the account that runs the task (PassRole), whereas images and secrets may be in others.
  for (const role of [task.string('executionRoleArn'), task.string('taskRoleArn')]) note(role.value);
  if (accounts.size === 0) {
    for (const container of task.containers) {
      for (const secret of container.list('secrets')) note(secret.string('valueFrom').value);
      const image = container.string('image');
      const registry = image.state === 'known' ? ecrRegistry(parseImage(image.value)) : undefined;
      if (registry) accounts.add(registry.account);
    }
  }
  const unknown = UNKNOWN[task.part.dialect.id] ?? UNKNOWN.api!;
  const region = regionOf(task) ?? unknown.region;
  return {
    partition: partitions.size === 1 ? [...partitions][0]! : partitionOf(region),
    region,
    account: accounts.size === 1 ? [...accounts][0]! : unknown.account,
  };
}

/** The partition of a region. Source: AWS General Reference, checked 2026-11-28. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('eusc-')) return 'aws-eusc';
  if (region.startsWith('us-iso-')) return 'aws-iso';
  if (region.startsWith('us-isob-')) return 'aws-iso-b';
  return 'aws';
}

/**
 * A value as part of an ARN: a text as written, placeholders included, since the tool that fills them in does so here
 * too. Anything else, such as a reference to a resource of a template, is replaced by a word to fill in.
 */
export function written(node: ValueNode | undefined, otherwise: string): string {
  return node?.kind === 'string' && node.value !== '' ? node.value : otherwise;
}

/** The parts of an ARN between its colons; a colon in a placeholder such as `${AWS::Region}` does not separate. */
export function arnParts(text: string): string[] {
  let from = 0;
  return withoutPlaceholders(text)
    .split(':')
    .map(({ length }) => {
      const part = text.slice(from, from + length);
      from += length + 1;
      return part;
    });
}
