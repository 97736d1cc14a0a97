/** An indicator over the years in every present region, in the colours of the groups, and in the country. */
import { type Role, type Scene, type TrendSeries, trendScene } from '@aimaq/engine/views';
import type { Site } from './site';

/** Room for the name of a line. */
const LINE = 15;

export function indicatorLines(site: Site, id: string, width: number): Scene {
  const { result, reader, figures } = site;
  const national = figures.series(id, result.nation);
  // A total of the country beside its parts would press their lines to the ground.
  const total = result.indicators.find((one) => one.id === id)?.aggregation === 'sum';
  return trendScene(
    {
      series: [
        ...site.present.flatMap((region): TrendSeries[] => {
          const series = figures.series(id, region.id);
          const role = `cluster${site.colour(site.clusterOf(region.id) ?? '')}` as Role;
          return series === undefined ? [] : [{ ...series, name: reader.region(region.id, 'short'), role }];
        }),
        ...(national === undefined || total
          ? []
          : [{ ...national, name: reader.region(result.nation, 'short'), role: 'ink' as const, emphasis: true }]),
      ],
      breaks: result.breaks
        .filter((one) => one.region === null && (one.indicator === null || one.indicator === id))
        .map((one) => ({ year: one.year, reason: reader.text(one.text) ?? one.kind })),
      title: reader.indicator(id),
      unit: reader.indicatorUnit(id),
      width,
      height: 40 + LINE * (site.present.length + 1),
    },
    reader.words,
  );
}
