import type { Fix } from '../../findings/report.ts';
import { asWritten } from '../../model/as-written.ts';
import type { ImageReference } from '../../model/image.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { replace } from '../../syntax/edit.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { Ask } from '../../syntax/value.ts';
import { settledImage } from '../parts/settled-image.ts';
import { regionStub } from '../parts/stubs.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'The registry is almost an Amazon ECR registry',
  severity: 'warning',
  source: { from: 'Amazon ECR user guide, private registry: the URL of the registry', checked: '2026-11-24' },
  concept: 'registry',
  why: 'A private Amazon ECR registry is `<account>.dkr.ecr.<region>.amazonaws.com`, with the twelve digits of the account. No other form of this host exists, so the image cannot be pulled.',
  check(container, report) {
    const { task } = container;
    const settled = settledImage(container);
    const host = settled?.image.registry;
    if (!settled || !host) return;
    const account = /^([\d-]+)\.dkr[.-]ecr[.-]/.exec(host.text)?.[1];
    if (account?.includes('-')) {
      const digits = account.replaceAll('-', '');
      report({
        at: settled.node,
        message: 'The account ID in an Amazon ECR registry has no hyphens: write its 12 digits',
        fixes:
          digits.length === 12
            ? [
                {
                  title: 'Remove the hyphens',
                  edits: [replace(settled.node, settled.image.text.replace(account, digits))],
                },
              ]
            : [],
      });
    } else if (account && account.length !== 12) {
      report({
        at: settled.node,
        message: `An Amazon ECR registry begins with 12 digits, this one with ${account.length}: correct the account ID`,
      });
    } else if (/^\d{12}\.dkr\.ecr\.amazonaws\.com$/.test(host.text)) {
      report({
        at: settled.node,
        message: 'The Amazon ECR registry has no region: write "dkr.ecr.<region>.amazonaws.com"',
        fixes: [addRegion(task, settled.image, settled.node)],
      });
    } else if (/^\d{12}\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/.test(host.text)) {
      report({
        at: settled.node,
        message: 'The Amazon ECR registry lacks "dkr": write "dkr.ecr" after the account ID',
        fixes: [
          { title: 'Add "dkr"', edits: [replace(settled.node, settled.image.text.replace('.ecr.', '.dkr.ecr.'))] },
        ],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "111122223333.ecr.eu-west-1.amazonaws.com/web:1", // typed by hand
      "memory": 128
    }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "111122223333.dkr.ecr.amazonaws.com/web:1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "1234.dkr.ecr.eu-west-1.amazonaws.com/web:1", "memory": 128 }] }`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "111122223333.dkr-ecr.eu-west-1.on.aws/web:1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "<account>.dkr.ecr.eu-west-1.amazonaws.com/web:1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "account.dkr.ecr.region.amazonaws.com/web:1", "memory": 128 }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1", // typed by hand
      "memory": 128
    }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "111122223333.dkr.ecr.REGION.amazonaws.com/web:1", "memory": 128 }] }`,
  ],
};

function addRegion(task: TaskDefinition, image: ImageReference, node: ValueNode): Fix {
  const region = regionStub(task);
  const write = (name: string) => image.text.replace('.ecr.', `.ecr.${name}.`);
  if (typeof region === 'string')
    return { title: `Add the region "${region}"`, edits: [replace(node, asWritten(task, write(region)))] };
  return { title: 'Add the region', edits: [replace(node, new Ask(write(region.text)))] };
}
