/** Every example of every rule about services as Terraform, as a CloudFormation template in JSON and YAML, and as plain YAML. */
import { describe, test } from 'node:test';
import { stringify } from 'yaml';
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
};

const CASES: Readonly<Record<string, Case>> = {
  'a file of Terraform': {
    fileName: 'ecs.tf',
    write: ({ service, task }) => `${task ? `${terraformOf(task)}\n` : ''}${serviceResource(service, !!task)}`,
    differs: {
      ...Object.fromEntries(TERRAFORM.exceptions.map(({ rule, because }) => [rule, because])),
      'svc-fixed-count': 'Another file of the module may hold what scales the service.',
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
