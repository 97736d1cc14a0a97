export { type ClusterTreeOptions, clusterDendrogram } from './chart/clusterTree.js';
export { type CurveInput, curveScene } from './chart/curve.js';
export { cutHeight, type DendrogramInput, dendrogramScene } from './chart/dendrogram.js';
export { type ForestInput, type ForestRow, forestScene } from './chart/forest.js';
export { type Gap, gapsScene, regionGaps } from './chart/gaps.js';
export { type HeatmapInput, heatmapScene } from './chart/heatmap.js';
export { influenceScene } from './chart/influence.js';
export { type Area, type LegendEntry, type MapInput, mapScene } from './chart/map.js';
export { LIGHT, type Palette } from './chart/palette.js';
export { type ResidualsInput, residualsScene } from './chart/residuals.js';
export * from './chart/scene.js';
export { specificationScene } from './chart/specification.js';
export { type StripInput, stripScene } from './chart/strip.js';
export {
  clusterAreas,
  clusterLegend,
  clusterMap,
  clusterOfRegion,
  clusterPosition,
  clusterTiles,
  correlationHeatmap,
  hypothesisCurve,
  hypothesisForest,
  indicatorAreas,
  indicatorMap,
  membershipOf,
  type PictureOptions,
  regionTrend,
  studyDendrogram,
  variableMap,
} from './chart/study.js';
export { escapeXml, type SvgOptions, sceneToSvg } from './chart/svg.js';
export { type TilesInput, tilesScene } from './chart/tiles.js';
export { type TrendBreak, type TrendInput, type TrendSeries, trendScene } from './chart/trend.js';
export { type Reader, readerOf } from './reader.js';
export { type CsvCell, csvText, renderCsv } from './render/csv.js';
export { renderHtml } from './render/html.js';
export { escapeLatex, renderLatex } from './render/latex.js';
export { escapeMarkdown, renderMarkdown } from './render/markdown.js';
export { type HtmlPage, pageHtml } from './render/page.js';
export { reportHtml } from './render/reportHtml.js';
export { reportMarkdown } from './render/reportMarkdown.js';
export { renderText, type TextOptions } from './render/text.js';
export type { Report, ReportBlock } from './report/blocks.js';
export { explainEstimate } from './report/explain.js';
export { modelTable, studyFigures, studyReport } from './report/study.js';
export {
  type ClusterTableOptions,
  clusterTable,
  comparisonTable,
  evidenceTable,
  groupsReason,
  profileTable,
  validityTable,
  yearsTable,
} from './table/cluster.js';
export { correlationTable } from './table/correlation.js';
export { diffTables } from './table/diff.js';
export { type EstimateTableOptions, estimateTable } from './table/estimate.js';
export { covarianceText, estimatorText } from './table/estimateParts.js';
export { fewClustersTable, furtherTestsTable } from './table/estimateTests.js';
export { type Explanation, explanationOf, type Observation } from './table/explanation.js';
export { checkedCell, explanationSteps, explanationTables, figuresTable } from './table/explanationTables.js';
export {
  blocksTable,
  estimatesTable,
  multiplicityLines,
  multiplicityTable,
  slopesTable,
  trialsTable,
} from './table/hypothesis.js';
export {
  influenceTable,
  type MultiverseTableOptions,
  multiverseTable,
  specificationTable,
} from './table/multiverse.js';
export { askedTables } from './table/observations.js';
export {
  type BorderAdvice,
  borderAdvice,
  consideredLines,
  type RecommendationTableOptions,
  recommendationTable,
} from './table/recommendation.js';
export { type RegressionModel, type RegressionTableOptions, regressionTable, starsOf } from './table/regression.js';
export type { CellLink, TableColumn, TableRow, TableView } from './table/table.js';
export { testsTable } from './table/tests.js';
export type * from './words.js';
