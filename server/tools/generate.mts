/**
 * Generates all files; with --check, only reports which are stale. The order matters: each step may read what earlier
 * ones wrote.
 */
await import('./generate-rules.mts');
await import('./generate-schema.ts');
await import('./generate-course.ts');
await import('./generate-manifest.ts');
await import('./generate-rule-pages.ts');
