import { arnResource, parseArn } from '../../model/arn.ts';
import { table } from '../../model/table.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';
import { code, facts } from '../markdown.ts';
import { elsewhere } from './region.ts';

const PARTITIONS = table<string>({
  'aws-cn': 'China',
  'aws-us-gov': 'AWS GovCloud (US)',
  'aws-eusc': 'AWS European Sovereign Cloud',
});

/** An ARN in its parts. */
export function arnText(text: string, home: string | undefined): string | undefined {
  const arn = hasPlaceholder(text) ? undefined : parseArn(text);
  if (!arn) return undefined;
  const { what, name } = arnResource(arn);
  return [
    `${code(name)} — ${what}`,
    facts([
      ['Region', arn.region ? `${arn.region}${elsewhere(arn.region, home)}` : undefined],
      ['Account', arn.account && (arn.account === 'aws' ? 'AWS itself' : arn.account)],
      ['Partition', PARTITIONS[arn.partition]],
    ]),
  ]
    .filter(Boolean)
    .join('\n\n');
}
