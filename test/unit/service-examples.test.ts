/** Every example of every rule about services as Terraform, as a CloudFormation template in JSON and YAML, and as plain YAML. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stringify } from 'yaml';
import { analyse } from '../../server/src/analysis.ts';
import { CLOUDFORMATION } from '../../server/src/formats/cloudformation/dialect.ts';
import { TERRAFORM } from '../../server/src/formats/terraform/dialect.ts';
import { SERVICES } from '../../server/src/schema/schema.ts';
import { spelt } from '../formats/cloudformation.ts';
import {
  SERVICE_EXAMPLES,
  type ServiceExample,
  type ServiceTranscription,
  sameOfService,
} from '../formats/service-examples.ts';
import { serviceResource, terraformOf } from '../formats/terraform.ts';

/** As people write it: version 1.1 quotes whatever either version would read as something else than a text. */
const YAML = { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false } as const;

/** The example as a template. One that is a template already stays as it is, with its functions. */
function template({ written, text, service }: ServiceExample): object {
  if (written === 'template') return JSON.parse(text) as object;
  const properties = spelt(service, SERVICES.CreateServiceRequest);
  return { Resources: { Service: { Type: 'AWS::ECS::Service', Properties: properties } } };
}

interface Case extends ServiceTranscription {
  /** Rules and examples that mean something else there, with the reason. */
  readonly differs: Readonly<Record<string, string>>;
}

const OF_TEMPLATES = {
  ...Object.fromEntries(CLOUDFORMATION.exceptions.map(({ rule, because }) => [rule, because])),
  'svc-fixed-count good 4':
    'What scales a service is seen in a template, and not in a file with nothing but the service.',
  'svc-read-only-property': 'The schema says it, in the words of CloudFormation.',
  'svc-task-definition-required': 'Only into JSON a deploying tool may put it.',
};

const CASES: Readonly<Record<string, Case>> = {
  'a file of Terraform': {
    fileName: 'ecs.tf',
    write: ({ service, task }) => `${task ? `${terraformOf(task)}\n` : ''}${serviceResource(service, !!task)}`,
    differs: {
      ...Object.fromEntries(TERRAFORM.exceptions.map(({ rule, because }) => [rule, because])),
      'svc-fixed-count': 'Another file of the module may hold what scales the service.',
      'svc-task-definition-required': 'Only into JSON a deploying tool may put it.',
    },
  },
  'a template in JSON': {
    fileName: 'template.json',
    write: (example) => JSON.stringify(template(example), null, 2),
    differs: OF_TEMPLATES,
  },
  'a template in YAML': {
    fileName: 'template.yaml',
    write: (example) => stringify(template(example), YAML),
    differs: OF_TEMPLATES,
  },
};

for (const [title, transcription] of Object.entries(CASES)) {
  describe(`an example of a service as ${title}`, () => {
    for (const example of SERVICE_EXAMPLES) {
      const { name, rule } = example;
      if (transcription.differs[name] || transcription.differs[rule]) continue;
      test(name, () => sameOfService(example, transcription));
    }
  });
}

test('a service without a task definition is refused where nothing adds it', () => {
  const service =
    'resource "aws_ecs_service" "web" {\n  name = "web"\n  deployment_controller {\n    type = %\n  }\n}\n';
  const severityOf = (text: string, fileName: string) =>
    analyse(text, fileName).findings.find(({ rule }) => rule === 'svc-task-definition-required')?.severity;
  assert.equal(severityOf(service.replace('%', '"CODE_DEPLOY"'), 'ecs.tf'), 'error');
  for (const type of ['"EXTERNAL"', 'var.controller'])
    assert.equal(severityOf(service.replace('%', type), 'ecs.tf'), undefined);
  const properties = { Cluster: 'shop', DesiredCount: 1 };
  const resources = { Resources: { Web: { Type: 'AWS::ECS::Service', Properties: properties } } };
  assert.equal(severityOf(JSON.stringify(resources), 'template.json'), 'error');
  assert.equal(severityOf(stringify(resources), 'template.yaml'), 'error');
  assert.equal(severityOf('{ "serviceName": "web", "desiredCount": 1 }', 'service.json'), 'warning');
});
