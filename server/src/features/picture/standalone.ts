/** Colours for a picture outside a page of ours, on light and dark backgrounds. */
export const STANDALONE = [
  'svg{background:#fff;color:#1f2328}text{fill:currentColor;font-family:system-ui,sans-serif}',
  '.pic-label{font-size:13px;font-weight:600}.pic-note{font-size:11.5px}.pic-fault{font-size:12px;font-weight:600}',
  '.pic-mono{font-size:11.5px;font-family:ui-monospace,monospace}',
  'rect{stroke-width:1.2;fill:#fff;stroke:#8c959f}.pic-frame{fill:#f6f8fa}.pic-soft{fill:#eaeef2}',
  '.pic-accent{fill:#ddf0ff;stroke:#0969da}.pic-good{fill:#dafbe1;stroke:#1a7f37}',
  '.pic-alert{fill:#fff8c5;stroke:#9a6700}.pic-refused{fill:#ffebe9;stroke:#cf222e;stroke-width:2}',
  'polyline{fill:none;stroke:#57606a;stroke-width:1.4}polygon{fill:#57606a}',
  '.pic-strong{stroke:#0969da}.pic-head-strong{fill:#0969da}.pic-muted{stroke:#8c959f}.pic-head-muted{fill:#8c959f}',
  '@media (prefers-color-scheme:dark){svg{background:#1f1f1f;color:#e6edf3}rect{fill:#1f1f1f}.pic-frame{fill:#262626}',
  '.pic-soft{fill:#303030}.pic-accent{fill:#12314f}.pic-good{fill:#143421}polyline{stroke:#9da7b3}polygon{fill:#9da7b3}',
  '.pic-alert{fill:#3b2f10}.pic-refused{fill:#441c1c}.pic-strong{stroke:#4493f8}.pic-head-strong{fill:#4493f8}}',
].join('');
