import { parseArn } from '../../../model/arn.ts';
import { ecrRegistry, parseImage } from '../../../model/image.ts';
import { isRegion } from '../../../model/region-name.ts';
import type { TaskDefinition } from '../../../model/task.ts';
import type { ValueNode } from '../../../syntax/node.ts';
import { hasPlaceholder } from '../../../syntax/placeholder.ts';
import { code, type Markdown, md, ours } from '../../markdown.ts';

/** The region that every other value in the file names; undefined if none names a region, or several do. */
export function regionOfTheRest(task: TaskDefinition, except: ValueNode): string | undefined {
  const regions = new Set<string>();
  const visit = (node: ValueNode | undefined, key?: string): void => {
    if (!node || node === except) return;
    if (node.kind === 'object') for (const property of node.properties) visit(property.value, property.key.value);
    else if (node.kind === 'array') for (const item of node.items) visit(item, key);
    else if (node.kind === 'string' && !hasPlaceholder(node.value)) {
      const region = regionIn(node.value, key);
      if (region !== undefined && isRegion(region)) regions.add(region);
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

/**
 * A region as the file names it, with a remark if it differs from the rest of the file. Anything that is not a region's
 * name is shown as code.
 * @param home the region of the rest; see {@link regionOfTheRest}
 */
export function regionText(region: string, home: string | undefined): Markdown {
  if (!isRegion(region)) return code(region);
  return home !== undefined && home !== region
    ? md`${ours(region)} (the rest of this file is in ${ours(home)})`
    : ours(region);
}
