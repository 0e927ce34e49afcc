import type { ErrorObject } from 'ajv';

/** What a schema finds wrong with a file, with the names of members that it does not know. */
export function schemaErrors(errors: readonly ErrorObject[] | null | undefined): string {
  return (errors ?? [])
    .map(({ instancePath, message, params }) => {
      const unknown = (params as { additionalProperty?: string }).additionalProperty;
      return `${instancePath} ${message}${unknown === undefined ? '' : `: "${unknown}"`}`.trim();
    })
    .join(', ');
}
