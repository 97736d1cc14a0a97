export { Chart, type ChartProps } from './Chart.js';
export { DataTable, type DataTableProps } from './DataTable.js';
export { type SceneProps, SceneView } from './Scene.js';
