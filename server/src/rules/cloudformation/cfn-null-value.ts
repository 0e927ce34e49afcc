import { remove } from '../../syntax/edit.ts';
import type { NullNode } from '../../syntax/node.ts';
import { forEachObject } from '../parts/walk.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A null in a CloudFormation template',
  severity: 'error',
  source: { from: 'cfn-lint E0000, null values are not supported in templates', checked: '2026-11-28' },
  concept: 'task-definition',
  why: 'CloudFormation refuses a template with a `null` in it. A member that is not to be set is left out; one that is set only sometimes is an `Fn::If` with `AWS::NoValue`.',
  rejection: "Template format error: [/Resources/…] 'null' values are not allowed in templates",
  refusedBy: 'cloudformation',
  once: 'Remove all members that are null',
  check(task, report) {
    if (task.part.dialect.id !== 'cloudformation') return;
    const nulls: NullNode[] = [];
    forEachObject(task.root, ({ properties }) => {
      for (const { value } of properties) {
        if (value?.kind === 'null') nulls.push(value);
        if (value?.kind === 'array') for (const item of value.items) if (item.kind === 'null') nulls.push(item);
      }
    });
    for (const node of nulls) {
      report({
        at: node,
        message: 'CloudFormation refuses a null: leave the member out, or write "AWS::NoValue" in an Fn::If',
        fixes: [{ title: 'Remove it', preferred: true, edits: [remove(node)] }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "Resources": {
    "Web": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "TaskRoleArn": null,
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
      }
    }
  }
}`,
    `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      TaskRoleArn:
      Family: web
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 128
          User: ~
`,
  ],
  good: [
    `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      TaskRoleArn: !Ref AWS::NoValue
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 128
          Environment: []
`,
    `{
  "Resources": {
    "Web": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "TaskRoleArn": { "Ref": "AWS::NoValue" },
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
      }
    }
  }
}`,
    `{ "family": "web", "taskRoleArn": null, "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
  ],
  fixed: [
    `{
  "Resources": {
    "Web": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
      }
    }
  }
}`,
    `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 128
`,
  ],
};
