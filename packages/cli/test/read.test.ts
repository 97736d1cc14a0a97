/** What is read from the shipped study and from packages: `explain`, `profile`, `validate`, and the panel in `describe`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { aimaq, folderWith } from './command.js';

const data = fileURLToPath(new URL('../../../data/', import.meta.url));
const result = join(data, 'results/kazakhstan');
const study = JSON.parse(readFileSync(join(result, 'study-result.json'), 'utf8')) as {
  nation: string;
  texts: Record<string, Record<string, string>>;
  clusters: { id: string; regions: string[] }[];
  indicators: { id: string }[];
  series: { indicator: string; region: string; years: number[]; values: number[]; source: string }[];
  recommendations: {
    regions: Record<string, { recommended: { instrument: string; verdict: string }[]; considered: object[] }>;
    clusters: Record<string, { recommended: { instrument: string; verdict: string }[] }>;
  };
};
const json = async (...args: string[]) => {
  const { exit, out, err } = await aimaq([...args, '--json', '--quiet']);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  return JSON.parse(out) as Record<string, unknown>;
};

describe('aimaq explain', () => {
  const [first] = study.recommendations.regions.turkistan?.recommended ?? [];
  const instrument = first?.instrument ?? '';

  it('gives the verdict that the study gives, of a region or a group, whichever language names them', async () => {
    const explained = await json('explain', result, 'turkistan', instrument);
    expect(explained).toMatchObject({ area: 'turkistan', instrument, verdict: first?.verdict });
    const kk = study.texts.kk ?? {};
    const named = ['region.turkistan.name', `instrument.${instrument}.name`].map((key) => kk[key] ?? '');
    expect(await json('explain', result, named[0]?.toUpperCase() ?? '', ` ${named[1]?.toUpperCase()} `)).toEqual(
      explained,
    );
    const group = study.recommendations.clusters.B?.recommended[0];
    expect(await json('explain', result, 'Cluster:b', group?.instrument ?? '')).toMatchObject({
      area: 'cluster:B',
      verdict: group?.verdict,
    });
  });

  it('refuses a group and an instrument that the study does not have, and names those that it has', async () => {
    const group = await aimaq(['explain', result, 'cluster:z', instrument]);
    expect([group.exit, group.out]).toEqual([2, '']);
    expect(group.err).toContain('no cluster "z"');
    expect(group.err).toContain(study.clusters.map(({ id }) => id).join(', '));
    const slip = await aimaq(['explain', result, 'turkistan', instrument.slice(1)]);
    expect([slip.exit, slip.out]).toEqual([2, '']);
    expect(slip.err).toContain(`did you mean "${instrument}"?`);
  });
});

describe('aimaq profile', () => {
  it('holds the latest figure of every indicator that the region has, beside that of the country in the same year', async () => {
    const profile = await json('profile', result, 'turkistan');
    const of = (region: string, indicator: string) =>
      study.series.find((one) => one.region === region && one.indicator === indicator);
    const figures = study.indicators.flatMap(({ id }) => {
      const own = of('turkistan', id);
      if (own === undefined) return [];
      const year = Math.max(...own.years);
      const country = of(study.nation, id);
      return [
        {
          indicator: id,
          year,
          value: own.values[own.years.indexOf(year)],
          country: country?.values[country.years.indexOf(year)] ?? null,
          source: own.source,
        },
      ];
    });
    expect(figures.length).toBeGreaterThan(20);
    expect(profile.figures).toEqual(figures);
    expect(profile).toMatchObject({
      region: 'turkistan',
      unit: 'u-turkistan',
      cluster: study.clusters.find(({ regions }) => regions.includes('turkistan'))?.id,
      recommendations: study.recommendations.regions.turkistan,
    });
  });
});

describe('aimaq validate --json', () => {
  it('says that a package and a study are valid', async () => {
    for (const path of ['kazakhstan', 'kazakhstan/study.yaml'])
      expect(await json('validate', join(data, path))).toMatchObject({ valid: true, warnings: expect.any(Array) });
  });

  it('lists what is wrong with its place; the exit code tells', async () => {
    const home = folderWith({ 'study.yaml': 'schema: aimaq/study@1\nid: one\nmodel: {}\n' });
    const { exit, out } = await aimaq(['validate', 'study.yaml', '--json'], { cwd: home });
    expect(exit).toBe(3);
    const { valid, findings } = JSON.parse(out) as { valid: boolean; findings: Record<string, unknown>[] };
    expect(valid).toBe(false);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) expect(finding).toMatchObject({ code: 'study-invalid', line: expect.any(Number) });
    const places = findings.map(({ params }) => (params as { path: string }).path);
    expect(places).toEqual(expect.arrayContaining(['/model', '/models', '/variables']));
  });
});

it('aimaq describe: the gaps of a panel are named by unit and period', async () => {
  const home = folderWith({ 'panel.csv': 'u,t,x\na,2001,1\na,2003,2\nb,2001,4\nb,2002,4\nb,2003,5\n' });
  const { out } = await aimaq(['describe', 'panel.csv', '--panel', 'u,t'], { cwd: home });
  expect(out).toContain('a: 2002');
  const whole = folderWith({ 'panel.csv': 'u,t,x\na,2001,1\na,2002,2\nb,2001,4\nb,2002,4\n' });
  const { out: without } = await aimaq(['describe', 'panel.csv', '--panel', 'u,t'], { cwd: whole });
  expect(without).not.toContain('a: ');
});
