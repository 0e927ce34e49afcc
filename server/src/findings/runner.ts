import type { ServiceDefinition } from '../model/service.ts';
import type { Finding } from './finding.ts';

/** A service that runs a task definition. */
export interface Runner {
  readonly service: ServiceDefinition;
  /** What is wrong in the service's document. */
  readonly findings: readonly Finding[];
  /** The service's document, if it is another one than the task definition's. */
  readonly uri?: string | undefined;
}
