import type { Chosen } from './assumptions.ts';

/**
 * What is known about everything outside the files: it decides what is assumed from the start. What it leaves out is
 * assumed to be in order. Lists are complete: what they do not name does not exist.
 */
export interface World {
  /** The images in the registries, by full reference, and the CPU architectures that each is built for. */
  readonly images?: Readonly<Record<string, readonly string[]>>;
  /** Secrets and parameters by ARN, without a JSON key, and the JSON keys of each. */
  readonly secrets?: Readonly<Record<string, readonly string[]>>;
  /** IAM roles by ARN, and what each allows: IAM actions, and the ARNs of the secrets that it may read. */
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  /** Log groups in CloudWatch Logs, as `region:name`. */
  readonly logGroups?: readonly string[];
  /** Subnets by ID: whether their way to the internet is an internet gateway, a NAT gateway, or none. */
  readonly subnets?: Readonly<Record<string, 'public' | 'nat' | 'none'>>;
  /** Security groups by ID, and the ports that they open to the load balancer. */
  readonly securityGroups?: Readonly<Record<string, readonly number[]>>;
  /** Hosts outside the task that answer, as `name:port`. */
  readonly hosts?: readonly string[];
  /** The path that the target group's health check asks for. */
  readonly targetPath?: string;
  /** What runs in the containers, by the image's reference, or by the image without its tag. */
  readonly programs?: Readonly<Record<string, Program>>;
  /** Other assumptions, by their IDs. */
  readonly chosen?: Chosen;
}

/** A program in a container, as far as a deployment depends on it. */
export interface Program {
  /** The port on which it answers HTTP or connections. */
  readonly listens?: number;
  /** The environment variable that sets the port instead. */
  readonly portFrom?: string;
  /** The paths that it answers with status 200. */
  readonly answers?: readonly string[];
  /** Seconds until it answers a request. */
  readonly answersWithin?: number;
  /** Seconds from its start until it is ready. */
  readonly readyAfter?: number;
  /** Seconds from its start until it hangs: it keeps running, and answers no more. */
  readonly hangsAfter?: number;
  /** Its peak memory use. */
  readonly memoryMiB?: number;
  /** Programs in its image that a health check can call. */
  readonly has?: readonly string[];
  /** Environment variables that it cannot start without. */
  readonly needs?: readonly Need[];
  /** What it connects to when it starts. */
  readonly reaches?: readonly Connection[];
  /** The image of a job that has to have ended well before it starts, and what it logs otherwise. */
  readonly comesAfter?: { readonly image: string; readonly log: string };
  /** Folders that it writes to when it starts. */
  readonly writes?: readonly string[];
  /** IAM actions that it calls when it starts. */
  readonly calls?: readonly string[];
  /** How a job ends; left out for a program that keeps running. */
  readonly ends?: { readonly after: number; readonly code: number };
  /** Seconds from SIGTERM until it has ended. */
  readonly endsWithin?: number;
  /** Lines that it logs, and when, in seconds after its start. */
  readonly logs?: readonly { readonly after: number; readonly text: string }[];
}

/** An environment variable that a program needs. */
export interface Need {
  readonly env: string;
  /** A regular expression for the whole value; left out if any value will do. */
  readonly matches?: string;
  /** What it logs otherwise, before it exits. */
  readonly log: string;
}

/** Something that a program connects to. */
export interface Connection {
  /** The environment variable that holds the host, or the host and port. */
  readonly env?: string;
  /** The host, if no variable holds it, or if the variable is missing. */
  readonly host?: string;
  readonly port: number;
}
