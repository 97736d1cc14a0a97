/** A data package after reading and checking: records by id, observations by indicator, region and year. */
import type { Note } from '../errors.js';

export interface IndicatorRecord {
  readonly id: string;
  readonly unit: string;
  readonly theme: string;
  readonly direction: 'higher_is_better' | 'lower_is_better' | 'neutral';
  readonly aggregation: 'sum' | 'weighted_mean' | 'chain_index';
  readonly weight: string | null;
  /** Indicator of which this one is a component. */
  readonly partOf: string | null;
  /** Regions in force add up to the national row. */
  readonly addsUp: boolean;
  readonly sources: readonly string[];
}

export interface RegionRecord {
  readonly id: string;
  readonly type: 'country' | 'region' | 'city';
  readonly iso: string | null;
  readonly kato: string | null;
  /** ISO dates; null = no limit. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly unit: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
}

export interface ChangeRecord {
  readonly year: number;
  readonly from: string;
  readonly to: string;
}

export interface BreakRecord {
  readonly indicator: string | null;
  readonly region: string | null;
  readonly year: number;
  readonly kind: string;
}

export interface SourceRecord {
  readonly id: string;
  readonly publisher: string;
  readonly identifier: string;
  readonly coverage: string;
  /** Where it is published, when it has an address. */
  readonly address?: string;
}

export interface ResourceRecord {
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  readonly rows: number | null;
}

export interface Dataset {
  readonly country: string;
  /** Id of the national row. */
  readonly nation: string;
  readonly years: { readonly from: number; readonly to: number };
  readonly indicators: ReadonlyMap<string, IndicatorRecord>;
  readonly regions: ReadonlyMap<string, RegionRecord>;
  /** Constant units with their member regions. */
  readonly units: ReadonlyMap<string, readonly string[]>;
  readonly changes: readonly ChangeRecord[];
  readonly breaks: readonly BreakRecord[];
  readonly sources: ReadonlyMap<string, SourceRecord>;
  /** indicator → region → year → value. */
  readonly series: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<number, number>>>;
  /** indicator → region → source id of its figures. */
  readonly sourceOf: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** locale → key → text. */
  readonly texts: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly map: {
    readonly credit: string;
    /** null: there are only tiles. */
    readonly topology: Readonly<Record<string, unknown>> | null;
    readonly tiles: readonly { region: string; row: number; column: number }[];
  } | null;
  readonly resources: readonly ResourceRecord[];
  readonly notes: readonly Note[];
}
