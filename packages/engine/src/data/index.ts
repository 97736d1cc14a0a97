export { type CsvOptions, type CsvRecords, readCsv, scanCsv } from './csv.js';
export { parseTable } from './csvTable.js';
export { readDataPackage } from './dataPackage.js';
export type {
  BreakRecord,
  ChangeRecord,
  Dataset,
  IndicatorRecord,
  RegionRecord,
  ResourceRecord,
  SourceRecord,
} from './dataset.js';
export { type CategorySummary, describeTable, type NumberSummary, type TableSummary } from './describe.js';
export { canonicalJson, digest } from './digest.js';
export { type Expression, evaluate, namesOf, parseExpression } from './expression.js';
export { longTable } from './longTable.js';
export { type DecimalSign, decimalSigns, FORMULA_ERROR, MISSING, numberIn } from './numberText.js';
export { type Gap, type PanelIndex, panelIndex } from './panelIndex.js';
export { type Area, areasOf, presentRegions, type StudyPanel, studyPanel, variableIn } from './panelTable.js';
export {
  type CategoryColumn,
  type Column,
  categoryColumn,
  columnOf,
  type NumberColumn,
  numberColumn,
  selectRows,
  type Table,
  tableOf,
  textOf,
} from './table.js';
export { type Combined, type Figures, figuresOf } from './territory.js';
export { type InferredTable, inferTable, type TextRows } from './textTable.js';
