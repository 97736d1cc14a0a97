import type { MessageTable } from './messageTable.js';

export const inferenceMessages = {
  'inference-few-clusters': {
    message: 'only {clusters} clusters: the usual clustered standard errors are too small',
    hint: 'read the CR2 p-value and the wild cluster bootstrap beside them',
  },
  'inference-no-degrees-of-freedom': {
    message: 'no degrees of freedom are left for the standard errors',
    hint: 'use fewer regressors or fixed effects, or more observations',
  },
  'inference-missing-cluster': {
    message: 'row {row} has no value in the cluster column "{column}"',
    hint: 'fill it in, or leave such rows out with a filter',
  },
  'inference-covariance-syntax': {
    message: '"{text}" is not a covariance: {problem}',
    hint: 'write iid, HC0 … HC4, CR0|CR1|CR1S|CR2|CR3|jackknife:region, CR1S:region+year, GHC1:region, NW[:lag], DK[:lag], PCSE or conley:KM',
  },
  'inference-unknown-convention': { message: 'there is no convention "{name}"', hint: 'known are: {known}' },
  'inference-one-cluster': {
    message: 'there is only one cluster in "{by}"',
    hint: 'cluster by a column with several values',
  },
  'inference-one-cluster-tells': {
    message: 'one cluster alone tells the coefficient of {term}: it has no degrees of freedom',
    hint: 'use a regressor that varies in several clusters',
  },
  'inference-one-period': {
    message: 'there is only one period, and no correlation along time to allow for',
    hint: 'use HC1, or cluster by a column with several values',
  },
  'inference-multiway': {
    message: '{type} exists for one cluster variable only',
    hint: 'use CR0, CR1 or CR1S with several',
  },
  'inference-not-psd': {
    message: 'the covariance was not positive semi-definite (smallest eigenvalue {eigenvalue})',
    hint: 'negative eigenvalues were set to zero; the standard errors are larger than the raw ones',
  },
  'inference-not-psd-left': {
    message: 'the covariance is not positive semi-definite (smallest eigenvalue {eigenvalue})',
    hint: 'it is left so, as {convention} does; the convention stata repairs it',
  },
  'inference-pcse-cluster': {
    message: 'PCSE cannot be clustered by {by}',
    hint: 'use PCSE or PCSE:{time} (errors of one period correlated) or PCSE:{unit} (errors of one unit correlated)',
  },
  'inference-unknown-wild': {
    message: 'there is no wild bootstrap "{name}"',
    hint: 'known are: {known}',
  },
  'inference-full-leverage': {
    message: '{count} observations have leverage 1: {type} does not exist for them',
    hint: 'drop singletons, or use another covariance',
  },
  'inference-too-many-leverages': {
    message: 'the fixed effects beside the largest have {columns} levels: leverages would need them all as columns',
    hint: 'use HC1, or cluster',
  },
  'inference-too-many-columns': {
    message:
      'the effects that cross the clusters have {columns} levels: small-sample corrections would need them all as columns',
    hint: 'use CR1S, or cluster by a coarser variable',
  },
  'inference-needs-panel': {
    message: '{covariance} follows time inside units: the panel is not known',
    hint: 'name the columns of unit and time (--panel UNIT,TIME)',
  },
  'inference-not-coordinate': {
    message: 'column "{column}" holds "{value}", which is not a longitude or latitude in degrees',
    hint: 'name the columns of longitude and latitude (--coordinates LON,LAT), in decimal degrees',
  },
  'inference-dependent-constraints': {
    message: 'the {constraints} hypotheses of the joint test depend on each other or on nothing that the data identify',
    hint: 'test fewer of them together',
  },
  'inference-wald-degrees': {
    message: 'too few clusters for a joint test of {constraints} hypotheses (η = {eta})',
    hint: 'test fewer of them together, or read the wild bootstrap',
  },
  'inference-wild-variant': {
    message: '{variant} resamples scores of whole clusters: it cannot draw signs inside them',
    hint: 'use {first} with finer groups',
  },
  'inference-not-nested': {
    message: 'the groups of "{sub}" are not inside the clusters of "{by}"',
    hint: 'draw signs for groups that each lie in one cluster',
  },
  'inference-unbalanced': {
    message: 'the test by {test} needs every unit in every period',
    hint: 'limit the sample to a balanced panel',
  },
  'inference-one-region-leverage': {
    message: '{share} % of the information about {term} lies in one cluster: {cluster}',
    hint: 'the coefficient is largely that of one cluster; read its path without it',
  },
  'inference-jackknife': {
    message: 'without {cluster} the coefficients are not identified: there is no jackknife',
    hint: 'use CR2, or leave out regressors that vary in one cluster only',
  },
  'inference-one-region-carries': {
    message: 'without {cluster} the coefficient of {term} would change its sign (from {estimate} to {without})',
    hint: 'the result rests on one cluster; say so, or look at what is special about it',
  },
} as const satisfies MessageTable;
