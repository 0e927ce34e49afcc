/** Texts with many things that refer to many others, so that looking each of them up takes time that grows with the square. */
import { fill, range, type Shape, task } from './shape.ts';

/** Half of a size of each. */
function halves(
  size: number,
  one: (i: number) => string,
  other: (i: number) => string,
  between = '',
): readonly [string, string] {
  return [fill(size / 2, one, between), fill(size / 2, other, between)];
}

function template(resources: string, rest = ''): string {
  return `{"AWSTemplateFormatVersion":"2010-09-09",${rest}"Resources":{${resources}}}`;
}

function taskWith(more: string): string {
  return `"Task":{"Type":"AWS::ECS::TaskDefinition","Properties":{"ContainerDefinitions":[{"Name":"web","Image":"nginx:1.27","Memory":128,${more}}]}}`;
}

const JSON_SHAPES: readonly Shape[] = [
  {
    name: 'template: references to parameters with values',
    text: (size) => {
      const [parameters, references] = halves(
        size,
        (i) => `"P${i}":{"Type":"String","AllowedValues":["a","b"]}`,
        (i) => `{"Ref":"P${i}"}`,
        ',',
      );
      return template(taskWith(`"Command":[${references}]`), `"Parameters":{${parameters}},`);
    },
  },
  {
    name: 'template: one condition again and again',
    text: (size) => template(taskWith(`"Command":[${fill(size, '{"Fn::If":["C","a","b"]}', ',')}]`)),
  },
  {
    name: 'template: conditions with a name each',
    text: (size) => template(taskWith(`"Command":[${fill(size, (i) => `{"Fn::If":["C${i}","a","b"]}`, ',')}]`)),
  },
  {
    name: 'template: nulls in a list',
    text: (size) => template(taskWith(`"Command":[${fill(size, 'null', ',')}]`)),
  },
  {
    name: 'template: services and their targets',
    text: (size) => {
      const [services, targets] = halves(
        size,
        (i) => `"S${i}":{"Type":"AWS::ECS::Service","Properties":{"TaskDefinition":{"Ref":"Task"}}}`,
        (i) =>
          `"T${i}":{"Type":"AWS::ApplicationAutoScaling::ScalableTarget","Properties":{"ResourceId":{"Fn::Sub":"service/c/\${S${i}.Name}"}}}`,
        ',',
      );
      return template(`${taskWith('"Cpu":1')},${services},${targets}`);
    },
  },
  {
    name: 'template: Express services',
    text: (size) =>
      template(
        `${taskWith('"Cpu":1')},${fill(size, (i) => `"E${i}":{"Type":"AWS::ECS::ExpressGatewayService","Properties":{"TaskDefinitionArn":{"Ref":"Task${i}"}}}`, ',')}`,
      ),
  },
  {
    name: 'mounts of many volumes',
    text: (size) => {
      const [volumes, mounts] = halves(
        size,
        (i) => `{"name":"v${i}"}`,
        (i) => `{"sourceVolume":"v${i}","containerPath":"/v${i}"}`,
        ',',
      );
      return task(
        `{"name":"web","image":"nginx:1.27","memory":128,"mountPoints":[${mounts}]}`,
        `"volumes":[${volumes}],`,
      );
    },
  },
  {
    name: 'mounts of many file systems',
    text: (size) => {
      const [volumes, mounts] = halves(
        size,
        (i) =>
          `{"name":"v${i}","efsVolumeConfiguration":{"fileSystemId":"fs-1","authorizationConfig":{"iam":"ENABLED"},"transitEncryption":"ENABLED"}}`,
        (i) => `{"sourceVolume":"v${i}","containerPath":"/v${i}"}`,
        ',',
      );
      return task(
        `{"name":"web","image":"nginx:1.27","memory":128,"mountPoints":[${mounts}]}`,
        `"volumes":[${volumes}],`,
      );
    },
  },
  {
    name: 'variables without a name',
    text: (size) =>
      task(`{"name":"web","image":"nginx:1.27","memory":128,"environment":[${fill(size, '{"value":""}', ',')}]}`),
  },
  {
    name: 'volumes of one name',
    text: (size) => task('', `"volumes":[${fill(size, '{"name":"a"}', ',')}],`),
  },
  { name: 'empty volumes', text: (size) => task('', `"volumes":[${fill(size, '{}', ',')}],`) },
  {
    name: 'secrets beside variables of the same name',
    text: (size) => {
      const [secrets, variables] = halves(
        size,
        (i) => `{"name":"V${i}","valueFrom":"a"}`,
        (i) => `{"name":"V${i}","value":"a"}`,
        ',',
      );
      return task(
        `{"name":"web","image":"nginx:1.27","memory":128,"secrets":[${secrets}],"environment":[${variables}]}`,
      );
    },
  },
];

