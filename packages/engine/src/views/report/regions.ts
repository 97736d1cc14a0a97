/** Every region of the study with its group and its headline figures, each with the year it is of. */
import type { StudyResult } from '../../result/index.js';
import { clusterOfRegion } from '../chart/study.js';
import type { Reader } from '../reader.js';
import type { TableView } from '../table/table.js';

export function regionsTable(result: StudyResult, reader: Reader): TableView {
  const { words } = reader;
  const regions = result.regions
    .filter((region) => region.id !== result.nation && region.type !== 'country' && region.validTo === null)
    .map(({ id }) => id)
    .sort((a, b) => words.compare(reader.region(a, 'short'), reader.region(b, 'short')));
  const latest = (region: string, variable: string): string => {
    const figure = result.figures.find((one) => one.region === region && one.variable === variable);
    const last = figure === undefined ? -1 : figure.years.length - 1;
    if (figure === undefined || last < 0) return words.number(null);
    return `${words.number(figure.values[last], { significant: 3 })} (${words.year(figure.years[last])})`;
  };
  const name = (variable: string) => {
    const unit = reader.variableUnit(variable);
    return unit === '' ? reader.variable(variable) : `${reader.variable(variable)}, ${unit}`;
  };
  return {
    title: words.text('report.regionList'),
    columns: [
      { heading: words.text('report.region'), kind: 'text' },
      { heading: words.text('views.clusterColumn'), kind: 'text' },
      ...result.study.headline.map((variable) => ({ heading: name(variable), kind: 'number' as const })),
    ],
    blocks: [
      regions.map((region) => [
        reader.region(region, 'short'),
        clusterOfRegion(result, region) ?? '',
        ...result.study.headline.map((variable) => latest(region, variable)),
      ]),
    ],
    notes: [],
  };
}
