import type { Fix } from '../../findings/report.ts';
import { isKnown } from '../../model/field.ts';
import { standInFor } from '../../model/stand-ins.ts';
import { cut } from '../../model/wording.ts';
import { replace, set } from '../../syntax/edit.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { Ask } from '../../syntax/value.ts';
import { type Examples, rule } from '../rule.ts';

/** What an expression can ask about; Amazon ECS developer guide, cluster query language, checked 2026-11-28. */
const SUBJECT =
  /^(?:attribute:[\w./\\-]+|task:group|agentConnected|agentVersion|ec2InstanceId|registeredAt|runningTasksCount)/;

/** An operator after a subject. Words need a blank before them, signs do not; from the same page. */
const OPERATOR =
  /^(?:\s*(?:==|!=|=~|!~|<=|>=|<|>)|\s+(?:equals|not_equals|matches|not_matches|(?:less|greater)_than(?:_equal)?)(?=\s|$)|\s*(?:!\s*|\snot_|\s)(?:in(?=[\s[(]|$)|exists(?!\w)))/i;

/** What joins two comparisons. */
const JOINT = /^(?:&&|\|\||(?:and|or)(?=[\s()]|$))/i;

export default rule({
  title: 'A placement constraint has an invalid expression',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'Amazon ECS developer guide, cluster query language; "Invalid expression" in users\' reports of RegisterTaskDefinition',
    checked: '2026-11-28',
  },
  concept: 'placement',
  why: 'A `memberOf` constraint picks container instances with an expression of the cluster query language: a subject like `attribute:ecs.instance-type`, an operator like `==`, `in` or `=~`, and usually a value.',
  check(task, report) {
    // Fargate does not accept placement constraints at all, and another rule reports that.
    if (task.requires('FARGATE') === 'yes') return;
    for (const constraint of task.list('placementConstraints')) {
      const type = constraint.string('type');
      if (!isKnown(type, 'memberOf')) continue;
      const expression = constraint.string('expression');
      if (expression.state === 'absent') {
        report({
          at: expression.property?.key ?? type.node!,
          message: 'A memberOf constraint needs an expression, for example "attribute:ecs.instance-type == t3.large"',
          fixes: [
            {
              title: 'Add an expression',
              edits: [set(constraint.node!, 'expression', new Ask('attribute:ecs.instance-type == t3.large'), 'type')],
            },
          ],
        });
      } else if (expression.state === 'known' && expression.value !== standInFor('expression')) {
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
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "(attribute:x == y" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "attribute:x == y)" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "attribute:x in [a, b" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "not(attribute:x !in [a,b] and (task:group == db)" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "attribute:gpu and attribute:x == y" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "(attributes:x==y) or attribute:z exists" }],
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
    { "type": "memberOf", "expression": "attribute:ecs.instance-type =~ (t2|t3).* and (attribute:a/b.c equals x||attribute:c==d)" },
    { "type": "memberOf", "expression": "task:group == two words and attribute:note == \\"a (b\\" or not attribute:gpu exists" },
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
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "(attribute:x == y)" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "attribute:x == y" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "attribute:x in [a, b]" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "not(attribute:x !in [a,b] and (task:group == db))" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "attribute:gpu exists and attribute:x == y" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "placementConstraints": [{ "type": "memberOf", "expression": "(attribute:x==y) or attribute:z exists" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
};

interface Problem {
  /** What is wrong; completes a sentence that begins with "The expression". */
  readonly is: string;
  /** The whole expression as it was probably meant, if that is clear. */
  readonly write?: string | undefined;
}

/**
 * The first fault of an expression, read from left to right; undefined if there is none, or if the guide does not say
 * how to read it: values with blanks, with brackets, or with a quote that is not closed.
 */
function problemOf(expression: string): Problem | undefined {
  const open: number[] = [];
  let joint = '';
  let at = 0;
  let wantsComparison = true;
  for (;;) {
    at += /^\s*/.exec(expression.slice(at))![0].length;
    const rest = expression.slice(at);
    if (rest === '') break;
    const [word] = JOINT.exec(rest) ?? [];
    if (rest.startsWith(')')) {
      if (open.length === 0) {
        const write = (expression.slice(0, at) + rest.slice(1)).trim();
        return { is: 'closes a bracket that is not open: remove ")"', write: problemOf(write) ? undefined : write };
      }
      if (wantsComparison) return { is: `has nothing between "${joint || '('}" and ")"` };
      open.pop();
      at++;
    } else if (wantsComparison) {
      const [not] = /^(?:!|not(?=[\s(]))/i.exec(rest) ?? [];
      if (word) return { is: joint ? `has nothing between "${joint}" and "${word}"` : `begins with "${word}"` };
      if (not) at += not.length;
      else if (rest.startsWith('(')) {
        open.push(at++);
        joint = '';
      } else {
        const comparison = comparisonAt(expression, at);
        if (typeof comparison !== 'number') return comparison;
        at = comparison;
        wantsComparison = false;
      }
    } else if (word) {
      joint = word;
      at += word.length;
      wantsComparison = true;
    } else {
      const subject = SUBJECT.exec(rest)?.[0];
      if (subject && OPERATOR.test(rest.slice(subject.length))) {
        return { is: `lacks "and" or "or" before "${cut(subject, 30)}": add it` };
      }
      return undefined;
    }
  }
  if (wantsComparison && joint) return { is: `ends with "${joint}": add a comparison, or remove it` };
  if (wantsComparison || open.length === 0) return undefined;
  return { is: 'has a bracket that is not closed: add ")"', write: expression.trimEnd() + ')'.repeat(open.length) };
}

/** Where the comparison at an offset ends, or its fault; undefined if that is not clear. */
function comparisonAt(expression: string, start: number): number | Problem | undefined {
  const clause = expression.slice(start);
  const write = (length: number, text: string) => expression.slice(0, start) + text + clause.slice(length);
  const subject = SUBJECT.exec(clause)?.[0];
  if (!subject) {
    const [word] = /^[^\s=!<>~[()&|]*/.exec(clause)!;
    const near = /^attributes?:?(?=[\w.])/i.exec(word)?.[0];
    const isName = /^ecs\.[\w-]+$/.test(word);
    return {
      is: `asks about "${cut(word, 30)}": write "attribute:" and a name`,
      write: near && near !== word ? write(near.length, 'attribute:') : isName ? write(0, 'attribute:') : undefined,
    };
  }
  const behind = clause.slice(subject.length);
  const operator = OPERATOR.exec(behind)?.[0];
  if (operator === undefined) {
    const single = /^\s*=\s*/.exec(behind)?.[0];
    if (single)
      return { is: 'compares with "=": write "=="', write: write(subject.length + single.length, `${subject} == `) };
    const [, other] = /^\s+([^\s()&|]+)/.exec(behind) ?? [];
    if (other && !JOINT.test(behind.trimStart())) {
      return { is: `has "${cut(other, 20)}" as its operator: write "==", "in" or "exists", for example` };
    }
    return {
      is: 'has no operator: add one, for example "==", "in" or "exists"',
      write:
        subject.startsWith('attribute:') && /^\s*(?:$|\)|&|\||\w)/.test(behind)
          ? write(subject.length, `${subject} exists`)
          : undefined,
    };
  }
  const from = start + subject.length + operator.length;
  const name = operator.replace(/\s/g, '');
  if (/exists$/i.test(name)) return from;
  const value = expression.slice(from).trimStart();
  const offset = expression.length - value.length;
  if (/^(?:!|not_)?in$/i.test(name)) {
    if (!value.startsWith('[')) return { is: `has no list after "${name}": write one, for example "[a, b]"` };
    const end = value.indexOf(']');
    if (end >= 0) return offset + end + 1;
    const isWhole = /^\[[^\s,()[]+(?:\s*,\s*[^\s,()[]+)*\s*$/.test(value);
    return {
      is: 'has a list that is not closed: add "]"',
      write: isWhole ? `${expression.trimEnd()}]` : undefined,
    };
  }
  if (value === '' || /^(?:\)|&&|\|\|)/.test(value)) return { is: `has no value after "${name}"` };
  if (/^["']/.test(value)) {
    const end = value.indexOf(value[0]!, 1);
    return end < 0 ? undefined : offset + end + 1;
  }
  // A bracket in a value may belong to a pattern.
  const [text] = /^(?:(?!&&|\|\|)[^\s()])*/.exec(value)!;
  return value[text.length] === '(' ? undefined : offset + text.length;
}

function rewrite(node: ValueNode, expression: string): Fix {
  return { title: `Write "${expression}"`, edits: [replace(node, expression)] };
}
