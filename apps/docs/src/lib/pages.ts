/** The pages in reading order; the navigation is made from this list. */
export const PAGES = [
  { href: '/panel/within/', title: 'The within estimator and its R²' },
  { href: '/cluster/ward/', title: 'Ward clustering' },
] as const;
