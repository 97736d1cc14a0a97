/**
 * Numbers are API too: the headline figures of each shipped study, rounded, in data/COUNTRY/headline.json, so that a moved
 * number shows in review.
 *
 *   node scripts/release/headline.mjs            writes the files from data/results
 *   node scripts/release/headline.mjs --check    fails when they are not current, or when they or an oracle differ from the
 *                                                last release and no changeset has a line that begins with "Numbers:"
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../workspace.mjs';

const results = join(root, 'data', 'results');
const check = process.argv.includes('--check');
let failed = false;
for (const country of readdirSync(results).sort()) {
  const file = join(results, country, 'study-result.json');
  if (!existsSync(file)) continue;
  const text = `${JSON.stringify(headline(JSON.parse(readFileSync(file, 'utf8'))), null, 2)}\n`;
  const target = join(root, 'data', country, 'headline.json');
  if (!check) writeFileSync(target, text);
  else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    console.error(
      `${relative(root, target)} is not what the study gives: run npm run headline and read the difference.`,
    );
    failed = true;
  } else if (movedSinceRelease(relative(root, target), text) && !announced()) {
    console.error(`${relative(root, target)} differs from the last release: say so in a changeset ("Numbers: …").`);
    console.error('What moved, and because of what: npx aimaq diff OLD-RESULT NEW-RESULT');
    failed = true;
  }
}
const moved = check ? movedOracles() : [];
if (moved.length > 0 && !announced()) {
  console.error(`${moved.join(', ')}: values of other programs that are not those of the last release.`);
  console.error('Say in a changeset what moved, and why ("Numbers: …").');
  failed = true;
}
process.exit(failed ? 1 : 0);

function headline(result) {
  const round = (value) => (typeof value === 'number' ? Number(value.toPrecision(6)) : null);
  return {
    specifications: result.specifications,
    models: Object.fromEntries(
      result.models.map(({ id, estimate }) => [
        id,
        {
          used: estimate.sample.used,
          rSquared: Object.fromEntries(
            ['full', 'fixedEffectsOnly', 'within'].map((name) => [name, round(estimate.fit.rSquared[name])]),
          ),
          coefficients: Object.fromEntries(
            estimate.coefficients.map((one) => [one.term, [round(one.estimate), round(one.standardError)]]),
          ),
        },
      ]),
    ),
    verdicts: Object.fromEntries(result.hypotheses.map((hypothesis) => [hypothesis.id, hypothesis.verdict])),
    clusters: Object.fromEntries(result.clusters.map((cluster) => [cluster.id, cluster.units])),
    firstRecommendations: Object.fromEntries(
      Object.entries(result.recommendations.clusters).map(([id, set]) => [
        id,
        set.recommended.map((one) => `${one.instrument}: ${one.verdict}`),
      ]),
    ),
  };
}

function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

function lastRelease() {
  return git('tag', '--list', '@aimaq/engine@*', '--sort=-creatordate').split('\n')[0];
}

function movedSinceRelease(path, text) {
  const tag = lastRelease();
  if (tag === '') return false;
  try {
    return git('show', `${tag}:${path}`) !== text;
  } catch {
    return false; // A study that the last release did not have.
  }
}

/** Reference values and counts of agreement that the last release had otherwise; new ones move nothing. */
function movedOracles() {
  const tag = lastRelease();
  if (tag === '') return [];
  const places = ['oracles', ':!oracles/R', ':!oracles/README.md'];
  return git('diff', '--name-only', '--diff-filter=MD', tag, '--', ...places)
    .split('\n')
    .filter(Boolean);
}

/** In a changeset, or, on the tag of a release, where the changesets have become the newest section of the changelog. */
function announced() {
  const folder = join(root, '.changeset');
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const engine = join(root, 'packages', 'engine');
  const { version } = JSON.parse(readFileSync(join(engine, 'package.json'), 'utf8'));
  const changelog = join(engine, 'CHANGELOG.md');
  if (lastRelease() !== `@aimaq/engine@${version}` && existsSync(changelog))
    texts.push(readFileSync(changelog, 'utf8').split(/^## /m)[1] ?? '');
  return texts.some((text) => /^\s*Numbers:(?!\s*none\b)/im.test(text));
}
