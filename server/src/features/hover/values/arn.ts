import { arnResource, parseArn } from '../../../model/arn.ts';
import { table } from '../../../model/table.ts';
import { hasPlaceholder } from '../../../syntax/placeholder.ts';
import { code, facts, type Markdown, md, ours, plainWords, together } from '../../markdown.ts';
import { regionText } from './region.ts';

const PARTITIONS = table<string>({
  'aws-cn': 'China',
  'aws-us-gov': 'AWS GovCloud (US)',
  'aws-eusc': 'AWS European Sovereign Cloud',
});

/** Breaks an ARN down into its parts. */
export function arnText(text: string, home: string | undefined): Markdown | undefined {
  const arn = hasPlaceholder(text) ? undefined : parseArn(text);
  if (!arn) return undefined;
  const { what, name } = arnResource(arn);
  return together([
    md`${code(name)} — ${plainWords(what)}`,
    facts([
      ['Region', arn.region ? regionText(arn.region, home) : undefined],
      ['Account', arn.account === 'aws' ? md`AWS itself` : arn.account ? plainWords(arn.account) : undefined],
      ['Partition', PARTITIONS[arn.partition] ? ours(PARTITIONS[arn.partition]!) : undefined],
    ]),
  ]);
}