const HEAD = `AWSTemplateFormatVersion: "2010-09-09"\n`;

function yaml(name: string, text: (size: number) => string): Shape {
  return { name: `YAML: ${name}`, format: 'yaml', text };
}

function yamlTask(lines: string): string {
  return `  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 128
${lines}`;
}

function command(items: string): string {
  return `          Command:\n${items}`;
}

const YAML_SHAPES: readonly Shape[] = [
  yaml('references to parameters with values', (size) => {
    const [parameters, references] = halves(
      size,
      (i) => `  P${i}: { Type: String, AllowedValues: [a, b] }\n`,
      (i) => `            - !Ref P${i}\n`,
    );
    return `${HEAD}Parameters:\n${parameters}Resources:\n${yamlTask(command(references))}`;
  }),
  yaml('parameters with values that many resources refer to', (size) => {
    const [parameters, tasks] = halves(
      size,
      (i) => `  P${i}: { Type: String, AllowedValues: [a, b] }\n`,
      (i) => `  T${i}: { Type: AWS::ECS::TaskDefinition, Properties: { Family: !Ref P${i} } }\n`,
    );
    return `${HEAD}Parameters:\n${parameters}Resources:\n${tasks}`;
  }),
  yaml(
    'one condition again and again',
    (size) => `${HEAD}Resources:\n${yamlTask(command(fill(size, '            - !If [C, a, b]\n')))}`,
  ),
  yaml('services and their targets', (size) => {
    const [services, targets] = halves(
      size,
      (i) => `  S${i}: { Type: AWS::ECS::Service, Properties: { TaskDefinition: !Ref Task } }\n`,
      (i) =>
        `  T${i}: { Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: { ResourceId: !Sub "service/c/\${S${i}.Name}" } }\n`,
    );
    return `${HEAD}Resources:\n${yamlTask('')}${services}${targets}`;
  }),
  yaml(
    'small task definitions',
    (size) => `${HEAD}Resources:\n${fill(size, (i) => `  T${i}: { Type: AWS::ECS::TaskDefinition }\n`)}`,
  ),
  yaml(
    'resources that name a type in a comment',
    (size) => `${HEAD}Resources:\n${yamlTask('')}${fill(size, (i) => `  T${i}: # AWS::ECS::Service\n    Type: A\n`)}`,
  ),
  yaml(
    'tags with signs of addresses in them',
    (size) => `${HEAD}Resources:\n${yamlTask(command(fill(size, '            - !a%41 x\n')))}`,
  ),
  yaml('comments without words', (size) => `${HEAD}Resources:\n${yamlTask('')}${fill(size, '#\n')}`),
  yaml(
    'comments without words between documents',
    (size) => `${fill(size, '#\n')}---\n${HEAD}Resources:\n${yamlTask('')}`,
  ),
  yaml('merges in a map', (size) => {
    const [maps, merges] = halves(
      size,
      (i) => `  a${i}: &a${i} { x${i}: y }\n`,
      (i) => `            <<: *a${i}\n`,
    );
    return `${HEAD}Metadata:\n${maps}Resources:\n${yamlTask(`          DockerLabels:\n${merges}`)}`;
  }),
  yaml('merges in a list of containers', (size) => {
    const containers = fill(size, (i) => `        - { <<: *c, Name: c${i} }\n`);
    return `${HEAD}Metadata:\n  c: &c { Image: a, Memory: 8 }\nResources:\n${yamlTask('')}${containers}`;
  }),
  yaml('aliases that refer to anchors after them', (size) => {
    const items = fill(size, (i) => `            - &a${i} x\n            - *a${i + 1}\n`);
    return `${HEAD}Resources:\n${yamlTask(command(items))}`;
  }),
  yaml('one anchor again and again', (size) => {
    const items = fill(size, '            - &a x\n            - *a\n');
    return `${HEAD}Resources:\n${yamlTask(command(items))}`;
  }),
  yaml('lists in brackets over many lines', (size) => {
    const items = fill(size, (i) => `            [a${i},\n             b],\n`);
    return `${HEAD}Resources:\n${yamlTask(`          Command: [\n${items}            ]\n`)}`;
  }),
  yaml('brackets in each item', (size) => {
    const items = fill(size, '            - [[[[a, {b: [c]}]]]]\n');
    return `${HEAD}Resources:\n${yamlTask(command(items))}`;
  }),
  yaml('lists as keys', (size) => {
    const items = fill(size, (i) => `            ? [a${i}, b]\n            : c\n`);
    return `${HEAD}Resources:\n${yamlTask(`          DockerLabels:\n${items}`)}`;
  }),
  yaml(
    'documents without task definitions',
    (size) => `${HEAD}Resources:\n${yamlTask('')}${fill(size, (i) => `---\na: ${i}\n`)}`,
  ),
  yaml(
    'task definitions in documents',
    (size) =>
      `${fill(size, (i) => `---\nfamily: f${i}\ncontainerDefinitions:\n  - name: web\n    image: nginx:1.27\n`)}`,
  ),
  yaml(
    'directives of YAML',
    (size) => `${fill(size, (i) => `%TAG !t${i}! tag:x\n`)}---\n${HEAD}Resources:\n${yamlTask('')}`,
  ),
  yaml('empty lines behind deep maps', (size) => {
    const deep = range(90)
      .map((i) => `${' '.repeat(12 + i)}a:\n`)
      .join('');
    return `${HEAD}Resources:\n${yamlTask(`          DockerLabels:\n${deep}${' '.repeat(110)}b: c\n${'\n'.repeat(size)}`)}`;
  }),
];

