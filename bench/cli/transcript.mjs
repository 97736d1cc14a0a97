/**
 * The ten commands a new user would try, as they look and how long they take: the packed tarball is installed in an empty
 * folder, the commands run there, and RESULTS.md beside this script gets what they say.
 *
 *   node bench/cli/transcript.mjs
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'aimaq-transcript-'));

const COMMANDS = [
  'aimaq --version',
  'aimaq --help',
  'aimaq describe grunfeld.csv --panel firm,year',
  'aimaq estimate grunfeld.csv --formula "inv ~ value + capital | firm + year" --panel firm,year',
  'aimaq estimate grunfeld.csv --formula "inv ~ sw(value, value + capital) | firm + year" --panel firm,year --format md',
  'aimaq test grunfeld.csv --formula "inv ~ value + capital" --panel firm,year --tests hausman --locale ru',
  'aimaq cluster usarrests.csv --id name --columns Murder,Assault,UrbanPop,Rape --k 4 --locale kk',
  'aimaq correlate grunfeld.csv --columns inv,value,capital --panel firm,year',
  'aimaq init study --from grunfeld.csv --unit firm --time year --outcome inv --regressors value,capital',
  'aimaq run study/study.yaml --out results --no-progress',
];

try {
  execFileSync('pnpm', ['pack', '--pack-destination', home], { cwd: join(root, 'packages/cli'), stdio: 'ignore' });
  const tarball = readdirSync(home).find((name) => name.endsWith('.tgz'));
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', join(home, tarball)], { cwd: home });
  for (const name of ['grunfeld.csv', 'usarrests.csv'])
    copyFileSync(join(root, 'oracles/data', name), join(home, name));
  const bare = median(Array.from({ length: 5 }, () => timed('node -e 0').seconds));
  const parts = COMMANDS.map((command) => {
    const { seconds, text, exit } = timed(command);
    return `## \`${command}\`\n\n${seconds.toFixed(2)} s, exit ${exit}\n\n\`\`\`text\n${text.trimEnd()}\n\`\`\`\n`;
  });
  const machine = `Node ${process.version}, ${platform()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`;
  writeFileSync(
    new URL('RESULTS.md', import.meta.url),
    `# Ten commands of a new user\n\nFrom the packed tarball in an empty folder; ${machine}. An empty \`node -e 0\` takes ${bare.toFixed(2)} s in the\nsame run.\n\n${parts.join('\n')}`,
  );
} finally {
  rmSync(home, { recursive: true, force: true });
}

function timed(command) {
  const { NO_COLOR: _, FORCE_COLOR: __, AIMAQ_LOCALE: ___, ...env } = process.env;
  const path = `${join(home, 'node_modules/.bin')}:${env.PATH}`;
  const since = performance.now();
  const ran = spawnSync(`${command} 2>&1`, { cwd: home, env: { ...env, PATH: path, COLUMNS: '100' }, shell: true });
  return { seconds: (performance.now() - since) / 1000, text: ran.stdout.toString(), exit: ran.status };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
