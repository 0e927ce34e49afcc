import { isKnown } from '../../model/field.ts';
import { cut } from '../../model/wording.ts';
import { replace, set } from '../../syntax/edit.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { Ask } from '../../syntax/value.ts';
import { type Examples, type Fix, rule } from '../rule.ts';

/** What an expression may ask about; Amazon ECS developer guide, cluster query language, checked 2026-11-28. */
const SUBJECT =
  /^(?:attribute:[\w./-]+|task:group|agentConnected|agentVersion|ec2InstanceId|registeredAt|runningTasksCount)/;

/** An operator behind a subject, and what has to follow it. Words need a blank before them, signs do not. */
const COMPARISON =
  /^(?:\s*(?:==|!=|=~|!~|<=|>=|<|>)\s*\S|\s+(?:equals|not_equals|matches|not_matches|(?:less|greater)_than(?:_equal)?)\s+\S|\s*(?:!\s*|\snot_|\s)in\s*\[.*\]$|\s*(?:!\s*|\snot_|\s)exists$)/s;

export default rule({
  title: 'A placement constraint has no expression that ECS can read',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'Amazon ECS developer guide, cluster query language; "Invalid expression" in users\' reports of RegisterTaskDefinition',
    checked: '2026-11-28',
  },
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
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "attribute:gpu exists and attributes:ecs.instance-type==p3.2xlarge" }],
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
    { "type": "memberOf", "expression": "attribute:stack exists" },
    { "type": "memberOf", "expression": "(runningTasksCount==1 or agentVersion >= 1.70.0) && !(attribute:ecs.ami-id not_in [a, b])" },
    { "type": "memberOf", "expression": "attribute:notes == 'sand and salt' and attribute:gpu !exists and task:group != service:db" }
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
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "attribute:gpu exists and attribute:ecs.instance-type==p3.2xlarge" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
};

/** What is wrong with an expression, and how it was probably meant. */
function problemOf(expression: string): { is: string; write: string | undefined } | undefined {
  for (const clause of clausesOf(expression)) {
    const problem = problemOfClause(clause.text);
    if (!problem) continue;
    const write =
      problem.write === undefined
        ? undefined
        : expression.slice(0, clause.offset) + problem.write + expression.slice(clause.offset + clause.text.length);
    return { is: problem.is, write };
  }
  return undefined;
}

function problemOfClause(clause: string): { is: string; write: string | undefined } | undefined {
  const subject = SUBJECT.exec(clause)?.[0];
  if (!subject) {
    const [word] = /^[^\s=!<>~[]*/.exec(clause)!;
    const near = /^attributes?:?(?=[\w.])/i.exec(word)?.[0];
    const write =
      near && near !== word
        ? `attribute:${clause.slice(near.length)}`
        : /^ecs\.[\w-]+$/.test(word)
          ? `attribute:${clause}`
          : undefined;
    return { is: `asks about "${cut(word, 30)}": write "attribute:" and a name`, write };
  }
  const rest = clause.slice(subject.length);
  if (COMPARISON.test(rest)) return undefined;
  if (/^\s*=(?![=~])/.test(rest)) {
    return { is: 'compares with "=": write "=="', write: `${subject} == ${rest.replace(/^\s*=\s*/, '')}` };
  }
  const write = rest === '' && subject.startsWith('attribute:') ? `${subject} exists` : undefined;
  return { is: 'has no operator: add one, such as "==", "in" or "exists"', write };
}

/** The comparisons of an expression, without the brackets, `not`, `and` and `or` around them. */
function clausesOf(expression: string): { text: string; offset: number }[] {
  const clauses: { text: string; offset: number }[] = [];
  let start = 0;
  let quoted = '';
  let listed = false;
  const take = (end: number) => {
    const raw = expression.slice(start, end);
    let text = raw.trim();
    while (text.endsWith(')')) text = text.slice(0, -1).trimEnd();
    if (text !== '' && text !== '!') clauses.push({ text, offset: start + raw.indexOf(text) });
  };
  for (let i = 0; i < expression.length; i++) {
    const character = expression[i]!;
    if (quoted) {
      if (character === quoted) quoted = '';
    } else if (character === '"' || character === "'") quoted = character;
    else if (character === '[') listed = true;
    else if (character === ']') listed = false;
    else if (!listed) {
      const [joint] = JOINT.exec(expression.slice(i, i + 5)) ?? [];
      const isWord = joint !== undefined && /^[a-z]/i.test(joint);
      // A word such as "not" joins only where a word begins.
      if (!joint || (isWord && i > 0 && !/[\s()&|!]/.test(expression[i - 1]!))) continue;
      take(i);
      i += joint.length - 1;
      start = i + 1;
    }
  }
  take(expression.length);
  return clauses;
}

/** What stands between comparisons. `!` alone is not among them, as it is a part of `!=`, `!~`, `!in` and `!exists`. */
const JOINT = /^(?:&&|\|\||\(|(?:and|or|not)(?=[\s(]))/i;

function rewrite(node: ValueNode, expression: string): Fix {
  return { title: `Write "${expression}"`, edits: [replace(node, expression)] };
}