function hcl(name: string, text: (size: number) => string): Shape {
  return { name: `HCL: ${name}`, format: 'hcl', text };
}

function resource(type: string, id: string, lines: string): string {
  return `resource "${type}" "${id}" {\n${lines}}\n`;
}

function hclTask(more: string, id = 'web'): string {
  return resource(
    'aws_ecs_task_definition',
    id,
    `  family = "web"\n  container_definitions = jsonencode([{ name = "web", image = "nginx:1.27", memory = 128, ${more} }])\n`,
  );
}

const HCL_SHAPES: readonly Shape[] = [
  hcl('references to variables with values', (size) => {
    const [variables, references] = halves(
      size,
      (i) =>
        `variable "v${i}" {\n  type = string\n  validation {\n    condition = contains(["a", "b"], var.v${i})\n  }\n}\n`,
      (i) => `var.v${i}, `,
    );
    return `${variables}${hclTask(`command = [${references}]`)}`;
  }),
  hcl('one condition again and again', (size) => hclTask(`command = [${fill(size, 'var.c ? "a" : "b", ')}]`)),
  hcl('conditions with a name each', (size) => hclTask(`command = [${fill(size, (i) => `var.c${i} ? "a" : "b", `)}]`)),
  hcl('services and their targets', (size) => {
    const [services, targets] = halves(
      size,
      (i) => resource('aws_ecs_service', `s${i}`, '  task_definition = aws_ecs_task_definition.web.arn\n'),
      (i) =>
        resource('aws_appautoscaling_target', `t${i}`, `  resource_id = "service/c/\${aws_ecs_service.s${i}.name}"\n`),
    );
    return `${hclTask('cpu = 1')}${services}${targets}`;
  }),
  hcl('services that refer to locals', (size) => {
    const [locals, services] = halves(
      size,
      (i) => `  l${i} = aws_ecs_task_definition.web.arn\n`,
      (i) => resource('aws_ecs_service', `s${i}`, `  task_definition = local.l${i}\n`),
    );
    return `${hclTask('cpu = 1')}locals {\n${locals}}\n${services}`;
  }),
  hcl('Express services that refer to locals', (size) => {
    const [locals, services] = halves(
      size,
      (i) => `  l${i} = aws_ecs_task_definition.web.arn\n`,
      (i) => resource('aws_ecs_express_gateway_service', `s${i}`, `  task_definition_arn = local.l${i}\n`),
    );
    return `${hclTask('cpu = 1')}locals {\n${locals}}\n${services}`;
  }),
  hcl('many blocks of locals', (size) => {
    const [locals, services] = halves(
      size,
      (i) => `locals {\n  l${i} = aws_ecs_task_definition.web.arn\n}\n`,
      (i) => resource('aws_ecs_service', `s${i}`, `  task_definition = local.l${i}\n`),
    );
    return `${hclTask('cpu = 1')}${locals}${services}`;
  }),
  hcl(
    'broken lines beside many task definitions',
    (size) =>
      `${range(100)
        .map((i) => hclTask('cpu = 1', `t${i}`))
        .join('')}${fill(size, (i) => `a${i} = = "\n`)}`,
  ),
  hcl('a heredoc of JSON with many faults', (size) =>
    resource(
      'aws_ecs_task_definition',
      'web',
      `  family = "web"\n  container_definitions = <<EOT\n[{"name":"web","links":[${fill(size, '"a",,//\n')}]}]\nEOT\n`,
    ),
  ),
];

export const CROSSING: readonly Shape[] = [...JSON_SHAPES, ...YAML_SHAPES, ...HCL_SHAPES];
