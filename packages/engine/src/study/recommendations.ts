/** Recommendations for every cluster and every present region. */
import type { Instruments } from '../evidence/instruments.js';
import { recommend } from '../evidence/recommendation.js';
import type { AreaFigures, ScreenOptions } from '../evidence/screen.js';
import type { StudyResult } from '../result/documents/studyResult.js';

export interface RecommendationsInput {
  readonly instruments: Instruments;
  readonly clusters: readonly { readonly id: string; readonly regions: readonly string[] }[];
  readonly regions: readonly string[];
  readonly figuresOf: (regions: readonly string[]) => AreaFigures;
  readonly country: AreaFigures;
  readonly screening: ScreenOptions;
  readonly contradicted: ReadonlySet<string>;
  readonly limit: number;
  readonly perLever: number;
}

export function recommendations(input: RecommendationsInput): StudyResult['recommendations'] {
  const everywhere = new Map(input.regions.map((region) => [region, input.figuresOf([region])]));
  const forArea = (regions: readonly string[]) =>
    recommend({
      instruments: input.instruments.instruments,
      area: input.figuresOf(regions),
      regions: new Map(
        regions.flatMap((region) => (everywhere.has(region) ? [[region, everywhere.get(region) as AreaFigures]] : [])),
      ),
      country: input.country,
      everywhere,
      contradicted: input.contradicted,
      screening: input.screening,
      limit: input.limit,
      perLever: input.perLever,
    });
  return {
    clusters: Object.fromEntries(input.clusters.map((cluster) => [cluster.id, forArea(cluster.regions)])),
    regions: Object.fromEntries(input.regions.map((region) => [region, forArea([region])])),
  };
}
