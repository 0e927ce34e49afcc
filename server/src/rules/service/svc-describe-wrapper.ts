import type { Fix } from '../../findings/report.ts';
import type { ServiceDefinition } from '../../model/service.ts';
import { replace, unwrap } from '../../syntax/edit.ts';
import { jsonOf } from '../../syntax/value.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'The service is wrapped in the output of a command',
  severity: 'error',
  refusedBy: 'cli',
  source: {
    from: 'DescribeServicesResponse against CreateServiceRequest in @aws-sdk/client-ecs 3.1164.0',
    checked: '2026-11-28',
  },
  concept: 'service',
  why: 'This is the answer of describe-services, create-service or update-service. To create the service again, the AWS CLI expects the content at the top level of the file.',
  rejection: 'Unknown parameter in input',
  check(service, report) {
    const { wrapper, id } = service.part;
    // If there are several services, only the user knows which one is meant.
    if (!wrapper || id !== '') return;
    report({
      at: wrapper.key,
      message: `This is the output of a command: unwrap "${wrapper.key.value}" to create the service again`,
      fixes: unwrapping(service),
    });
  },
});

function unwrapping({ part: { wrapper }, root, document }: ServiceDefinition): Fix[] {
  const whole = wrapper?.parent;
  if (!whole || document.problems.some(({ code }) => code !== 'comment')) return [];
  const isSafe = whole.properties.every(({ key }) => key === wrapper.key || ANSWER_ONLY.has(key.value));
  const title = `Unwrap "${wrapper.key.value}"`;
  if (wrapper.value === root && whole.properties.length === 1)
    return [{ title, preferred: isSafe, edits: [unwrap(wrapper)] }];
  const plain = jsonOf(root);
  return plain === undefined ? [] : [{ title, preferred: isSafe, edits: [replace(whole, plain)] }];
}

/** Members of the response that are not about the services. */
const ANSWER_ONLY = new Set(['failures', 'ResponseMetadata', '$metadata']);

export const examples: Examples = {
  bad: [
    `{
    "services": [
        {
            "serviceName": "web",
            "taskDefinition": "web:7",
            "desiredCount": 2
        }
    ],
    "failures": []
}
`,
    `{
  "service": {
    "serviceName": "web", // the name in the cluster
    "taskDefinition": "web:7",
    "desiredCount": 2
  }
}`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web:7", "desiredCount": 2 }`,
    `{ "service": "web", "taskDefinition": "web:7", "desiredCount": 2 }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web:7", "desiredCount": 2 }
`,
    `{
  "serviceName": "web", // the name in the cluster
  "taskDefinition": "web:7",
  "desiredCount": 2
}`,
  ],
};
