import { isKnown } from '../../model/field.ts';
import { Ask, replace, set } from '../../syntax/edit.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { type Examples, type Fix, rule } from '../rule.ts';

/** What an expression may ask about; Amazon ECS developer guide, cluster query language, checked 2026-11-24. */
const SUBJECT = /\b(?:attribute:|task:|agentConnected|agentVersion|ec2InstanceId|registeredAt|runningTasksCount)/;

const OPERATOR = /[=!]=|[=!]~|[<>]|\b(?:not_)?(?:in|equals|matches|exists)\b|\b(?:greater|less)_than|!in\b|!exists\b/;

export default rule({
  title: 'A placement constraint has no expression that ECS can read',
  severity: 'warning',
  source: { from: 'Amazon ECS developer guide, cluster query language', checked: '2026-11-24' },
  concept: 'placement',
  why: 'A `memberOf` constraint picks container instances with an expression of the cluster query language: a subject such as `attribute:ecs.instance-type`, an operator such as `==`, `in` or `=~`, and mostly a value.',
  check(task, report) {
    // Fargate takes no placement constraints at all, which another rule reports.
    if (task.requires('FARGATE') === 'yes') return;
    for (const constraint of task.list('placementConstraints')) {
      const type = constraint.string('type');
      if (!isKnown(type, 'memberOf')) continue;
      const expression = constraint.string('expression');
      if (expression.state === 'absent') {
        report({
          at: expression.property?.key ?? type.node!,
          message: 'A memberOf constraint needs an expression, such as "attribute:ecs.instance-type == t3.large"',
          fixes: [
            {
              title: 'Add an expression',
              edits: [set(constraint.node!, 'expression', new Ask('attribute:ecs.instance-type == t3.large'), 'type')],
            },
          ],
        });
      } else if (expression.state === 'known') {
        const problem = problemOf(expression.value);
        if (problem) {
          report({
            at: expression.node,
            message: `The expression ${problem.is}`,
            fixes: problem.write === undefined ? [] : [rewrite(expression.node, problem.write)],
          });
        }
      }
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [
    {
      "type": "memberOf" // large instances
    }
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "attribute:ecs.instance-type = t3.large" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "ecs.availability-zone in [eu-west-1a]" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [
    { "type": "memberOf", "expression": "attribute:ecs.instance-type =~ t3.* and not(task:group == db)" },
    { "type": "memberOf", "expression": "attribute:stack exists" }
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "\${constraint}" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [
    {
      "type": "memberOf", // large instances
      "expression": "attribute:ecs.instance-type == t3.large"
    }
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "attribute:ecs.instance-type == t3.large" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "attribute:ecs.availability-zone in [eu-west-1a]" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
};

/** What is wrong with an expression, and how it was probably meant. */
function problemOf(expression: string): { is: string; write: string | undefined } | undefined {
  if (!SUBJECT.test(expression)) {
    const write = /^ecs\.[\w-]+ /.test(expression) ? `attribute:${expression}` : undefined;
    return { is: 'asks about nothing that ECS knows: begin it with "attribute:" and a name', write };
  }
  if (/[^=!<>~]=(?![=~])/.test(expression) && !OPERATOR.test(expression)) {
    return { is: 'compares with "=": write "=="', write: expression.replaceAll(/(?<! ) *= */g, ' == ') };
  }
  if (OPERATOR.test(expression)) return undefined;
  const write = /^attribute:[\w.-]+$/.test(expression) ? `${expression} exists` : undefined;
  return { is: 'has no operator: add one, such as "==", "in" or "exists"', write };
}

function rewrite(node: ValueNode, expression: string): Fix {
  return { title: `Write "${expression}"`, edits: [replace(node, expression)] };
}
