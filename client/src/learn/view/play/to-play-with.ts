import type { App } from '../app.ts';
import { healthChecks } from './health.ts';
import { nameFile, type Play, play } from './play.ts';
import { portsOfTasks } from './ports.ts';
import { whoUsesWhich } from './roles.ts';
import { rollingDeployment } from './rolling.ts';
import { fargateSizes } from './sizes.ts';

const PICTURES: Readonly<Record<string, () => Play>> = {
  'task-size': fargateSizes,
  networking: portsOfTasks,
  'two-roles': whoUsesWhich,
  'health-checks': healthChecks,
  'deployments-and-scaling': rollingDeployment,
};

/** What a section has to play with, below its text. It stays the same when the page is drawn again. */
export function toPlayWith(app: App, section: string): Node[] {
  const picture = PICTURES[section];
  if (!picture) return [];
  const shown = app.plays.get(section) ?? play(app, picture());
  app.plays.set(section, shown);
  nameFile(app, shown);
  return [shown];
}
