import { type Rollout, rollOut } from './deployment.ts';
import type { Plan } from './plan.ts';

/** What somebody sets of a rolling deployment. */
export type RollingSettings = Pick<Plan, 'desired' | 'minimumHealthyPercent' | 'maximumPercent'>;

/** How long a task takes until it counts, in seconds; only the order matters in the picture. */
const STARTING = 60;

/** Plays a rolling deployment whose new tasks become healthy, as the simulator does. */
export function rolling(settings: RollingSettings): Rollout {
  const plan: Plan = {
    ...settings,
    strategy: 'ROLLING',
    hasOld: true,
    breaker: 'off',
    threshold: 3,
    isBalanced: false,
    bakeMinutes: 0,
    stepPercent: 100,
    stepMinutes: 0,
  };
  return rollOut('shop', plan, { result: 'healthy', after: STARTING }, 0);
}
