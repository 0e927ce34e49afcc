/** A text with one fault, and how it shows. */
import { DiagnosticSeverity } from 'vscode-languageserver/node';

/** One fault, of the schema, so that no other rule has a say in it. */
export function broken(pidMode = 'hots'): string {
  return `{
  "family": "web",
  "pidMode": "${pidMode}",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "memory": 512 }
  ]
}
`;
}

/** The rule that finds it. */
export const CODE = 'unknown-value';

/** The codes that stand for errors. */
export function errors(diagnostics: readonly { code?: unknown; severity?: number }[]): unknown[] {
  return diagnostics.filter(({ severity }) => severity === DiagnosticSeverity.Error).map(({ code }) => code);
}
