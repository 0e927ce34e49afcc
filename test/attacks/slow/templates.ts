/** CloudFormation templates, each large in a way of its own. */
import { fill, type Shape } from './shape.ts';

const CONTAINER = '{"Name":"web","Image":"nginx:1.27","Memory":128}';

function template(resources: string, rest = ''): string {
  return `{"AWSTemplateFormatVersion":"2010-09-09",${rest}"Resources":{${resources}}}`;
}

function definition(id: string, properties: string): string {
  return `"${id}":{"Type":"AWS::ECS::TaskDefinition","Properties":{${properties}}}`;
}

/** A template with one task definition of one container, which has one member more. */
function inContainer(more: (size: number) => string): (size: number) => string {
  return (size) =>
    template(
      definition('Task', `"ContainerDefinitions":[{"Name":"web","Image":"nginx:1.27","Memory":128,${more(size)}}]`),
    );
}

/** A value in calls of a function, as deep as the size goes. */
function deep(size: number, before: string, after: string, inside = '"a"'): string {
  const times = Math.max(1, Math.floor(size / (before.length + after.length)));
  return before.repeat(times) + inside + after.repeat(times);
}

export const TEMPLATES: readonly Shape[] = [
  {
    name: 'template: many task definitions',
    text: (size) =>
      template(
        fill(size, (i) => definition(`Task${i}`, `"Family":"f${i}","ContainerDefinitions":[${CONTAINER}]`), ','),
      ),
  },
  {
    name: 'template: many empty task definitions',
    text: (size) => template(fill(size, (i) => definition(`T${i}`, ''), ',')),
  },
  {
    name: 'template: many other resources',
    text: (size) =>
      template(
        `${fill(size, (i) => `"Topic${i}":{"Type":"AWS::SNS::Topic","Properties":{"TopicName":{"Ref":"P${i}"}}}`, ',')},${definition('Task', `"ContainerDefinitions":[${CONTAINER}]`)}`,
      ),
  },
  {
    name: 'template: many parameters',
    text: (size) =>
      template(
        definition('Task', `"ContainerDefinitions":[${CONTAINER}]`),
        `"Parameters":{${fill(size, (i) => `"P${i}":{"Type":"String","Default":"a"}`, ',')}},`,
      ),
  },
  { name: 'template: deep Join', text: inContainer((size) => `"User":${deep(size, '{"Fn::Join":["",[', ']]}')}`) },
  { name: 'template: deep If', text: inContainer((size) => `"User":${deep(size, '{"Fn::If":["C",', ',"b"]}')}`) },
  {
    name: 'template: deep Sub',
    text: inContainer((size) => `"User":${deep(size, '{"Fn::Sub":["${a}",{"a":', '}]}')}`),
  },
  { name: 'template: deep Select', text: inContainer((size) => `"User":${deep(size, '{"Fn::Select":[0,[', ']]}')}`) },
  {
    name: 'template: wide Join',
    text: inContainer((size) => `"User":{"Fn::Join":[",",[${fill(size, '{"Ref":"A"}', ',')}]]}`),
  },
  { name: 'template: long Sub', text: inContainer((size) => `"User":{"Fn::Sub":"${fill(size, '${A}')}"}`) },
  {
    name: 'template: many calls',
    text: inContainer(
      (size) => `"Environment":[${fill(size, (i) => `{"Name":"V${i}","Value":{"Fn::Sub":"a-\${P${i}}"}}`, ',')}]`,
    ),
  },
  {
    name: 'template: many conditions in a list',
    text: inContainer(
      (size) =>
        `"Environment":[${fill(size, (i) => `{"Fn::If":["C",{"Name":"V${i}","Value":"a"},{"Ref":"AWS::NoValue"}]}`, ',')}]`,
    ),
  },
  {
    name: 'template: names of the API',
    text: inContainer((size) => `"Environment":[${fill(size, (i) => `{"name":"V${i}","value":"a"}`, ',')}]`),
  },
  {
    name: 'template: misspelt members',
    text: inContainer((size) => `"Environment":[${fill(size, (i) => `{"Nmae":"V${i}","Valeu":"a"}`, ',')}]`),
  },
  {
    name: 'template: nulls',
    text: inContainer((size) => `"Environment":[${fill(size, (i) => `{"Name":"V${i}","Value":null}`, ',')}]`),
  },
  {
    name: 'template: many containers',
    text: (size) =>
      template(
        definition(
          'Task',
          `"ContainerDefinitions":[${fill(size, (i) => `{"Name":"c${i}","Image":"nginx:1.27","DependsOn":[{"ContainerName":"c${i + 1}","Condition":"START"}]}`, ',')}]`,
        ),
      ),
  },
  {
    name: 'template: many loops',
    text: (size) =>
      template(
        fill(
          size,
          (i) =>
            `"Fn::ForEach::L${i}":["X",["a","b"],{${definition(`T${i}\${X}`, `"ContainerDefinitions":[${CONTAINER}]`)}}]`,
          ',',
        ),
      ),
  },
  {
    name: 'template: missing commas',
    text: inContainer((size) => `"Environment":[${fill(size, (i) => `{"Name":"V${i}" "Value":"a"}`, '\n')}]`),
  },
];
