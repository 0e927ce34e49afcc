import { incidentOf } from '../../course/goals.ts';
import { DEPLOY_EXERCISE, type DeployExerciseParams, type DeployExerciseResult } from '../../protocol.ts';
import type { Feature } from '../feature.ts';
import { judge } from './judge.ts';

/** Deploys the files of the course's exercises, and says what comes of it. */
export const exercise: Feature = {
  capabilities: () => ({}),
  register(connection, workspace) {
    connection.onRequest(
      DEPLOY_EXERCISE,
      ({ exercise: id, uris }: DeployExerciseParams): DeployExerciseResult | null => {
        const incident = typeof id === 'string' ? incidentOf(id) : undefined;
        const documents = (Array.isArray(uris) ? uris : []).flatMap((uri) => workspace().document(uri) ?? []);
        if (!incident || documents.length !== incident.files.length) return null;
        const { simulation, ...judgement } = judge(
          incident,
          documents.map((document) => document.getText()),
        );
        return { ...judgement, simulation: simulation ?? null, versions: documents.map(({ version }) => version) };
      },
    );
  },
};
