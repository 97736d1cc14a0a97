/** The pages in reading order, for four kinds of readers; navigation, home and the tests are made from this list. */
export interface Page {
  readonly href: string;
  readonly title: string;
}

export interface Chapter {
  readonly title: string;
  readonly reader: string;
  readonly pages: readonly Page[];
}

export const CHAPTERS: readonly Chapter[] = [
  {
    title: 'Read',
    reader: 'You live in a region, report on it or govern it, and want to know what a profile says.',
    pages: [
      { href: '/read/profile/', title: 'How to read a profile' },
      { href: '/read/traps/', title: 'R² = 0.98 and other traps' },
      { href: '/read/ru/', title: 'Методы коротко (русский)' },
      { href: '/read/kk/', title: 'Әдістер қысқаша (қазақша)' },
    ],
  },
  {
    title: 'Analyse',
    reader: 'You have a table and a question.',
    pages: [
      { href: '/analyse/first-study/', title: 'First study in fifteen minutes' },
      { href: '/analyse/own-country/', title: 'Bring your own country' },
      { href: '/analyse/batch/', title: 'Many studies, in batch' },
      { href: '/analyse/estimates/', title: 'Estimates, tests and tables' },
    ],
  },
  {
    title: 'Method',
    reader: 'You want to know what exactly is computed, after whom, and when not to use it.',
    pages: [
      { href: '/panel/within/', title: 'The within estimator and its R²' },
      { href: '/panel/estimators/', title: 'All estimators' },
      { href: '/panel/tests/', title: 'Specification tests' },
      { href: '/inference/covariance/', title: 'Covariances and conventions' },
      { href: '/inference/few-clusters/', title: 'Few clusters' },
      { href: '/inference/multiverse/', title: 'Multiverse and multiplicity' },
      { href: '/cluster/ward/', title: 'Ward clustering' },
      { href: '/cluster/choices/', title: 'Linkages, distances, how many' },
      { href: '/evidence/verdicts/', title: 'Verdicts and recommendations' },
      { href: '/data/territory/', title: 'Data and boundaries that change' },
      { href: '/method/agreement/', title: 'Agreement with R and NIST' },
      { href: '/method/speed/', title: 'Speed beside its peers' },
    ],
  },
  {
    title: 'Develop',
    reader: 'You build on the packages or change them.',
    pages: [
      { href: '/develop/engine/', title: 'The engine in your program' },
      { href: '/develop/documents/', title: 'Documents and their schemas' },
      { href: '/develop/extend/', title: 'Extend it' },
      { href: '/develop/codes/', title: 'Every warning and error' },
    ],
  },
];

export const PAGES: readonly Page[] = CHAPTERS.flatMap((chapter) => chapter.pages);
