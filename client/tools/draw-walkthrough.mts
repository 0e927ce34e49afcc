/** Draws the pictures of the walkthrough, client/media/walkthrough/*.svg. They take their colours from the editor's theme. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OUT = join(import.meta.dirname, '../media/walkthrough');
const WIDTH = 560;
const HEIGHT = 400;

/** A colour of the theme, and what to use outside an editor. */
const C = {
  ground: 'var(--vscode-editor-background, #1f1f1f)',
  text: 'var(--vscode-editor-foreground, #cccccc)',
  faint: 'var(--vscode-descriptionForeground, #9d9d9d)',
  border: 'var(--vscode-contrastBorder, var(--vscode-editorWidget-border, #454545))',
  box: 'var(--vscode-editorHoverWidget-background, #252526)',
  key: 'var(--vscode-textLink-foreground, #4daafc)',
  accent: 'var(--vscode-textLink-foreground, #4daafc)',
  button: 'var(--vscode-button-background, #0078d4)',
  onButton: 'var(--vscode-button-foreground, #ffffff)',
  error: 'var(--vscode-editorError-foreground, #f14c4c)',
  good: 'var(--vscode-testing-iconPassed, #73c991)',
  bulb: 'var(--vscode-editorLightBulb-foreground, #ffcc00)',
};

const SIZE = 15;
const CHAR = SIZE * 0.6;

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function box(x: number, y: number, width: number, height: number, fill = C.box, stroke = C.border, radius = 6): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}" stroke="${stroke}"/>`;
}

/** A line of text in the interface's font. */
function words(x: number, y: number, text: string, { fill = C.text, size = 14, weight = 400 } = {}): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}">${xml(text)}</text>`;
}

/** A line of JSON: keys in their colour, fixed width. */
function code(x: number, y: number, text: string): string {
  const parts = text.split(/("[^"]*"(?=:))/).map((part) => {
    return part.startsWith('"') && text.includes(`${part}:`)
      ? `<tspan fill="${C.key}">${xml(part)}</tspan>`
      : xml(part);
  });
  return `<text font-family="monospace" x="${x}" y="${y}" font-size="${SIZE}" fill="${C.text}" textLength="${(text.length * CHAR).toFixed(1)}" xml:space="preserve">${parts.join('')}</text>`;
}

function wave(x: number, y: number, chars: number): string {
  const steps = Math.round((chars * CHAR) / 6);
  const d = Array.from({ length: steps }, (_, i) => `q1.5 ${i % 2 ? 4 : -4} 3 0t3 0`).join('');
  return `<path d="M${x} ${y}${d}" fill="none" stroke="${C.error}" stroke-width="1.6"/>`;
}

const ICON = {
  error: (x: number, y: number) =>
    `<circle cx="${x}" cy="${y}" r="7" fill="none" stroke="${C.error}" stroke-width="1.6"/><path d="M${x - 3} ${y - 3}l6 6m0-6l-6 6" stroke="${C.error}" stroke-width="1.6"/>`,
  tick: (x: number, y: number) =>
    `<circle cx="${x}" cy="${y}" r="7" fill="none" stroke="${C.good}" stroke-width="1.6"/><path d="M${x - 3.5} ${y}l2.500 3 4.500-6" fill="none" stroke="${C.good}" stroke-width="1.6"/>`,
  bulb: (x: number, y: number) =>
    `<path d="M${x - 3} ${y + 5}v-2c-3-2-4-4-4-6.500a7 7 0 0 1 14 0c0 2.500-1 4.500-4 6.500v2zM${x - 3} ${y + 8}h6" fill="none" stroke="${C.bulb}" stroke-width="1.8"/>`,
};

function editor(title: string, lines: readonly string[], first = 76): string {
  return [
    box(20, 20, WIDTH - 40, HEIGHT - 40, C.ground),
    words(40, 46, title, { fill: C.faint, size: 13 }),
    `<path d="M20 58H${WIDTH - 20}" stroke="${C.border}"/>`,
    ...lines.map((line, i) => code(44, first + 12 + i * 25, line)),
  ].join('\n');
}

