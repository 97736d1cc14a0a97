/**
 * The colours of printed scenes. Cluster colours are those of Okabe & Ito (2008), darkened where a mark would have less
 * than 3:1 contrast on white; levels run light to dark in one hue, gaps from orange through grey to blue: safe for
 * colour-blind readers and in grey print.
 */
import type { Role } from './scene.js';

export type Palette = Readonly<Record<Role, string>>;

export const LIGHT: Palette = {
  surface: '#ffffff',
  ink: '#1b2430',
  muted: '#5a6675',
  rule: '#8b96a5',
  grid: '#e3e7ec',
  accent: '#0b5cad',
  accentSoft: '#cfe0f3',
  missing: '#d9dce1',
  highlight: '#1b2430',
  cluster1: '#0072b2',
  cluster2: '#d55e00',
  cluster3: '#008a63',
  cluster4: '#b3538f',
  cluster5: '#8a6d00',
  cluster6: '#2e7fa8',
  cluster7: '#6b4fa0',
  cluster8: '#5c5c5c',
  value1: '#dcebf7',
  value2: '#a9cbe8',
  value3: '#6aa5d4',
  value4: '#2f77b4',
  value5: '#0c4a82',
  low1: '#f6d3ae',
  low2: '#e69a52',
  low3: '#b3560f',
  middle: '#eceef0',
  high1: '#bcd5ec',
  high2: '#6aa3d3',
  high3: '#1d61a6',
};
