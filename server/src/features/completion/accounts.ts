import { homeOf, type Placed } from '../../model/home.ts';
import { UNKNOWN_REGION } from '../../model/region-name.ts';
import { Ask } from '../../syntax/value.ts';

/** What a definition reveals about its place in AWS. */
export interface Account {
  readonly partition: string;
  readonly region: string | Ask;
  readonly account: string | Ask;
  /** The Regions that occur in the file, the most frequent first. */
  readonly regions: readonly string[];
}

/**
 * The account and Region that the file names; a choice if it names several, and words to fill in if it names none.
 */
export function accountOf(placed: Placed): Account {
  const { partition = 'aws', region, account, regions, accounts } = homeOf(placed);
  return {
    partition,
    region: region ?? choiceOf(regions) ?? new Ask(UNKNOWN_REGION),
    account: account ?? choiceOf(accounts) ?? new Ask('ACCOUNT_ID'),
    regions,
  };
}

function choiceOf(values: readonly string[]): Ask | undefined {
  return values[0] === undefined ? undefined : new Ask(values[0], values.length > 1 ? values : []);
}
