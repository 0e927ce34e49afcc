import type { Runner } from '../../findings/runner.ts';
import type { ServiceDefinition } from '../../model/service.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { cut } from '../../model/wording.ts';
import { endOf, type Span, type SyntaxNode, type ValueNode } from '../../syntax/node.ts';
import { type Faults, faultLines, faultsOf, isIn, type Line } from './box-text.ts';

/** What is around a task in its picture: the services that run it, and what leads traffic to its containers. */

/** What sends traffic to the task from outside. */
export interface Source {
  readonly of: Runner;
  readonly node: SyntaxNode;
  readonly name: string;
  readonly lines: readonly Line[];
  /** The container that it leads to, and its port; undefined where neither is known. */
  readonly to: { readonly container: Container; readonly port: string } | undefined;
}

/** Characters in a box outside the task. */
const FITS = 24;

/** A service in a few lines. */
export function serviceLines(service: ServiceDefinition, faults: Faults): Line[] {
  return [
    { content: cut(nameOfService(service), FITS + 6), look: 'label' },
    ...[countOf(service), placeOf(service), ...deploymentOf(service)].flatMap((content): Line | [] =>
      content ? { content: cut(content, FITS + 16), look: 'note' } : [],
    ),
    ...faultLines(faults),
  ];
}

/** What the picture calls a service. */
export function nameOfService(service: ServiceDefinition): string {
  if (service.part.dialect.id === 'codedeploy') return 'AppSpec file';
  const name = service.text('serviceName')?.value || service.text('service')?.value || service.part.id;
  return name ? `Service ${name}` : 'Service';
}

function countOf(service: ServiceDefinition): string {
  if (service.isDaemon) return 'one task on each instance';
  const { scaled, limits } = service.part.scaling ?? {};
  if (scaled === 'yes') {
    const [least, most] = limits!.map((limit) => limit ?? '?');
    return `${least} to ${most} tasks, by Auto Scaling`;
  }
  const count = service.number('desiredCount');
  if (count.state === 'deferred') return 'number of tasks decided later';
  if (count.state === 'absent') return '';
  const tasks = count.value === 1 ? '1 task' : `${count.value} tasks`;
  return scaled === 'no' ? `${tasks}, a fixed count` : tasks;
}

function placeOf(service: ServiceDefinition): string {
  const strategy = service.list('capacityProviderStrategy').items;
  const providers = strategy.map((item) => item.text('capacityProvider')?.value ?? '?');
  return providers.length > 0 ? providers.join(', ') : (service.text('launchType')?.value ?? '');
}

const STRATEGIES: Readonly<Record<string, string>> = {
  ROLLING: 'rolling deployment',
  BLUE_GREEN: 'blue/green deployment',
  LINEAR: 'linear deployment',
  CANARY: 'canary deployment',
};

/** How deployments go, as far as the file says so. */
function deploymentOf(service: ServiceDefinition): string[] {
  if (service.part.dialect.id === 'codedeploy' || service.controller === 'CODE_DEPLOY')
    return ['blue/green deployment by CodeDeploy'];
  if (service.controller === 'EXTERNAL') return ['deployed by an external controller'];
  if (service.controller === undefined) return [];
  const configuration = service.object('deploymentConfiguration');
  const strategy = configuration.string('strategy');
  const [least, most] = [configuration.number('minimumHealthyPercent'), configuration.number('maximumPercent')];
  const percents = [least.value, most.value].filter((percent) => percent !== undefined).join('–');
  const breaks = configuration.object('deploymentCircuitBreaker').boolean('enable').value === true;
  const how = strategy.state === 'deferred' ? 'deployment decided later' : STRATEGIES[strategy.value ?? 'ROLLING'];
  return [[how, percents ? `${percents} %` : ''].filter(Boolean).join(', '), breaks ? 'circuit breaker' : ''];
}

