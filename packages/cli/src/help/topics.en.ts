import type { Topic } from './topic.js';

export const TOPICS: readonly Topic[] = [
  {
    name: 'data',
    about: 'which tables are read, and how',
    text: `
DATA is a CSV or TSV file, an XLSX workbook, a Parquet file, a data package (its folder or its datapackage.json), or - for
standard input. The first bytes say what a file is, not its name.

CSV     The delimiter is guessed (comma, semicolon, tab, bar; a line "sep=;" is obeyed). UTF-8 with or without byte-order
        mark, UTF-16 with one, else Windows-1251. A decimal comma and separated thousands (1 234,5; 1,234.5; 1.234,5) are
        read off each column. Missing: empty, NA, N/A, NaN, null, ".", "..", "…" and a dash; #N/A and its like, too, with
        a warning. A column is numbers only when every value is one. Beyond 32 MB DuckDB reads the file.
XLSX    The first row that is filled names the columns; --sheet NAME or --sheet 2 chooses another sheet. For tables with a
        title above and notes below, as statistical offices publish them, see aimaq import.
wide    --wide year turns columns that end in a year (2018, gdp_2018) into rows, the years into the column "year".

aimaq describe DATA shows how a file was read.`,
  },
  {
    name: 'formula',
    about: 'how a model is written',
    text: `
  y ~ x1 + log(x2) | region + year | endogenous ~ z1 + z2
  outcome ~ regressors | fixed effects | instruments

  i(f, x, ref = v)       a slope or a dummy for each level of f        x1:x2  x1*x2     interaction, with main effects
  poly(x, 2)             polynomial                                    log exp sqrt abs functions of a column
  l(x, 1:2) f(x) d(x)    lags, lead, difference, along the time index, never along rows; need --panel
  fe1^fe2  fe[slope]     combined effects, slopes by level             -1               no constant
  sw() sw0() csw() csw0()  several models: stepwise, cumulative        c(y1, y2)        several outcomes`,
  },
  {
    name: 'vcov',
    about: 'standard errors and small-sample conventions',
    text: `
  iid                              equal variances, no correlation
  HC0 … HC4                        heteroskedastic; HC1:region adds the inflated scores up by cluster
  GHC0 … GHC4 : COLUMN             heteroskedastic, with one variance in each group
  CR0 CR1 CR1S CR2 CR3 : COLUMN    clustered; CR1S:region+year for two ways. Default with --panel: CR1S by unit
  NW[:lag]  DK[:lag]  PCSE         correlated along time (Newey–West, Driscoll–Kraay, Beck–Katz); PCSE:UNIT inside units
  conley:KM                        correlated over space

--convention fixes the small-sample factor and the degrees of freedom: stata (default), reghdfe, fixest-0.12, fixest-0.14,
plm, sandwich, clubSandwich, linearmodels, gretl. With fewer than 50 clusters add --few-clusters: CR2 and CR3 with
Satterthwaite degrees of freedom and the restricted wild cluster bootstrap stand beside the usual errors. --wild chooses its
variant: R imposes the null, U does not; the first digit says whose scores are resampled (1 plain, 3 without the cluster),
the second whose variance divides (1 clustered, 3 jackknife). Up to 20 clusters all signs are enumerated (under 6 the six
points of Webb), above they are drawn by --seed. --joint tests several terms at once, --adjust the slopes taken together,
--randomize reassigns the paths of a term between units.`,
  },
  {
    name: 'output',
    about: 'formats, languages, colours, width',
    text: `
Results go to standard output, everything else to standard error. --out FILE writes them whole or not at all; its ending
chooses the format (.txt .md .html .tex .csv .xlsx .docx .json), --format overrides it. --json is the full-precision
document of the command; tables round. LaTeX needs \\usepackage{booktabs}. --figure writes .svg or .png.

Coefficients are printed to the third significant digit of their standard error. Stars, where models stand side by side,
follow one rule in every format: *** below 0.01, ** below 0.05, * below 0.1.

--locale kk|ru|en or AIMAQ_LOCALE   language          COLUMNS           width where there is no terminal
--quiet                             no warnings       NO_COLOR          no colour
--no-progress (run)                 no progress`,
  },
  {
    name: 'study',
    about: 'studies: what run needs and writes',
    text: `
A study is a YAML file beside a data package; aimaq init makes one from a table, aimaq import a data package from tables
of a statistical office, aimaq validate checks either.

aimaq run A.yaml B.yaml --out results --jobs 2 writes a folder for each study: study-result.json, tables/*.csv,
figures/*.svg, report.LOCALE.{md,html,docx} and manifest.json, which comes last: a folder with a manifest is whole. A study
whose inputs and program have not changed is not computed again (--force does). Ctrl-C or a kill leaves no half output;
--resume goes on with the batch. A study that fails does not stop the others.`,
  },
  {
    name: 'exit-codes',
    about: 'what the exit code says',
    text: `
  0    done
  1    the data or the numbers do not give it: not estimable, no convergence
  2    wrong use: unknown option, bad formula, missing file
  3    an input document does not hold: study, data package, table
  130  interrupted`,
  },
];
