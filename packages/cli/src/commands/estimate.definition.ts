import type { Command } from 'commander';
import {
  collect,
  parseCoordinates,
  parseCount,
  parseLevel,
  parseNames,
  parsePanel,
  withData,
  withOutput,
} from './options.js';

export function defineEstimate(program: Command): void {
  const command = program.command('estimate').description('estimate a model: y ~ x1 + log(x2) | region + year');
  withData(command)
    .requiredOption(
      '-f, --formula <formula>',
      'model in the dialect of fixest; several times: models side by side',
      collect,
    )
    .option('-p, --panel <unit,time>', 'columns of unit and time', parsePanel)
    .option('-m, --model <model>', 'estimator (default: within with fixed effects, else pooling)')
    .option('--effect <individual|time|twoways>', 'effects of the panel, instead of naming them in the formula')
    .option('--variance-components <method>', 'swar, walhus, amemiya, nerlove or ml (random effects)')
    .option('--transformation <name>', 'within, pooling or first-difference (fgls; default: within)')
    .option('--instrument-method <name>', 'hausman-taylor, amemiya-macurdy or breusch-mizon-schmidt')
    .option('--steps <1|2>', 'one- or two-step GMM (default: 1)', parseCount)
    .option('--collapse', 'one GMM instrument a lag instead of one a lag and period')
    .option(
      '--vcov <covariance>',
      'iid, HC0 … HC4, GHC0 … GHC4:COLUMN, CR0|CR1|CR1S|CR2|CR3|jackknife:COLUMN, CR1S:A+B, NW[:lag], DK[:lag], PCSE, conley:KM (default: CR1S by unit, or iid)',
    )
    .option(
      '--coordinates <lon,lat>',
      'columns of longitude and latitude for conley (default: lon,lat)',
      parseCoordinates,
    )
    .option('--convention <name>', 'small-sample convention (default: stata)')
    .option('--weights <column>', 'column of weights')
    .option('--weights-kind <kind>', 'analytic (precision), frequency (copies) or sampling (inverse probability)')
    .option('--where <expression>', 'rows to use, such as "year >= 2018"')
    .option('--keep-singletons', 'keep rows that are alone in a level of a fixed effect, as fixest 0.12 does')
    .option('--few-clusters', 'CR2, CR3 and the wild cluster bootstrap beside the usual standard errors')
    .option(
      '--wild <variant>',
      'with --few-clusters: WCR11 (default), WCR13, WCR31, WCR33, WCU11, WCU13, WCU31 or WCU33',
    )
    .option('--wild-groups <column>', 'with --few-clusters: draw signs by these groups inside the clusters')
    .option('--joint <a,b,…>', 'joint test that these terms are zero: HTZ and wild bootstrap', parseNames)
    .option('--adjust <method>', 'p-values for all slopes together: holm, bh, by, hochberg, bonferroni or romano-wolf')
    .option('--randomize <a,b,…>', 'randomisation inference: paths of these terms reassigned between units', parseNames)
    .option('--draws <number>', 'draws where not all are enumerated (default: 9999; reassignments 1999)', parseCount)
    .option('--residuals', 'fitted value, residual and interval of each row')
    .option('--predict <table>', 'fitted value and interval for the rows of another table with the same columns')
    .option('--marginal-effects', 'average effects and elasticities through logs, powers, interactions')
    .option('--level <share>', 'level of the intervals (default: 0.95)', parseLevel)
    .option('--seed <number>', 'seed of the bootstrap', parseCount)
    .option('--explain', 'say in words what was estimated, what was dropped and why, and by which convention')
    .option('--figure <kind=file>', 'draw coefficients, residuals or influence as .svg or .png', collect);
  withOutput(command, 'aimaq/estimate@1').action(async (data: string, _: unknown, self: Command) => {
    const { estimate } = await import('./estimate.js');
    await estimate(data, self.optsWithGlobals());
  });
}
