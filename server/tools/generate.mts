/** Makes all generated files; with --check it only says which are stale. The order matters: each may read what the one before wrote. */
await import('./generate-rules.mts');
await import('./generate-schema.ts');
await import('./generate-course.ts');
await import('./generate-manifest.ts');
await import('./generate-rule-pages.ts');
