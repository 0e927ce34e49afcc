import { REGION_NAME } from '../../model/region-name.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import { Ask } from '../../syntax/value.ts';

/** What a document reveals about its place in AWS, the most frequent value first. */
export interface Account {
  readonly partition: string;
  readonly region: string | Ask;
  readonly account: string | Ask;
  /** The Regions that occur in the document. */
  readonly regions: readonly string[];
}

const ARN = new RegExp(String.raw`\barn:(aws[a-z-]*):[a-z0-9-]+:(${REGION_NAME})?:(\d{12})?:`, 'g');
const ECR_IMAGE = new RegExp(String.raw`\b(\d{12})\.dkr[.-]ecr(?:-fips)?\.(${REGION_NAME})\.`, 'g');
const REGION = new RegExp(String.raw`region"?\s*[:=]\s*"?(${REGION_NAME})\b`, 'gi');

const known = new WeakMap<SourceDocument, Account>();

/** The account and Region that a document's ARNs, images and options name; words to fill in if it names none. */
export function accountOf(document: SourceDocument): Account {
  let account = known.get(document);
  if (!account) {
    account = read(document);
    known.set(document, account);
  }
  return account;
}

function read({ text }: SourceDocument): Account {
  const partitions = new Tally();
  const regions = new Tally();
  const accounts = new Tally();
  for (const [, partition, region, account] of text.matchAll(ARN)) {
    partitions.add(partition);
    regions.add(region);
    accounts.add(account);
  }
  for (const [, account, region] of text.matchAll(ECR_IMAGE)) {
    regions.add(region);
    accounts.add(account);
  }
  for (const [, region] of text.matchAll(REGION)) regions.add(region);
  return {
    partition: partitions.first ?? 'aws',
    region: regions.first ?? new Ask('REGION'),
    account: accounts.first ?? new Ask('ACCOUNT_ID'),
    regions: regions.all,
  };
}

class Tally {
  private readonly counts = new Map<string, number>();

  add(word: string | undefined): void {
    if (word) this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
  }

  get all(): string[] {
    return [...this.counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
  }

  get first(): string | undefined {
    return this.all[0];
  }
}
