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
    hint: 'one row per observation; for a panel choose a year or average before',
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
