/**
 * The effect of an instrument in an area, and the gain that a stated, feasible change would bring: from this study's
 * panel where a coefficient is told from zero, else transported from the cited study, else a chain of both, else not
 * known. What was used, what stood beside it unused, and every range that was drawn travel with the result.
 */
import { type Expression, evaluate } from '../data/expression.js';
import type { InstrumentEffect } from '../result/documents/recommendation.js';
import type { Chances, PanelEffect, Range } from './gain.js';
import type { InstrumentRecord } from './instruments.js';
import type { AreaFigures } from './screen.js';

/** A coefficient with the expression of its regressor, by the indicator that an instrument moves. */
export type PanelEffects = ReadonlyMap<string, { readonly effect: PanelEffect; readonly expression: Expression }>;

/** Share of the gap to the country that counts as feasible within the time to effect: judgement, drawn uniformly. */
export const CLOSING: Range = { low: 0.25, high: 0.75 };

export interface EffectInput {
  readonly instrument: InstrumentRecord;
  /** Indicator and measure that the instrument moves, here and in the country; null when not known or no gap. */
  readonly target: {
    readonly indicator: string;
    readonly year: number;
    readonly value: number;
    readonly country: number;
  } | null;
  /** The area is behind on the target. */
  readonly behind: boolean;
  readonly area: AreaFigures;
  readonly panel: PanelEffects;
  readonly transport: Range;
  readonly chances: Chances;
}

export interface FoundEffect {
  readonly effect: InstrumentEffect;
  /** Draws of the gain; null when no size of effect is known. */
  readonly gain: Float64Array | null;
  /** No step rests on a panel coefficient that is not told from zero. */
  readonly identified: boolean;
  /** Middle of the cited effect on those reached, for planning a pilot. */
  readonly onReached: number | null;
}

export function effectOf(input: EffectInput): FoundEffect {
  const { instrument, target, chances, panel } = input;
  const cited = instrument.effect ?? null;
  const own = target === null ? undefined : panel.get(target.indicator);
  const local = own === undefined ? null : localOf(own.effect);
  const base: InstrumentEffect = {
    origin: 'none',
    local,
    cited:
      cited === null
        ? null
        : {
            evidence: cited.evidence,
            kind: cited.kind,
            outcome: cited.outcome,
            low: cited.low,
            high: cited.high,
            per: cited.per ?? null,
            reach: cited.reach === undefined ? null : { low: cited.reach[0], high: cited.reach[1] },
            checked: instrument.evidence[cited.evidence]?.verification === 'search',
          },
    transport: null,
    closing: null,
  };
  const nothing: FoundEffect = { effect: base, gain: null, identified: true, onReached: null };

  if (own?.effect.told === true && target !== null && input.behind && cited?.kind !== 'moves') {
    const change = changeOf(own.expression, input.area, target.year, target.indicator);
    const closing = chances.range(`closing ${instrument.id}`, CLOSING);
    const beta = chances.coefficient(own.effect);
    const gain = beta.map((b, d) => b * (change(factorOf(target, closing[d])) ?? Number.NaN));
    if (gain.every(Number.isFinite))
      return { ...nothing, effect: { ...base, origin: 'panel', closing: { ...CLOSING } }, gain };
  }
  if (cited === null) return nothing;
  const effect = chances.range(`effect ${instrument.id}`, cited);
  const transport = chances.range(`transport ${instrument.id}`, input.transport);
  const reach = chances.range(`reach ${instrument.id}`, { low: cited.reach?.[0] ?? 1, high: cited.reach?.[1] ?? 1 });
  if (cited.kind === 'reached') {
    return {
      effect: { ...base, origin: 'transported', transport: { ...input.transport } },
      gain: effect.map((value, d) => value * transport[d] * reach[d]),
      identified: true,
      onReached: (cited.low + cited.high) / 2,
    };
  }
  if (cited.kind === 'per-target') {
    if (target === null || !input.behind) return nothing;
    const closing = chances.range(`closing ${instrument.id}`, CLOSING);
    const gap = Math.abs(target.country - target.value);
    return {
      ...nothing,
      effect: { ...base, origin: 'transported', transport: { ...input.transport }, closing: { ...CLOSING } },
      gain: effect.map((value, d) => ((value * closing[d] * gap) / (cited.per ?? 1)) * transport[d]),
    };
  }
  const carried = cited.moves === undefined ? undefined : panel.get(cited.moves);
  if (carried === undefined || cited.moves === undefined) return nothing;
  const years = [...input.area.years(cited.moves)].reverse();
  const moves = cited.moves;
  const year = years.find((y) => evaluate(carried.expression, (name, at) => input.area.value(name, at), y) !== null);
  if (year === undefined) return nothing;
  const change = changeOf(carried.expression, input.area, year, moves);
  const beta = chances.coefficient(carried.effect);
  const gain = beta.map((b, d) => b * (change(1 + effect[d] * transport[d] * reach[d]) ?? Number.NaN));
  if (!gain.every(Number.isFinite)) return nothing;
  return {
    effect: { ...base, origin: 'chain', local: localOf(carried.effect), transport: { ...input.transport } },
    gain,
    identified: carried.effect.told,
    onReached: (cited.low + cited.high) / 2,
  };
}

function localOf(effect: PanelEffect): NonNullable<InstrumentEffect['local']> {
  const { model, term, estimate, standardError, degreesOfFreedom, low, high, told } = effect;
  return { model, term, estimate, standardError, degreesOfFreedom, low, high, told };
}

/** By what the indicator must be multiplied so that this share of the gap of its measure closes. */
function factorOf(target: { readonly value: number; readonly country: number }, closing: number): number {
  return target.value === 0 ? 1 : (target.value + closing * (target.country - target.value)) / target.value;
}

/** Change of the regressor when the indicator is multiplied, everything else as it is. */
function changeOf(
  expression: Expression,
  area: AreaFigures,
  year: number,
  indicator: string,
): (factor: number) => number | null {
  const figures = new Map<string, number | null>();
  const value = (name: string, at: number): number | null => {
    const key = `${name} ${at}`;
    if (!figures.has(key)) figures.set(key, area.value(name, at));
    return figures.get(key) ?? null;
  };
  const before = evaluate(expression, value, year);
  return (factor) => {
    const after = evaluate(
      expression,
      (name, at) => {
        const own = value(name, at);
        return own !== null && name === indicator ? own * factor : own;
      },
      year,
    );
    return before === null || after === null ? null : after - before;
  };
}
