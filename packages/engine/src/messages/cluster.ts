import type { MessageTable } from './messageTable.js';

export const clusterMessages = {
  'cluster-unknown-method': { message: 'there is no linkage "{name}"', hint: 'known are: {known}' },
  'cluster-unknown-distance': { message: 'there is no distance "{name}"', hint: 'known are: {known}' },
  'cluster-unknown-standardization': {
    message: 'there is no standardisation "{name}"',
    hint: 'known are: {known}',
  },
  'cluster-not-numeric': {
    message: 'the column "{column}" is not numeric',
    hint: 'choose numeric columns, or look for text among the numbers',
  },
  'cluster-duplicate-id': {
    message: '"{id}" stands more than once in "{column}"',
    hint: 'one row per observation; for a panel name the column of years, too',
  },
  'cluster-few-observations': {
    message: 'only {n} complete observations, at least {needed} are needed',
    hint: 'choose columns with fewer gaps',
  },
  'cluster-constant-column': {
    message: 'the column "{column}" has no spread for the standardisation "{standardize}"',
    hint: 'leave the column out, or choose another standardisation',
  },
  'cluster-not-finite': {
    message: 'a distance is not a finite number',
    hint: 'look for huge values or for rows without variation',
  },
  'cluster-nothing-in-common': {
    message: '"{a}" and "{b}" have no variable in common',
    hint: 'leave one of them out, or choose columns with fewer gaps',
  },
  'cluster-cut-inversion': {
    message: 'the heights of this tree turn back, so that a height names no partition',
    hint: 'cut by the number of groups, or use a linkage whose heights only grow, such as ward or average',
  },
  'cluster-no-columns': {
    message: 'no columns were named',
    hint: 'name the columns to group by, or give a matrix of distances',
  },
  'cluster-weights': {
    message: 'the weight in row {row} of "{column}" is not a positive number',
    hint: 'weights say how often an observation counts; fill or remove the row',
  },
  'cluster-matrix-column': {
    message: 'the matrix has no column "{label}"',
    hint: 'a matrix of distances needs a column for every row, under the same name',
  },
  'cluster-matrix-value': {
    message: 'the distance between "{a}" and "{b}" is missing or negative',
    hint: 'fill the upper or the lower triangle with numbers from 0 upwards',
  },
  'cluster-matrix-asymmetric': {
    message: 'the distance from "{a}" to "{b}" differs from the one back',
    hint: 'a matrix of distances must be symmetric; leave one triangle empty if only one counts',
  },
  'cluster-neighbor-unknown': {
    message: '"{label}" is named as a neighbour but is not among the observations',
    hint: 'write the names as they stand in the id column',
  },
  'cluster-coordinates': {
    message: '"{id}" has no coordinate in "{column}"',
    hint: 'fill the coordinates of all observations',
  },
  'cluster-alpha': {
    message: 'the share of space is {alpha}, it must lie between 0 and 1',
    hint: '0 uses the attributes only, 1 space only',
  },
  'cluster-disconnected': {
    message: 'the neighbours fall into {count} parts: {parts}',
    hint: 'add the pairs that join the parts, or group each part by itself',
  },
  'cluster-constraint-method': {
    message: 'the linkage "{method}" cannot be held to neighbours',
    hint: 'use ward, average, complete or single',
  },
  'cluster-few-variables': {
    message: '{p} variables are too few to resample, at least {needed} are needed',
    hint: 'use the bootstrap of observations and the multiverse of variables instead',
  },
  'cluster-too-many': {
    message: '{n} observations need about {gigabytes} GB of distances for "{method}"',
    hint: 'use ward with euclidean distances, which needs none, or at most {most} observations',
  },
  'cluster-large': {
    message: '{n} observations: what rests on the distances between all pairs was left out',
    hint: 'group a sample for silhouettes, stability and the test of structure',
  },
  'cluster-left-out': {
    message: 'with {n} observations these parts were left out: {parts}',
    hint: 'they grow hundreds of trees; a sample of the observations brings them back',
  },
  'cluster-few-to-disturb': {
    message: 'with {n} observations these parts were left out: {parts}',
    hint: 'there is nothing to resample or to leave out; read the tree itself',
  },
  'cluster-distances-only': {
    message: 'the test of structure, the gap statistic and the indices of centroids need columns of numbers',
    hint: 'rest on silhouettes and on the bootstrap, or group by numeric columns',
  },
  'cluster-contiguity-not-resampled': {
    message: 'the bootstrap and leaving observations out were left out: they would tear the map apart',
    hint: 'compare with the groups without neighbours to see what the constraint changes',
  },
  'cluster-ordinal-text': {
    message: 'the column "{column}" is text, so that its levels have no order',
    hint: 'write the levels as numbers in their order, or name the column with --nominal',
  },
  'cluster-compare-observations': {
    message: 'the two clusterings do not hold the same observations: {ids}',
    hint: 'compare clusterings of the same table',
  },
  'cluster-time-plain': {
    message: 'groups through time are made of numeric columns only',
    hint: 'leave out the matrix, gower, weights, neighbours and coordinates, or group one year',
  },
  'cluster-time-missing': {
    message: 'row {row} has no value in "{id}" or "{time}"',
    hint: 'fill it or remove the row',
  },
  'cluster-multiverse-plain': {
    message: 'the multiverse was left out: it needs numeric columns without weights or constraints of space',
    hint: 'run it without them, and compare',
  },
  'cluster-groups': { message: '{k} groups of {n} observations cannot be made', hint: 'choose from 1 to {n}' },
  'cluster-incomplete': {
    message: '{count} observations have gaps and were left out: {ids}',
    hint: 'fill the gaps or choose other columns',
  },
  'cluster-no-structure': {
    message: 'no evidence of distinct groups beyond the correlation of the variables (p = {pValue})',
    hint: 'read the groups as a convenient division of a continuum',
  },
  'cluster-not-firm': {
    message: 'group {cluster} is not firm: Jaccard similarity {jaccard} when the observations are resampled',
    hint: 'look at its members one by one rather than at the group',
  },
  'cluster-inversion': {
    message: '{count} merges stand lower than a merge inside them',
    hint: 'centroid and median linkage can turn back; prefer ward or average for cutting',
  },
  'cluster-ties': {
    message: 'the cut into {k} groups falls between two merges of equal height',
    hint: 'another number of groups stands on firmer ground',
  },
} as const satisfies MessageTable;
