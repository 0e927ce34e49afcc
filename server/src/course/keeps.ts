/**
 * Facts about a task definition that have to stay true while an exercise is solved, so that deleting things is no solution.
 * One kind a line, as the exercises' files state them.
 */
export type Keep =
  | { readonly container: string }
  | { readonly image: { readonly container: string; readonly startsWith: string } }
  | { readonly port: { readonly container: string; readonly containerPort: number } }
  | { readonly environment: { readonly container: string; readonly name: string } }
  | { readonly mount: { readonly container: string; readonly containerPath: string } }
  | { readonly dependsOn: { readonly container: string; readonly on: string } }
  | { readonly launchType: string }
  | { readonly healthCheck: { readonly container: string } }
  | { readonly volume: string }
  | { readonly essential: string }
  | { readonly logs: string };

/** What the server needs of an exercise to judge an attempt. */
export interface ExerciseGoal {
  /** The findings that have to go; everything else that is an error or a warning is new. */
  readonly findings: readonly string[];
  readonly keeps: readonly Keep[];
}
