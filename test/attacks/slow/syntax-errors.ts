/** Texts that are out of step again and again: each fault makes a reader look around for what is meant. */
import { fill, IMAGE, type Shape, task } from './shape.ts';

const VARIABLE = (i: number) => `{"name":"VARIABLE_${i}","value":"some value"}`;

/** A variable with a fault in it, on a line of its own, many times. */
function faults(name: string, faulty: (i: number) => string, between = ',\n'): Shape {
  return {
    name: `${name} in every variable`,
    text: (size) => task(`{"name":"web",${IMAGE},"environment":[${fill(size, faulty, between)}]}`),
  };
}

function half(size: number, open: string, close: string): string {
  const times = Math.floor(size / (open.length + close.length));
  return open.repeat(times) + close.repeat(times);
}

export const SYNTAX_ERRORS: readonly Shape[] = [
  faults('a missing comma', (i) => `{"name":"V${i}" "value":"v"}`),
  faults('no comma behind', VARIABLE, '\n'),
  faults('a missing colon', (i) => `{"name" "V${i}","value":"v"}`),
  faults('a missing value', (i) => `{"name":,"value":"v${i}"}`),
  faults('a key alone', (i) => `{"name","value":"v${i}"}`),
  faults('an unclosed text', (i) => `{"name":"V${i},"value":"v"}`),
  faults('a missing opening quote', (i) => `{"name":V${i}","value":"v"}`),
  faults('single quotes', (i) => `{'name':'V${i}','value':'v'}`),
  faults('keys without quotes', (i) => `{name:"V${i}",value:"v"}`),
  faults('two commas', (i) => `{"name":"V${i}",,"value":"v"}`),
  faults('a wrong closing bracket', (i) => `{"name":"V${i}","value":"v"]`),
  faults('a missing closing bracket', (i) => `{"name":"V${i}","value":"v"`),
  faults('a bracket too many', (i) => `{"name":"V${i}","value":"v"}}`),
  faults('a missing opening bracket', (i) => `"name":"V${i}","value":"v"}`),
  faults('a leading zero', (i) => `{"name":0${i},"value":00}`),
  faults('a text that runs into a word', (i) => `{"name":"V${i}"x,"value":"v"}`, ','),
  faults('an equals sign', (i) => `{"name"="V${i}","value"="v"}`),
  faults('a semicolon', (i) => `{"name":"V${i}";"value":"v"}`, ';'),
  faults('typographic quotes', (i) => `{“name”:“V${i}”,“value”:“v”}`),
  faults('a control character', (i) => `{"name":"V${i}\u0001","value":"v"}`),
  faults('a broken escape', (i) => `{"name":"\\x${i}","value":"\\u12"}`),
  faults('a placeholder as a member', (i) => `{\${a${i}},"value":"v"}`),
  faults('a template directive', (i) => `{{#if a${i}}}{"name":"a"}{{/if}}`, ''),
  { name: 'deep brackets that do not fit', text: (size) => task(half(size, '[', '}')) },
  { name: 'deep objects that lists close', text: (size) => task(half(size, '{"a":', ']')) },
  {
    name: 'deep brackets with a comma missing inside',
    text: (size) => task(`${half(size / 2, '[', '')}1 2${half(size / 2, '', ']')}`),
  },
  { name: 'deep lists that nobody closes', text: (size) => `{"containerDefinitions":${'['.repeat(size)}` },
  {
    name: 'deep lists and objects that nobody closes',
    text: (size) => `{"containerDefinitions":${fill(size, '[{"a":')}`,
  },
  { name: 'brackets that nobody opened', text: (size) => `{"containerDefinitions":[]${fill(size, ']')}` },
  { name: 'braces that nobody opened', text: (size) => `{"containerDefinitions":[]${fill(size, '}')}` },
  { name: 'task definitions one behind the other', text: (size) => fill(size, task(`{"name":"a",${IMAGE}}`), '\n') },
  { name: 'members behind the end', text: (size) => `${task(`{"name":"a",${IMAGE}}`)}${fill(size, ',"volumes":[]')}` },
  { name: 'commas', text: (size) => task(fill(size, ',')) },
  { name: 'texts side by side', text: (size) => task(fill(size, '"a"')) },
  { name: 'one cut text a line', text: (size) => task(fill(size, '"a\n')) },
];
