/** Generates the settings in package.json and the schema of .taskdef.json from the catalogue: one severity per rule. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../src/rules/catalogue.ts';
import { prettyJson } from './lines.ts';
import { writeOutputs } from './outputs.ts';

const file = join(import.meta.dirname, '../../package.json');
const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
  contributes: { configuration: { properties: Record<string, unknown> } };
};

const severities = Object.fromEntries(
  CATALOGUE.map(({ id, title, severity, quiet }) => [
    id,
    {
      // Without a type, the settings editor lists no rules and offers to edit the JSON.
      type: 'string',
      enum: ['off', 'info', 'warning', 'error'],
      default: severity,
      description: `${title}. Default: ${severity}${quiet ? ', as a hint' : ''}.`,
    },
  ]),
);

manifest.contributes.configuration.properties['taskdef.rules'] = {
  type: 'object',
  scope: 'resource',
  markdownDescription: '%configuration.rules%',
  default: {},
  additionalProperties: false,
  properties: severities,
};

manifest.contributes.configuration.properties['taskdef.inlayHints.enabled'] = {
  type: 'boolean',
  scope: 'resource',
  default: true,
  description: '%configuration.inlayHints%',
};
manifest.contributes.configuration.properties['taskdef.codeLens.enabled'] = {
  type: 'boolean',
  scope: 'resource',
  default: true,
  description: '%configuration.codeLens%',
};

manifest.contributes.configuration.properties['taskdef.learn.reviewFindings'] = {
  type: 'boolean',
  scope: 'resource',
  default: true,
  markdownDescription: '%configuration.learnReviewFindings%',
};

const settingsSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://raw.githubusercontent.com/taskdef/taskdef/main/schemas/taskdef-settings.schema.json',
  title: 'Settings of Taskdef for a folder and what is below it',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    rules: { $ref: '#/definitions/rules' },
    overrides: {
      type: 'array',
      description: 'Settings for some files, or for one place in them. The last one that fits wins.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['rules'],
        properties: {
          files: {
            type: 'array',
            items: { type: 'string' },
            description: 'Globs, from the folder of this file. Left out: all files.',
          },
          at: {
            type: 'string',
            pattern: '^(/.*)?$',
            description: 'JSON pointer: only findings there or inside of it, such as "/containerDefinitions/0".',
          },
          rules: { $ref: '#/definitions/rules' },
        },
      },
    },
  },
  definitions: {
    rules: { type: 'object', description: 'Severity by rule.', additionalProperties: false, properties: severities },
  },
};

/**
 * Whether a path is that of a rule's severity: an object named after a rule, in an object with one property per rule.
 */
const isRule = (path: readonly string[]) => path.at(-1)! in severities && path.at(-2) === 'properties';

writeOutputs([
  { path: 'package.json', text: prettyJson(manifest, isRule) },
  { path: 'schemas/taskdef-settings.schema.json', text: prettyJson(settingsSchema, isRule) },
]);