/** What leads traffic to a task by the services that run it. */
export function sourcesOf(task: TaskDefinition, runners: readonly Runner[]): Source[] {
  return runners.flatMap((of) => {
    const { service } = of;
    const connect = service.object('serviceConnectConfiguration');
    const source = (
      name: string,
      node: SyntaxNode | undefined,
      notes: readonly string[],
      to?: Source['to'],
    ): Source[] => (node ? [{ of, node, name, to, lines: linesOf(name, notes, faultsIn(of, node)) }] : []);
    return [
      ...service.list('loadBalancers').items.flatMap((balancer) => {
        const group = nameIn(service, balancer.member('targetGroupArn')?.value);
        const classic = nameIn(service, balancer.member('loadBalancerName')?.value);
        const container = containerOf(task, balancer.text('containerName')?.value);
        const port = balancer.number('containerPort').value;
        const to = container && { container, port: String(port ?? '') };
        return source('Load balancer', balancer.node, [group || classic, port ? `to port ${port}` : ''], to);
      }),
      ...(connect.presence === 'known' && connect.boolean('enabled').value !== false
        ? connect.list('services').items.flatMap((one) => {
            const port = one.text('portName')?.value;
            const alias = one.list('clientAliases').items[0];
            const name = alias?.text('dnsName')?.value || one.text('discoveryName')?.value || port;
            const aliasPort = alias?.number('port').value;
            const notes = [
              name ? `${name}${aliasPort === undefined ? '' : `:${aliasPort}`}` : '',
              port ? `to port ${port}` : '',
            ];
            return source('Service Connect', one.node, notes, namedPort(task, port));
          })
        : []),
      ...service.list('serviceRegistries').items.flatMap((registry) => {
        const container = containerOf(task, registry.text('containerName')?.value);
        const port = registry.number('containerPort').value ?? registry.number('port').value;
        const to = container && { container, port: String(port ?? '') };
        const notes = [nameIn(service, registry.member('registryArn')?.value), port ? `to port ${port}` : ''];
        return source('Service discovery', registry.node, notes, to);
      }),
    ];
  });
}

function linesOf(name: string, notes: readonly string[], faults: Faults): Line[] {
  return [
    { content: name, look: 'label' },
    ...notes.flatMap((note): Line | [] => (note ? { content: cut(note, FITS), look: 'note' } : [])),
    ...faultLines(faults),
  ];
}

/** The numbers of errors and warnings of a service in a part of its document. */
export function faultsIn({ findings }: Runner, span: Span): Faults {
  return faultsOf(findings.filter((finding) => finding.severity !== 'info' && isIn(finding, span)));
}

function containerOf(task: TaskDefinition, name: string | undefined): Container | undefined {
  return name === undefined ? undefined : task.containers.items.find((one) => one.text('name')?.value === name);
}

function namedPort(task: TaskDefinition, name: string | undefined): Source['to'] {
  if (name === undefined) return undefined;
  for (const container of task.containers) {
    const mapping = container.list('portMappings').items.find((one) => one.text('name')?.value === name);
    if (mapping) return { container, port: String(mapping.number('containerPort').value ?? '') };
  }
  return undefined;
}

/** What an ARN or a reference is about, as far as its text says. */
function nameIn({ document, part }: ServiceDefinition, node: ValueNode | undefined): string {
  if (!node) return '';
  const written = node.kind === 'string' ? node.value : document.text.slice(node.offset, endOf(node));
  const [, group] = /:targetgroup\/([^/]+)\//.exec(written) ?? [];
  if (group) return group;
  const reference = referenceAtEnd(written);
  // `aws_lb_target_group.web.arn`, `WebTargetGroup.TargetGroupArn`
  return reference
    .split('.')
    .slice(0, part.dialect.id === 'terraform' ? 2 : 1)
    .join('.');
}

/** The reference with which an expression ends: `aws_lb_target_group.web[0].arn`; empty if it ends with none. */
function referenceAtEnd(expression: string): string {
  let end = expression.length;
  while (end > 0 && /["'}\])\s]/.test(expression[end - 1]!)) end--;
  const text = expression.slice(0, end);
  const close = text.lastIndexOf(']');
  const isIndexed = close >= 0 && /^(?:\.[\w-]+)+$/.test(text.slice(close + 1));
  return (isIndexed && wordBefore(text, text.lastIndexOf('[', close))) || wordBefore(text, end);
}

/** The end of a text, from the word on that leads to an offset; empty if there is none. */
function wordBefore(text: string, offset: number): string {
  let from = offset;
  while (from > 0 && /[\w.-]/.test(text[from - 1]!)) from--;
  while (from < offset && !/[A-Za-z_]/.test(text[from]!)) from++;
  return from < offset ? text.slice(from) : '';
}
