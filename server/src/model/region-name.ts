/**
 * A pattern for region names: `eu-west-1`, `us-gov-east-1`, `us-isob-east-1`, `eusc-de-east-1`.
 * Source: the partitions of the AWS SDK's endpoints, checked 2026-11-28.
 */
export const REGION_NAME = String.raw`[a-z]{2,5}(?:-[a-z]+){1,3}-\d{1,2}`;

const REGION = new RegExp(`^${REGION_NAME}$`);

/** Whether a text has the form of a region name, such as `eu-west-1`. */
export function isRegion(text: string): boolean {
  return text.length < 40 && REGION.test(text);
}

/** Stands for a Region that nothing tells. No rule judges it, and it is counted as to be filled in. */
export const UNKNOWN_REGION = 'REGION';