function draw(name: string, body: string): void {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">
<g font-family="system-ui, sans-serif">
${body}
</g>
</svg>
`;
  writeFileSync(join(OUT, `${name}.svg`), svg);
}

const questions = ['Fargate', '0.5 vCPU', '1 GB', 'web:1.8.2', '8080'];
draw(
  'create',
  [
    ...questions.map((text, i) => {
      const y = 56 + i * 60;
      return [
        box(20, y, 168, 44),
        `<circle cx="44" cy="${y + 22}" r="12" fill="${C.button}"/>`,
        `<text x="44" y="${y + 27}" text-anchor="middle" font-size="13" fill="${C.onButton}">${i + 1}</text>`,
        words(66, y + 27, text),
      ].join('');
    }),
    `<path d="M200 198h28m-9-8l9 8-9 8" fill="none" stroke="${C.accent}" stroke-width="2.500" stroke-linecap="round" stroke-linejoin="round"/>`,
    box(240, 36, 300, 328, C.ground),
    words(258, 60, 'task-definition.json', { fill: C.faint, size: 13 }),
    `<path d="M240 72H540" stroke="${C.border}"/>`,
    ...[
      '{',
      '  "family": "web",',
      '  "networkMode": "awsvpc",',
      '  "cpu": "512",',
      '  "memory": "1024",',
      '  "containerDefinitions": [',
      '    { "image": "web:1.8.2" }',
      '  ]',
      '}',
    ].map((line, i) => code(258, 98 + i * 26, line)),
    ICON.tick(264, 344),
    words(280, 349, 'ECS: no problems', { size: 13 }),
  ].join('\n'),
);

draw(
  'problems',
  [
    editor('task-definition.json', [
      '"requiresCompatibilities": ["FARGATE"],',
      '"networkMode": "bridge",',
      '"cpu": "512",',
      '"memory": "512",',
      '"containerDefinitions": [ … ]',
    ]),
    wave(44 + 15 * CHAR, 118, 8),
    wave(44 + 10 * CHAR, 168, 5),
    `<path d="M20 236H${WIDTH - 20}" stroke="${C.border}"/>`,
    ...[
      'Fargate does not support networkMode "bridge": use "awsvpc"',
      'memory "512" does not fit cpu "512" on Fargate',
      'There is no container "cache". Name a container of this task definition',
      'No volume is named "upload". Did you mean "uploads"?',
    ].map((text, i) => ICON.error(48, 262 + i * 30) + words(66, 267 + i * 30, text)),
  ].join('\n'),
);

draw(
  'fix',
  [
    editor('task-definition.json', ['"cpu": "512",', '"memory": "512",'], 90),
    wave(44 + 10 * CHAR, 132, 5),
    ICON.bulb(34 + 24 * CHAR, 121),
    box(120, 150, 330, 148),
    `<rect x="126" y="156" width="318" height="32" rx="4" fill="${C.button}"/>`,
    ICON.bulb(144, 171),
    words(164, 177, 'Set memory to "1024" (1 GB)', { fill: C.onButton }),
    ...['Set memory to "2048" (2 GB)', 'Set memory to "3072" (3 GB)', 'Fix all (2)'].map(
      (text, i) => ICON.bulb(144, 207 + i * 32) + words(164, 213 + i * 32, text),
    ),
    ICON.tick(48, 346),
    words(66, 351, '"memory": "1024"'),
  ].join('\n'),
);

draw(
  'understand',
  [
    editor('task-definition.json', ['"executionRoleArn": "arn:aws:iam::…",', '"taskRoleArn": "arn:aws:iam::…",'], 76),
    box(60, 126, 440, 226),
    words(80, 156, 'executionRoleArn', { weight: 700, size: 15 }),
    words(80, 186, 'The role with which ECS itself pulls the image,'),
    words(80, 208, 'reads secrets and writes logs. Your code never sees it.'),
    words(80, 244, 'Default', { fill: C.faint }),
    words(180, 244, 'none'),
    words(80, 268, 'Launch types', { fill: C.faint }),
    words(180, 268, 'all'),
    `<path d="M80 288H480" stroke="${C.border}"/>`,
    `<g transform="translate(80 305)" fill="none" stroke="${C.accent}" stroke-width="1.4" stroke-linejoin="round"><path d="M0 6l10-5 10 5-10 5z"/><path d="M4.500 8.500V14c1.500 2 3.500 2.500 5.500 2.500s4-.5 5.500-2.500V8.500"/></g>`,
    words(110, 320, 'Learn: two roles, and who uses which', { fill: C.accent }),
  ].join('\n'),
);

draw(
  'practise',
  [
    box(20, 20, WIDTH - 40, 228, C.ground),
    words(44, 54, 'Which role pulls the image?', { weight: 700, size: 16 }),
    ...[
      ['The task role', ''],
      ['The execution role', C.good],
      ['The service-linked role', ''],
    ].map(([text, mark], i) => {
      const y = 72 + i * 40;
      return [
        box(44, y, WIDTH - 88, 32, mark ? C.box : 'none', mark || C.border),
        mark ? ICON.tick(64, y + 16) : `<circle cx="64" cy="${y + 16}" r="6" fill="none" stroke="${C.faint}"/>`,
        words(84, y + 21, text!),
      ].join('');
    }),
    words(44, 222, 'ECS pulls before your code runs, so it is not the task role.', { fill: C.faint }),
    box(20, 266, WIDTH - 40, 114, C.ground),
    words(44, 296, 'Exercise: the deployment goes wrong', { weight: 700, size: 15 }),
    words(44, 322, '1:55', { fill: C.faint, size: 13 }),
    words(90, 322, 'The health check of "web" fails (3 of 3).', { size: 13 }),
    words(44, 344, '1:57', { fill: C.faint, size: 13 }),
    words(90, 344, 'Task failed container health checks', { size: 13, weight: 700 }),
    words(44, 368, 'Deploy  ·  Hint  ·  Solution', { fill: C.accent, size: 13 }),
  ].join('\n'),
);
