import { LOCALES } from '@aimaq/locales';
import type { MetadataRoute } from 'next';
import { addressesOf } from '../lib/address';
import { countries, resultOf } from '../lib/result';
import { PAGES } from '../lib/routes';

export const dynamic = 'force-dynamic';

/** Every page in every language, each naming its sisters. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const origin = process.env.AIMAQ_SITE ?? 'http://localhost:3000';
  const entries: MetadataRoute.Sitemap = [];
  for (const country of await countries()) {
    const result = await resultOf(country);
    if (result === null) continue;
    const of = (locale: string): readonly string[] => {
      const to = addressesOf(locale, country);
      return [
        to.home(),
        ...[...PAGES].filter((page) => page !== 'search').map(to.page),
        ...result.regions.filter((region) => region.id !== result.nation).map((region) => to.region(region.id)),
        ...result.clusters.map((cluster) => to.cluster(cluster.id)),
        ...result.indicators.map((indicator) => to.indicator(indicator.id)),
        ...result.instruments.map((instrument) => to.instrument(instrument.id)),
      ];
    };
    const sisters = LOCALES.map((locale) => [locale, of(locale)] as const);
    for (const [, addresses] of sisters)
      addresses.forEach((address, i) => {
        entries.push({
          url: origin + address,
          alternates: {
            languages: Object.fromEntries(sisters.map(([locale, all]) => [locale, origin + (all[i] ?? '')])),
          },
        });
      });
  }
  return entries;
}
