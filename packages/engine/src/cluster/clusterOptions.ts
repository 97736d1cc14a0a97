/** What one call of the room can be asked for. */

export interface ClusterOptions {
  readonly id: string;
  /** Column of years: the table is a panel, grouped by means over time (see clusterPanel.ts). */
  readonly time?: string;
  readonly columns: readonly string[];
  /** Default zscore. */
  readonly standardize?: string;
  /** Default euclidean; `gower` takes text columns and gaps. */
  readonly distance?: string;
  /** Default ward. */
  readonly method?: string;
  /** Default auto: see numberOfGroups.ts; dynamic: a cut that follows the branches. */
  readonly k?: number | 'auto' | 'dynamic';
  /** Cut at a height instead of by a number of groups. */
  readonly height?: number;
  /** Bootstrap draws; 0 leaves out all that rests on resampling. Default 200. */
  readonly stability?: number;
  readonly seed?: number;
  /** The table is a square matrix of distances, a column for each row. */
  readonly matrix?: boolean;
  /** Column of observation weights. */
  readonly weights?: string;
  /** Numeric columns that `gower` takes as names, or as ordered levels. */
  readonly nominal?: readonly string[];
  readonly ordinal?: readonly string[];
  /** Pairs of observations that touch: only neighbouring groups are joined. */
  readonly neighbors?: readonly (readonly [string, string])[];
  /** Columns of coordinates to mix into Ward's criterion, and their share α (`auto`: where the curves balance). */
  readonly coordinates?: readonly string[];
  readonly alpha?: number | 'auto';
  /** Also run the clusterings that one could have run instead. */
  readonly multiverse?: boolean;
  /** Also how firmly each branch comes back under the bootstrap of observations. */
  readonly support?: boolean;
  /** Draws per scale of the multiscale bootstrap of variables; 0 (default) leaves it out. */
  readonly multiscale?: number;
}
