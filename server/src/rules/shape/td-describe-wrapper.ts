import type { Fix } from '../../findings/report.ts';
import { isForEcspresso } from '../../model/pipeline.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { type NodeEdit, remove, unwrap } from '../../syntax/edit.ts';
import { type ObjectNode, type PropertyNode, propertyOf, type ValueNode } from '../../syntax/node.ts';
import { type Examples, rule } from '../rule.ts';

/** Members next to the task definition in the response of the CLI or an SDK that are not part of it. */
const ANSWER_ONLY = new Set(['tags', 'failures', 'ResponseMetadata', '$metadata']);

export default rule({
  title: 'The task definition is wrapped in "taskDefinition"',
  severity: 'error',
  refusedBy: 'cli',
  source: {
    from: 'DescribeTaskDefinitionResponse against RegisterTaskDefinitionRequest in @aws-sdk/client-ecs 3.1164.0',
    checked: '2026-11-24',
  },
  concept: 'task-definition',
  why: 'This is the answer of describe-task-definition. To register it, the AWS CLI and the deploy tools expect the content of `taskDefinition` at the top level of the file. In the answer, tags are beside it; in the file, they belong inside it.',
  rejection: 'Unknown parameter in input',
  check(task, report) {
    const property = task.part.wrapper;
    if (!property || isForEcspresso(task)) return;
    report({
      at: property.key,
      message: 'This is the output of describe-task-definition: unwrap "taskDefinition" to register it',
      fixes: unwrapping(task, property.parent, property),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
    "taskDefinition": {
        "family": "web",
        "containerDefinitions": [
            {
                "name": "web",
                "image": "nginx:1.27", // pinned
                "memory": 128
            }
        ]
    },
    "tags": [
        {
            "key": "team",
            "value": "shop"
        }
    ]
}
`,
    `{
  // exported by hand
  "taskDefinition": {
    "family": "web",
    "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] // one container
  }
}`,
    `{ "tags": [], "taskDefinition": { "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] } }`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128 }]`,
    '{ "taskDefinition": { "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:{{ must_env `TAG` }}", "memory": 128 }] } }',
    '{ "taskDefinition": { "family": "web", "executionRoleArn": "{{ tfstate `aws_iam_role.ecs.arn` }}", "containerDefinitions": [{ "name": "web", "image": "nginx:1", "memory": 128 }] } }',
    '{ "taskDefinition": { "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:{{ env `TAG` `1.27` }}", "memory": 128 }] } }',
  ],
  fixed: [
    `{
    "family": "web",
    "containerDefinitions": [
        {
            "name": "web",
            "image": "nginx:1.27", // pinned
            "memory": 128
        }
    ],
    "tags": [
        {
            "key": "team",
            "value": "shop"
        }
    ]
}
`,
    `{
  // exported by hand
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] // one container
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
  ],
};

/** Lifts the task definition, with its tags, to the top level and removes the rest of the response. */
function unwrapping(task: TaskDefinition, wrapper: ObjectNode, property: PropertyNode): Fix[] {
  if (task.root.kind !== 'object' || wrapper.open || task.root.properties.length === 0) return [];
  // Excess commas would end up in the wrong place.
  if (task.document.problems.some(({ code }) => code !== 'comment')) return [];
  const others = wrapper.properties.filter((other) => other !== property);
  const tags = propertyOf(task.root, 'tags') ? undefined : others.find(hasOwnTags);
  return [
    {
      title: tags ? 'Unwrap "taskDefinition" and take its tags along' : 'Unwrap "taskDefinition"',
      preferred: others.every((other) => ANSWER_ONLY.has(other.key.value)),
      edits: [
        unwrap(property),
        ...others.flatMap((other) => (other === tags ? removeTagsOfAws(other) : [remove(other)])),
      ],
    },
  ];
}

/** Whether a member holds tags that the user may set. */
function hasOwnTags({ key, value }: PropertyNode): boolean {
  return key.value === 'tags' && value?.kind === 'array' && !value.items.every(isOfAws);
}

function removeTagsOfAws({ value }: PropertyNode): NodeEdit[] {
  return value?.kind === 'array' ? value.items.filter(isOfAws).map((item) => remove(item)) : [];
}

function isOfAws(item: ValueNode): boolean {
  const key = item.kind === 'object' ? propertyOf(item, 'key')?.value : undefined;
  return key?.kind === 'string' && /^aws:/i.test(key.value);
}
