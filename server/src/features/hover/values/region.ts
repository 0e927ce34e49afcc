import { parseArn } from '../../../model/arn.ts';
import { ecrRegistry, parseImage } from '../../../model/image.ts';
import { isRegion } from '../../../model/region-name.ts';
import type { TaskDefinition } from '../../../model/task.ts';
import type { ValueNode } from '../../../syntax/node.ts';
import { hasPlaceholder } from '../../../syntax/placeholder.ts';
import { code, type Markdown, md, ours } from '../../markdown.ts';

/** The region that everything in the file but one value names; undefined where nothing does, or several are named. */
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
 * A region as the file names it, with a remark where it is not the one of the rest of the file. What no region is called is
 * shown as code.
 * @param home the region of the rest; see {@link regionOfTheRest}
 */
export function regionText(region: string, home: string | undefined): Markdown {
  if (!isRegion(region)) return code(region);
  return home !== undefined && home !== region
    ? md`${ours(region)} (the rest of this file is in ${ours(home)})`
    : ours(region);
}
