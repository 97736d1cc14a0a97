# Where plm differs by definition: in panels with gaps its tests of serial correlation take the row before for the period before,
# and its test of poolability counts slopes that a unit cannot tell (the analysis of variance on dummies does not).
# Usage: Rscript panelTestsByRow.R DATA_DIR OUT_DIR   Packages: plm 2.6-2, jsonlite
suppressMessages({library(plm); library(jsonlite)})
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
htest <- function(h) list(statistic=unname(h$statistic), df=unname(h$parameter), pValue=unname(h$p.value))
f <- inv ~ value + capital
run <- function(d) { p <- pdata.frame(d, index=c("firm", "year")); m <- plm(f, p, model="pooling")
  list(wooldridgeWithin=htest(pwartest(f, p)), wooldridgeFirstDifference=htest(pwfdtest(f, p, h0="fd")), wooldridgeFirstDifferenceFE=htest(pwfdtest(f, p, h0="fe")),
    bseJoint=htest(pbsytest(m, test="j")), bsyAR=htest(pbsytest(m, test="ar")), bsyRE=htest(pbsytest(m, test="re"))) }
d <- read.csv(file.path(DATA, "grunfeld_gaps.csv")); numbered <- d; numbered$year <- ave(d$year, d$firm, FUN=rank)
r <- read.csv(file.path(DATA, "rice_farms.csv")); r$id <- factor(r$id); g <- log(goutput) ~ log(seed) + log(totlabor) + log(size)
a <- anova(lm(update(g, . ~ . + id), r), lm(log(goutput) ~ (log(seed) + log(totlabor) + log(size)) * id, r))
R <- list(byRow=list(dataset="grunfeld_gaps.csv", formula="inv ~ value + capital", plm=run(d), numbered=run(numbered)), poolability=list(dataset="rice_farms.csv", formula="log(goutput) ~ log(seed) + log(totlabor) + log(size)",
  anova=list(statistic=a$F[2], df=c(a$Df[2], a$Res.Df[2]), pValue=a$`Pr(>F)`[2]), plm=htest(pooltest(g, pdata.frame(r, index=c("id", "time")), model="within"))))
writeLines(toJSON(R, auto_unbox=TRUE, digits=I(17), null="null"), file.path(OUT, "panel", "tests_by_row.json"))
