export { LIGHT, type Palette } from './chart/palette.js';
export * from './chart/scene.js';
export { escapeXml, type SvgOptions, sceneToSvg } from './chart/svg.js';
export type * from './words.js';
