import type { Fix, Report } from '../../findings/report.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { lift, replace, set, wrap } from '../../syntax/edit.ts';
import { blockOf } from '../../syntax/hcl/nodes.ts';
import {
  endOf,
  type ObjectNode,
  type PropertyNode,
  propertyOf,
  type StringNode,
  type ValueNode,
} from '../../syntax/node.ts';
import { type Json, jsonOf } from '../../syntax/value.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'container_definitions is not a list of containers',
  severity: 'error',
  refusedBy: 'terraform',
  source: {
    from: 'internal/service/ecs/container_definitions.go in the repository of the provider hashicorp/aws: expandContainerDefinitions',
    checked: '2026-11-28',
  },
  concept: 'container-definition',
  why: 'The argument `container_definitions` is the JSON text of a list of containers: `jsonencode([{ … }])`. A single container, a whole task definition, or a list without `jsonencode` is refused. Everything else in a task definition is an argument or a block of the resource.',
  rejection: 'json: cannot unmarshal object into Go value of type []types.ContainerDefinition',
  check(task, report) {
    if (task.part.dialect.id !== 'terraform') return;
    const property = task.member('containerDefinitions');
    const value = property?.value;
    if (!property || !value) return;
    const at = property.key;
    if (value.kind === 'array' && isBare(task, property, value)) {
      report({
        at,
        message: 'Terraform expects the list of containers as JSON: write jsonencode([…])',
        rejection: 'Inappropriate value for attribute "container_definitions": string required.',
        fixes: [{ title: 'Wrap it in jsonencode', preferred: true, edits: [wrap(value, 'jsonencode(', ')')] }],
      });
    }
    if (value.kind === 'string') return aboutOutput(task, at, value, report);
    if (value.kind !== 'object') return;
    const containers = propertyOf(value, 'containerDefinitions')?.value;
    if (containers?.kind === 'array') {
      report({
        at,
        message: 'Terraform expects the list of containers here, not the whole task definition',
        fixes: unwrapping(task, value, containers),
      });
    } else if (isContainer(value)) {
      const [before, behind] = isBare(task, property, value) ? ['jsonencode([', '])'] : ['[', ']'];
      report({
        at,
        message: 'Terraform expects a list of containers, and this is one: enclose it in [ ]',
        fixes: [{ title: 'Make it a list', preferred: true, edits: [wrap(value, before!, behind!)] }],
      });
    } else if (!value.open) {
      report({ at, message: 'Terraform expects a list of containers here, not an object', fixes: [] });
    }
  },
});

/** The cloudposse module that builds one container has one output for the container and another for the list. */
function aboutOutput(task: TaskDefinition, at: StringNode, value: StringNode, report: (finding: Report) => void): void {
  const [, name] = /^\$\{module\.([\w-]+)\.json_map(?:_encoded|_object)?\}$/.exec(value.value) ?? [];
  if (name === undefined || !/\bcloudposse\/ecs-container-definition\b/.test(sourceOf(name, task))) return;
  report({
    at,
    message: 'This output of the module is one container: use json_map_encoded_list',
    fixes: [
      {
        title: 'Use json_map_encoded_list',
        preferred: true,
        edits: [replace(value, `\${module.${name}.json_map_encoded_list}`)],
      },
    ],
  });
}

/** The source of a module that the file calls; empty if the file does not say. */
function sourceOf(name: string, { document }: TaskDefinition): string {
  const modules = document.root?.kind === 'object' ? propertyOf(document.root, 'module')?.value : undefined;
  if (modules?.kind !== 'array') return '';
  const module = modules.items.find((body) => blockOf(body)?.labels[0]?.value === name);
  const source = module?.kind === 'object' ? propertyOf(module, 'source')?.value : undefined;
  return source?.kind === 'string' ? source.value : '';
}

/** Whether a value follows the equals sign directly, so it is not a text. */
function isBare({ document }: TaskDefinition, { key }: PropertyNode, value: ValueNode): boolean {
  return /^\s*=\s*$/.test(document.text.slice(endOf(key), value.offset).slice(0, 200));
}

function isContainer(node: ObjectNode): boolean {
  return propertyOf(node, 'name') !== undefined && propertyOf(node, 'image') !== undefined;
}

/** Keeps only the list of a whole task definition, and adds to the resource the other members that it lacks. */
function unwrapping(task: TaskDefinition, whole: ObjectNode, containers: ValueNode): Fix[] {
  const { root } = task;
  if (root.kind !== 'object' || whole.open) return [];
  const moved: [string, Json][] = [];
  let isAll = true;
  for (const { key, value } of whole.properties) {
    if (value === containers) continue;
    const there = propertyOf(root, key.value)?.value;
    const json = value && jsonOf(value);
    if (json === undefined) return [];
    if (!there) moved.push([key.value, json]);
    else if (JSON.stringify(jsonOf(there)) !== JSON.stringify(json)) isAll = false;
  }
  const edits = [lift(containers, whole), ...moved.map(([name, value]) => set(root, name, value))];
  const title = moved.length > 0 ? 'Keep the list and move the rest to the resource' : 'Keep only the list';
  return [{ title, preferred: isAll, edits }];
}

export const examples: Examples = {
  bad: [
    `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode({
    name   = "web" # the shop
    image  = var.image
    memory = 128
  })
}
`,
    `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = <<EOF
{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}
EOF
}
`,
    `resource "aws_ecs_task_definition" "web" {
  family = "web"
  container_definitions = [{
    name   = "web"
    image  = "nginx:1.27"
    memory = 128
  }]
}
`,
    `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = {
    name   = "web"
    image  = "nginx:1.27"
    memory = 128
  }
}
`,
    `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = module.web.json_map_encoded
}

module "web" {
  source          = "cloudposse/ecs-container-definition/aws"
  container_name  = "web"
  container_image = "nginx:1.27"
}
`,
  ],
  good: [
    `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([{
    name   = "web"
    image  = var.image
    memory = 128
  }])
}
`,
    `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = module.container.json_map_encoded_list
}
`,
    `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = module.other.json_map_encoded
}
`,
    `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode(concat([local.web], var.sidecars))
}
`,
    `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = templatefile("web.json", { image = var.image })
}
`,
  ],
  fixed: [
    `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([{
    name   = "web" # the shop
    image  = var.image
    memory = 128
  }])
}
`,
    `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = <<EOF
[{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
EOF
  network_mode          = "bridge"
}
`,
    `resource "aws_ecs_task_definition" "web" {
  family = "web"
  container_definitions = jsonencode([{
    name   = "web"
    image  = "nginx:1.27"
    memory = 128
  }])
}
`,
    `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([{
    name   = "web"
    image  = "nginx:1.27"
    memory = 128
  }])
}
`,
    `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = module.web.json_map_encoded_list
}

module "web" {
  source          = "cloudposse/ecs-container-definition/aws"
  container_name  = "web"
  container_image = "nginx:1.27"
}
`,
  ],
};
