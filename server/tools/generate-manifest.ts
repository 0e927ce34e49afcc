/** Makes the settings of package.json out of the catalogue: one severity a rule. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../src/rules/catalogue.ts';
import { writeOutputs } from './outputs.ts';

const file = join(import.meta.dirname, '../../package.json');
const manifest = JSON.parse(readFileSync(file, 'utf8')) as { contributes: { configuration: { properties: Record<string, unknown> } } };

manifest.contributes.configuration.properties['taskdef.rules'] = {
  type: 'object',
  scope: 'resource',
  markdownDescription: 'How severe each rule is. A rule that is not listed keeps its own severity.',
  default: {},
  additionalProperties: false,
  properties: Object.fromEntries(
    CATALOGUE.map(({ id, title, severity, quiet }) => [
      id,
      { enum: ['off', 'info', 'warning', 'error'], default: severity, description: `${title}. Default: ${severity}${quiet ? ', as a hint' : ''}.` },
    ]),
  ),
};

writeOutputs([{ path: 'package.json', text: `${JSON.stringify(manifest, null, 2)}\n` }]);
