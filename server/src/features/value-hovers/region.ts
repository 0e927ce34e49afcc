import { parseArn } from '../../model/arn.ts';
import { ecrRegistry, parseImage } from '../../model/image.ts';
import type { TaskDefinition } from '../../model/task.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';

/** The region that everything in the file but one value names; undefined where nothing does, or several are named. */
export function regionOfTheRest(task: TaskDefinition, except: ValueNode): string | undefined {
  const regions = new Set<string>();
  const visit = (node: ValueNode | undefined, key?: string): void => {
    if (!node || node === except) return;
    if (node.kind === 'object') for (const property of node.properties) visit(property.value, property.key.value);
    else if (node.kind === 'array') for (const item of node.items) visit(item, key);
    else if (node.kind === 'string' && !hasPlaceholder(node.value)) {
      const region = regionIn(node.value, key);
      if (region) regions.add(region);
    }
  };
  visit(task.root);
  return regions.size === 1 ? [...regions][0] : undefined;
}

function regionIn(text: string, key: string | undefined): string | undefined {
  if (text.startsWith('arn:')) return parseArn(text)?.region;
  if (key === 'awslogs-region') return text;
  return key === 'image' ? ecrRegistry(parseImage(text))?.region : undefined;
}

/** A remark on a region that is not the one of the rest of the file. */
export function elsewhere(region: string, home: string | undefined): string {
  return region !== '' && home !== undefined && home !== region ? ` (the rest of this file is in ${home})` : '';
}
